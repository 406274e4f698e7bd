using System.Collections.Immutable;
using TensorCalculus.Syntax;

namespace TensorCalculus.Binding;

/// <summary>Visits an expression and its subscripts from left to right; a pass overrides what it is after.</summary>
internal abstract class SyntaxWalker
{
    public virtual void Visit(ExpressionSyntax node)
    {
        switch (node)
        {
            case TensorSyntax tensor:
                VisitAll(tensor.Subscripts);
                break;
            case OneSyntax one:
                VisitAll(one.Subscripts);
                break;
            case DeltaSyntax delta:
                VisitSubscript(delta.First);
                VisitSubscript(delta.Second);
                break;
            case BracketSyntax bracket:
                VisitSubscript(bracket.Left);
                VisitSubscript(bracket.Right);
                break;
            case WholeTensorSyntax whole:
                VisitAll(whole.Subscripts);
                break;
            case SumSyntax sum:
                foreach (SignedSyntax term in sum.Terms)
                {
                    Visit(term.Term);
                }

                break;
            case ProductSyntax product:
                foreach (FactorSyntax factor in product.Factors)
                {
                    Visit(factor.Factor);
                }

                break;
            case NegationSyntax negation:
                Visit(negation.Operand);
                break;
            case PowerSyntax power:
                Visit(power.Base);
                Visit(power.Exponent);
                break;
            case ParenthesisSyntax parenthesis:
                Visit(parenthesis.Inner);
                break;
            case CallSyntax call:
                foreach (ExpressionSyntax argument in call.Arguments)
                {
                    Visit(argument);
                }

                break;
            case ComparisonSyntax comparison:
                Visit(comparison.Left);
                Visit(comparison.Right);
                break;
            case ReductionSyntax reduction:
                VisitAll(reduction.Indices);
                Visit(reduction.Body);
                break;
        }
    }

    protected virtual void VisitSubscript(SubscriptSyntax subscript)
    {
        if (subscript is AffineSyntax affine)
        {
            foreach (AffineTermSyntax term in affine.Terms)
            {
                VisitAtom(term.Atom);
            }
        }
    }

    protected virtual void VisitAtom(AffineAtomSyntax atom)
    {
        if (atom is GatherAtomSyntax gather)
        {
            VisitAll(gather.Subscripts);
        }
    }

    private void VisitAll(ImmutableArray<SubscriptSyntax> subscripts)
    {
        foreach (SubscriptSyntax subscript in subscripts)
        {
            VisitSubscript(subscript);
        }
    }
}
