using Fractions;
using TensorCalculus.Algebra;

namespace TensorCalculus.Matrices;

/// <summary>A product taken apart: its number, its factors and divisors, and the indices over which it is summed.</summary>
internal sealed class ProductDraft
{
    public Fraction Coefficient { get; private set; } = Fraction.One;

    public List<(Expr Node, bool Divides)> Factors { get; private init; } = [];

    public List<IndexVariable> Bound { get; private init; } = [];

    public static ProductDraft Of(ExprFactory factory, Expr node)
    {
        var draft = new ProductDraft();
        draft.Take(factory, node);
        return draft;
    }

    /// <summary>The product with other factors in the place of one.</summary>
    public ProductDraft Replace(ExprFactory factory, int at, ReadOnlySpan<Expr> by)
    {
        var draft = new ProductDraft { Coefficient = Coefficient, Factors = [.. Factors[..at], .. Factors[(at + 1)..]], Bound = [.. Bound] };
        foreach (Expr node in by)
        {
            draft.Take(factory, node);
        }

        return draft;
    }

    /// <summary>The product at given positions of some of its summed indices.</summary>
    public ProductDraft Fixed(ExprFactory factory, IReadOnlyDictionary<IndexVariable, Subscript> positions)
    {
        var draft = new ProductDraft { Coefficient = Coefficient, Bound = [.. Bound.Where(v => !positions.ContainsKey(v))] };
        foreach ((Expr node, bool divides) in Factors)
        {
            Expr at = factory.Substitute(node, positions);
            if (divides)
            {
                draft.Factors.Add((at, true));
            }
            else
            {
                draft.Take(factory, at);
            }
        }

        return draft;
    }

    private void Take(ExprFactory factory, Expr node)
    {
        switch (node)
        {
            case Number { Value: var value }:
                Coefficient *= value;
                break;
            case Product product:
                Coefficient *= product.Coefficient;
                foreach (Expr child in product.Children)
                {
                    Take(factory, child);
                }

                break;
            case Contraction contraction:
                OpenBody open = factory.OpenFresh(contraction);
                Bound.AddRange(open.Indices);
                Take(factory, open.Body);
                break;
            case Power { Base: var @base, Exponent: Number { Value: var exponent } } when exponent.IsNegative:
                Factors.Add((factory.Raise(@base, -exponent), true));
                break;
            default:
                Factors.Add((node, false));
                break;
        }
    }
}
