using Fractions;
using TensorCalculus.Algebra;

namespace TensorCalculus.Rules;

/// <summary>Multiplies out, as far as the number of addends stays small.</summary>
internal sealed class Expansion(ExprFactory factory, int maximalTerms)
{
    /// <summary>All sums among the factors multiplied out, and those over indices taken addend by addend;
    /// <see langword="null"/> where that would give too many addends.</summary>
    public Expr? Full(Expr node)
    {
        List<Expr>? terms = Terms(node);
        return terms is null ? null : factory.Add([.. terms]);
    }

    /// <summary>The expression with one sum among its factors multiplied out, for each such sum.</summary>
    public IEnumerable<Expr> OneAtATime(Expr node)
    {
        FlatTerm term = FlatTerm.Of(factory, node);
        if (term.Factors.Count(f => f.Base is Sum && f.Exponent.Equals(Fraction.One)) < 2)
        {
            yield break;
        }

        foreach (PowerFactor sum in term.Factors.Where(f => f.Base is Sum && f.Exponent.Equals(Fraction.One)))
        {
            IReadOnlyList<PowerFactor> rest = [.. term.Factors.Where(f => f != sum)];
            yield return factory.Add(
                [.. sum.Base.Children.ToArray().Select(t => (term with { Factors = [.. rest, new PowerFactor(t, Fraction.One)] }).ToExpr(factory))]);
        }
    }

    /// <summary>The addends of the expression, multiplied out; <see langword="null"/> where there would be too many.</summary>
    private List<Expr>? Terms(Expr node)
    {
        switch (node)
        {
            case Sum:
                var all = new List<Expr>();
                foreach (Expr child in node.Children)
                {
                    if (Terms(child) is not { } terms || all.Count + terms.Count > maximalTerms)
                    {
                        return null;
                    }

                    all.AddRange(terms);
                }

                return all;
            case Product product:
                List<Expr>? expanded = [factory.Rational(product.Coefficient)];
                foreach (Expr factor in product.Children)
                {
                    expanded = Times(expanded, Terms(factor));
                }

                return expanded;
            case Power { Base: Sum, Exponent: Number { Value: var e } } power when e.Equals(2):
                List<Expr>? once = Terms(power.Base);
                return Times(once, once);
            case Contraction contraction when contraction.Body.Facts.HasSum:
                OpenBody open = factory.Open(contraction);
                return Terms(open.Body)?.ConvertAll(t => factory.Contract(open.Indices, t));
            default:
                return [node];
        }
    }

    private List<Expr>? Times(List<Expr>? left, List<Expr>? right)
    {
        if (left is null || right is null || (long)left.Count * right.Count > maximalTerms)
        {
            return null;
        }

        return [.. left.SelectMany(a => right.Select(b => factory.Multiply(a, b)))];
    }
}
