using Fractions;
using TensorCalculus.Algebra;

namespace TensorCalculus.Rules;

/// <summary>A base with its exponent. An exponential counts as a power of e: exp(2 u) is (exp(u), 2).</summary>
internal readonly record struct PowerFactor(Expr Base, Fraction Exponent)
{
    public static PowerFactor Of(ExprFactory factory, Expr node) => node switch
    {
        Power { Exponent: Number { Value: var e } } power => new PowerFactor(power.Base, e),
        Call { Function.Name: "exp" } call when factory.SplitExponent(call.Argument) is var (scale, argument) =>
            new PowerFactor(factory.Apply(call.Function, argument), scale),
        _ => new PowerFactor(node, Fraction.One),
    };

    public Expr ToExpr(ExprFactory factory) => factory.Raise(Base, Exponent);
}

/// <summary>A term with all its sums over indices in front: a coefficient, summed indices, and factors over open indices.</summary>
/// <param name="Coefficient">The rational coefficient.</param>
/// <param name="Bound">The summed indices; they stand in the factors and nowhere else.</param>
/// <param name="Factors">The factors, none of them a product or a sum over indices to the first power.</param>
internal sealed record FlatTerm(Fraction Coefficient, IReadOnlyList<IndexVariable> Bound, IReadOnlyList<PowerFactor> Factors)
{
    /// <summary>The term with its sums in front.</summary>
    /// <param name="factory">The factory of the term.</param>
    /// <param name="term">Any expression.</param>
    /// <param name="fresh">Whether the summed indices must stand nowhere else: needed where two terms come together.</param>
    public static FlatTerm Of(ExprFactory factory, Expr term, bool fresh)
    {
        var bound = new List<IndexVariable>();
        var factors = new List<PowerFactor>();
        Fraction coefficient = Fraction.One;
        Collect(term);
        return new FlatTerm(coefficient, bound, factors);

        void Collect(Expr node)
        {
            switch (node)
            {
                case Number number:
                    coefficient *= number.Value;
                    break;
                case Product product:
                    coefficient *= product.Coefficient;
                    foreach (Expr child in product.Children)
                    {
                        Collect(child);
                    }

                    break;
                case Contraction contraction:
                    OpenBody open = fresh ? factory.OpenFresh(contraction) : factory.Open(contraction);
                    bound.AddRange(open.Indices);
                    coefficient *= open.Coefficient;
                    foreach (Expr factor in open.Factors)
                    {
                        Collect(factor);
                    }

                    break;
                case Sum:
                    (Fraction content, Expr primitive) = factory.SplitContent(node);
                    coefficient *= content;
                    factors.Add(new PowerFactor(primitive, Fraction.One));
                    break;
                default:
                    factors.Add(PowerFactor.Of(factory, node));
                    break;
            }
        }
    }

    /// <summary>The factors that <see cref="Of"/> finds, with slots for the summed indices: enough to see their shapes.</summary>
    public static IReadOnlyList<PowerFactor> ClosedFactors(ExprFactory factory, Expr term)
    {
        var factors = new List<PowerFactor>();
        Collect(term);
        return factors;

        void Collect(Expr node)
        {
            switch (node)
            {
                case Number:
                    break;
                case Product product:
                    foreach (Expr child in product.Children)
                    {
                        Collect(child);
                    }

                    break;
                case Contraction contraction:
                    Collect(contraction.Body);
                    break;
                case Sum:
                    factors.Add(new PowerFactor(factory.SplitContent(node).Primitive, Fraction.One));
                    break;
                default:
                    factors.Add(PowerFactor.Of(factory, node));
                    break;
            }
        }
    }

    public Expr ToExpr(ExprFactory factory) =>
        factory.Contract(Bound, factory.Multiply([factory.Rational(Coefficient), .. Factors.Select(f => f.ToExpr(factory))]));
}
