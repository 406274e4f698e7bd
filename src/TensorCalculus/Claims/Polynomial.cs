using Fractions;
using TensorCalculus.Algebra;

namespace TensorCalculus.Claims;

/// <summary>Multiplies out to the end: products, sums over indices and whole powers of sums, as far as the number of addends
/// stays within a bound.</summary>
internal sealed class Polynomial(ExprFactory factory)
{
    private const int MaximalTerms = 1500;
    private const int MaximalPower = 8;

    /// <summary>The addends, or null where there would be too many.</summary>
    public Expr? Expand(Expr node) => Terms(node) is { } terms ? factory.Add([.. terms]) : null;

    private List<Expr>? Terms(Expr node)
    {
        switch (node)
        {
            case Sum:
                var all = new List<Expr>();
                foreach (Expr child in node.Children)
                {
                    if (Terms(child) is not { } terms || all.Count + terms.Count > MaximalTerms)
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
            case Power { Base: Sum, Exponent: Number { Value: var e } } power when e > Fraction.One && e <= MaximalPower:
                int whole = (int)(e.Numerator / e.Denominator);
                List<Expr>? once = Terms(power.Base), result = [factory.Raise(power.Base, e - whole)];
                for (int i = 0; i < whole; i++)
                {
                    result = Times(result, once);
                }

                return result;
            case Contraction contraction:
                OpenBody open = factory.OpenFresh(contraction);
                return Terms(open.Body)?.ConvertAll(t => factory.Contract(open.Indices, t));
            default:
                return [node];
        }
    }

    private List<Expr>? Times(List<Expr>? left, List<Expr>? right) =>
        left is null || right is null || (long)left.Count * right.Count > MaximalTerms
            ? null
            : [.. left.SelectMany(a => right.Select(b => factory.Multiply(a, b)))];
}
