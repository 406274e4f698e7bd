using Fractions;
using TensorCalculus.Algebra;

namespace TensorCalculus.Rules;

/// <summary>Multiplies out, as far as the number of addends stays small.</summary>
internal sealed class Expansion(ExprFactory factory, int maximalTerms)
{
    /// <summary>With more sums than this side by side, nothing is gained by multiplying out one of them.</summary>
    private const int MaximalSums = 4;

    /// <summary>All sums among the factors multiplied out, and those over indices taken addend by addend;
    /// <see langword="null"/> where that would give too many addends. Beside it the complexity that the result has if
    /// nothing cancels and nothing meets.</summary>
    public (Expr Result, int Expected)? Full(Expr node) =>
        Terms(node) is { } terms ? (factory.Add([.. terms.List]), terms.Cost + (Complexity.Unit * (terms.List.Count - 1))) : null;

    /// <summary>The expression with one sum among its factors multiplied out, for each such sum, where <see cref="Full"/> would multiply
    /// out more.</summary>
    public IEnumerable<Expr> OneAtATime(Expr node)
    {
        FlatTerm term = FlatTerm.Of(factory, node, fresh: false);
        int sums = term.Factors.Count(f => f.Base is Sum && f.Exponent.IsOne());
        if (sums is 0 or > MaximalSums || (sums == 1 && !term.Factors.Any(f => f.Base is Sum && f.Exponent.Equals(2) || f.Base.Children.ToArray().Any(IsMultipliedOut))))
        {
            yield break;
        }

        foreach (PowerFactor sum in term.Factors.Where(f => f.Base is Sum && f.Exponent.IsOne()))
        {
            IReadOnlyList<PowerFactor> rest = [.. term.Factors.Where(f => f != sum)];
            yield return factory.Add(
                [.. sum.Base.Children.ToArray().Select(t => (term with { Factors = [.. rest, new PowerFactor(t, Fraction.One)] }).ToExpr(factory))]);
        }
    }

    /// <summary>Whether an addend is a product that is multiplied out with the sum that it stands in.</summary>
    private static bool IsMultipliedOut(Expr addend) => addend switch
    {
        Sum or Power { Base: Sum } => true,
        Product or Contraction => addend.Children.ToArray().Any(IsMultipliedOut),
        _ => false,
    };

    private Addends? Terms(Expr node)
    {
        switch (node)
        {
            case Sum:
                var all = new Addends([], 0);
                foreach (Expr child in node.Children)
                {
                    if (Terms(child) is not { } terms || all.List.Count + terms.List.Count > maximalTerms)
                    {
                        return null;
                    }

                    all = new Addends([.. all.List, .. terms.List], all.Cost + terms.Cost);
                }

                return all;
            case Product product:
                Addends? expanded = Single(factory.Rational(product.Coefficient), Complexity.OfCoefficient(product.Coefficient));
                foreach (Expr factor in product.Children)
                {
                    expanded = Times(expanded, Terms(factor));
                }

                return expanded;
            case Power { Base: Sum, Exponent: Number { Value: var e } } power when e.Equals(2):
                Addends? once = Terms(power.Base);
                return Times(once, once);
            case Contraction contraction when contraction.Body.Facts.HasSum:
                OpenBody open = factory.Open(contraction);
                return Terms(open.Body) is { } inner ? inner with { List = inner.List.ConvertAll(t => factory.Contract(open.Indices, t)) } : null;
            default:
                return Single(node, Complexity.Of(node));
        }
    }

    private static Addends Single(Expr node, int cost) => new([node], cost);

    private Addends? Times(Addends? left, Addends? right)
    {
        if (left is null || right is null || (long)left.List.Count * right.List.Count > maximalTerms)
        {
            return null;
        }

        return new Addends(
            [.. left.List.SelectMany(a => right.List.Select(b => factory.Multiply(a, b)))],
            (left.Cost * right.List.Count) + (right.Cost * left.List.Count));
    }

    /// <summary>Addends, and what they would cost if nothing had met.</summary>
    private sealed record Addends(List<Expr> List, int Cost);
}
