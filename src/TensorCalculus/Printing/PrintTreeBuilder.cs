using System.Collections.Immutable;
using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Printing;

/// <summary>Makes the print tree of an expression: opens its binders, merges sums into the terms where a reader finds them,
/// and puts in the one-tensors that the algebra does without.</summary>
internal sealed partial class PrintTreeBuilder
{
    private static readonly Comparer<int[]> ByOrdinals = Comparer<int[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b));

    private readonly BoundProgram program;
    private readonly ExprFactory factory;
    private readonly Dictionary<IndexVariable, PrintIndex> indices = [];
    private readonly DecimalScales scales;
    private readonly bool lettersTell;
    private int dummies;

    /// <param name="program">What the expressions belong to.</param>
    /// <param name="factory">Where expressions are made that are needed until the text is there.</param>
    /// <param name="free">The free indices of the equation, in the order of its left-hand side.</param>
    /// <param name="lettersTell">Whether a dummy may be left to its letter to tell its size; see <see cref="HasToldLetters"/>.</param>
    public PrintTreeBuilder(BoundProgram program, ExprFactory factory, IEnumerable<IndexVariable> free, bool lettersTell)
    {
        (this.program, this.factory, this.lettersTell) = (program, factory, lettersTell);
        scales = new DecimalScales(program.Decimals);
        foreach (IndexVariable index in free)
        {
            indices.TryAdd(index, new PrintIndex(index.Dimension, isDummy: false, indices.Count));
        }
    }

    public PrintIndex this[IndexVariable free] => indices[free];

    /// <summary>The right-hand side of an equation with these free indices on the left, which it carries too.</summary>
    public PrintNode Side(Expr side, ReadOnlySpan<IndexVariable> carried)
    {
        var all = new PrintIndex[carried.Length];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = indices[carried[i]];
        }

        return Addends(side, all);
    }

    /// <summary>The inside of a parenthesis, a function or a denominator.</summary>
    private PrintNode Place(Expr node) => Addends(node, []);

    private PrintNode Addends(Expr node, IReadOnlyCollection<PrintIndex> carried) => Addends(node, carried, Fraction.One);

    /// <summary>The addends, each multiplied by a number.</summary>
    private PrintNode Addends(Expr node, IReadOnlyCollection<PrintIndex> carried, Fraction scale)
    {
        var terms = new List<TermDraft>();
        Collect(terms, node, scale);
        Broadcasting.Apply(terms, carried);
        if (terms is [var single])
        {
            single.SettleSigns(keepNegative: false);
            PrintNode laid = TermLayout.Lay(single);
            return single.Coefficient.IsNegative ? new SumNode([new SignedTerm(true, laid, ReadingKey.Of([]))]) : laid;
        }

        bool anyPositive = terms.Exists(t => !t.Coefficient.IsNegative);
        foreach (TermDraft term in terms)
        {
            // Behind a positive addend, u - a (b - c) reads as well as u + a (c - b), and is what was written.
            term.SettleSigns(keepNegative: anyPositive);
        }

        return SumNode.Ordered(InStableOrder(node, terms.Select(t => new SignedTerm(t.Coefficient.IsNegative, TermLayout.Lay(t), KeyOf(t)))));
    }

    /// <summary>The addends in an order that does not depend on which indices opened the sums around them: it decides between
    /// addends that read alike, such as <c>a_ip a_jq</c> and <c>a_jp a_iq</c>.</summary>
    private static IEnumerable<SignedTerm> InStableOrder(Expr node, IEnumerable<SignedTerm> terms) => node.FreeIndices is [.., { IsOpened: true }]
        ? terms.OrderBy(t => t.Node.Uses.Indices.Select(i => i.Ordinal).ToArray(), ByOrdinals)
        : terms;

    private void Collect(List<TermDraft> terms, Expr node, Fraction scale)
    {
        if (node is Sum || (node is Product { Children: [Sum] } product && Fraction.Abs(scale * product.Coefficient / scales.Within(product, product.Children[0])).Equals(Fraction.One)))
        {
            // A number times a sum, where scaling leaves nothing of the number but a sign: no parenthesis is needed.
            (Expr sum, Fraction by) = node is Product p ? (p.Children[0], scale * p.Coefficient) : (node, scale);
            foreach (Expr child in sum.Children)
            {
                Collect(terms, child, by);
            }

            return;
        }

        var term = new TermDraft { Coefficient = scale };
        Multiply(term, node);
        terms.Add(term);
    }

    private void Multiply(TermDraft term, Expr node)
    {
        switch (node)
        {
            case Number number:
                term.Coefficient *= number.Value;
                break;
            case Product product:
                term.Coefficient *= product.Coefficient;
                foreach (Expr factor in InStableOrder(product))
                {
                    if (factor is Sum)
                    {
                        Fraction scale = scales.Within(product, factor);
                        term.Above.Add(Parenthesis(factor, scale));
                        term.Coefficient /= scale;
                    }
                    else
                    {
                        Multiply(term, factor);
                    }
                }

                break;
            case Contraction contraction when Cumulative(contraction) is { } cumulative:
                term.Coefficient *= factory.Open(contraction).Coefficient;
                term.Above.Add(Make(FactorKind.Function, FirstOrdinal(contraction), cumulative));
                break;
            case Contraction contraction:
                term.Absorb(Summed(contraction, term.Coefficient.IsNegative));
                break;
            case Reduction { Kind: ReductionKind.Softmax } softmax when !CanBeRead(softmax):
                Multiply(term, Quotient(softmax));
                break;
            case Reduction reduction when ByFactor(reduction) is { } product:
                Multiply(term, product);
                break;
            case SizeOf size when !HasName(size.Dimension):
                term.Absorb(Counted(size.Dimension));
                break;
            case Power { Exponent: Number { Value: var exponent } } power when exponent.IsNegative:
                Divide(term, power.Base, factory.Rational(-exponent));
                break;
            default:
                term.Above.Add(Factor(node));
                term.Coefficient *= scales.Left(node);
                break;
        }
    }

    /// <summary>The factors in an order that does not depend on which indices opened the sums around them: it decides
    /// between factors that read alike.</summary>
    private static Expr[] InStableOrder(Product product)
    {
        Expr[] factors = product.Children.ToArray();
        if (product.FreeIndices is [.., { IsOpened: true }])
        {
            Array.Sort(factors, (a, b) => a.Shape.CompareTo(b.Shape));
        }

        return factors;
    }

    private void Divide(TermDraft term, Expr divisor, Expr exponent)
    {
        switch (factory.Raise(divisor, exponent))
        {
            case Contraction contraction when Cumulative(contraction) is { } cumulative:
                term.Coefficient /= factory.Open(contraction).Coefficient;
                term.Below.Add(Make(FactorKind.Function, FirstOrdinal(contraction), cumulative));
                break;
            case Contraction contraction when Summed(contraction, false) is { Below: [] } sum:
                term.AbsorbBelow(sum);
                break;
            case Reduction { Kind: ReductionKind.Softmax } softmax when !CanBeRead(softmax):
                Multiply(term, factory.Raise(Quotient(softmax), -1));
                break;
            case SizeOf size when !HasName(size.Dimension):
                term.AbsorbBelow(Counted(size.Dimension));
                break;
            case var power:
                term.Below.Add(Factor(power));
                term.Coefficient /= scales.Left(power);
                break;
        }
    }

    /// <summary>The term of a sum, spelt so that the sum is read back where it stands.</summary>
    /// <param name="contraction">The sum.</param>
    /// <param name="subtracted">Whether what it stands in is negative, so that a sign inside may serve better.</param>
    private TermDraft Summed(Contraction contraction, bool subtracted)
    {
        OpenBody open = factory.Open(contraction);
        ImmutableArray<PrintIndex> dummies = [.. open.Indices.Select(Dummy)];

        // Factors that read alike stay in the order of the closed body, which does not depend on which indices opened it.
        var term = new TermDraft { Coefficient = open.Coefficient };
        foreach (Expr factor in open.Factors)
        {
            Multiply(term, factor);
        }

        foreach (IndexVariable untold in open.Indices.Where(v => !ToldRanges.IsTold(factory, v, open.Body) && !IsTied(open, v)))
        {
            TellRange(term, untold, open.Body);
        }

        term = RepeatedFactors.Apply(term, dummies);
        List<PrintIndex> @explicit = [];
        foreach (PrintIndex dummy in dummies)
        {
            switch (SumPlacement.Of(term, dummy))
            {
                case SumSpelling.Explicit:
                    @explicit.Add(dummy);
                    break;
                case SumSpelling.OneTensor:
                    term.Ones.Add(dummy);
                    term.Summed.Add(dummy);
                    break;
                default:
                    term.Summed.Add(dummy);
                    break;
            }
        }

        if (@explicit.Count == 0)
        {
            return term;
        }

        if (!subtracted)
        {
            return Explicit(term, [.. @explicit]);
        }

        term.Coefficient = -term.Coefficient;
        term.SettleSigns(keepNegative: false);
        TermDraft negated = Explicit(term, [.. @explicit]);
        negated.Coefficient = -negated.Coefficient;
        return negated;
    }

    private static TermDraft Explicit(TermDraft body, ImmutableArray<PrintIndex> over)
    {
        var term = new TermDraft { Coefficient = body.Coefficient };
        body.Coefficient = Fractions.Fraction.One;
        term.Above.Add(new Factor(KeyOf(body), FactorKind.Sum, new ReductionNode("sum", over, TermLayout.Lay(body))));
        return term;
    }

    private PrintIndex Dummy(IndexVariable index) => indices[index] = new PrintIndex(index.Dimension, isDummy: true, int.MaxValue) { Ordinal = dummies++ };

    private static ReadingKey KeyOf(TermDraft term) =>
        ReadingKey.Of([.. term.Above.Select(f => f.Key).Order(), .. term.Below.Select(f => f.Key).Order()]);
}
