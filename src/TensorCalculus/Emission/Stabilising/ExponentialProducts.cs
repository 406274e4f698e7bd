using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Emission.Stabilising;

/// <summary>Puts the exponentials of a product together: sums of exponentials become exponentials of a <c>logsumexp</c>, and
/// those cancel before anything can overflow. A sum below a sum over indices goes into it.</summary>
internal sealed class ExponentialProducts() : NodeRule(
    "stable/product", "Put exponentials together", "exp(u) exp(v)/Σ_j a_j exp(w_j) = exp(u + v − logsumexp_j(w_j))/Σ_j a_j softmax_j(w_j), exp(u) sigmoid(−u) = sigmoid(u)")
{
    protected override bool MayMatch(Expr expression) => expression.Facts.HasCall;

    protected override Expr Rewrite(ExprFactory factory, Expr node)
    {
        if (node is not (Product or Power))
        {
            return node;
        }

        Expr[] factors = node is Product product ? product.Children.ToArray() : [node];
        var exponents = new List<Expr>();
        var rest = new List<Expr> { factory.Rational(factory.SplitCoefficient(node).Coefficient) };
        bool hasDivisor = false;
        foreach (Expr factor in factors)
        {
            if (ExponentOf(factory, factor) is { } exponent)
            {
                exponents.Add(exponent);
                hasDivisor |= factor is Power { Exponent: Number { Value.IsNegative: true } };
            }
            else
            {
                rest.Add(factor);
            }
        }

        return Joined(factory, exponents, rest) ?? (hasDivisor && exponents.Count == 1 ? IntoSum(factory, node, rest, exponents[0])
            : Weighted(factory, node, factors) ?? Sigmoids(factory, node, factors));
    }

    /// <summary>A product with all its exponentials in one; <see langword="null"/> where there are none to be joined, or where they have no
    /// one among them with all their indices: the joined exponential would be a larger array than any.</summary>
    private static Expr? Joined(ExprFactory factory, List<Expr> exponents, List<Expr> rest)
    {
        int indices = exponents.SelectMany(e => e.FreeIndices).Distinct().Count();
        return exponents.Count > 1 && exponents.Exists(e => e.FreeIndices.Length == indices)
            ? factory.Multiply([.. rest, Exponential(factory, factory.Add([.. exponents]))])
            : null;
    }

    /// <summary>exp(v)/Σ_j a_j exp(u_j) is exp(v − logsumexp_j(u_j))/Σ_j a_j softmax_j(u_j).</summary>
    private static Expr? Weighted(ExprFactory factory, Expr node, Expr[] factors)
    {
        if (!Array.Exists(factors, f => f is Power { Base: Contraction, Exponent: Number { Value.IsNegative: true } }))
        {
            return null;
        }

        var exponents = new List<Expr>();
        var rest = new List<Expr> { factory.Rational(factory.SplitCoefficient(node).Coefficient) };
        foreach (Expr factor in factors)
        {
            (Expr sum, Expr power) = factor is Power p ? (p.Base, p.Exponent) : (factor, factory.One);
            if (sum is Contraction contraction && LogSum.Split(factory, contraction) is var (logarithm, shares))
            {
                exponents.Add(factory.Multiply(power, logarithm));
                rest.Add(factory.Raise(shares, power));
            }
            else if (factor is Call { Function.Name: "exp" } call)
            {
                exponents.Add(call.Argument);
            }
            else
            {
                rest.Add(factor);
            }
        }

        return Joined(factory, exponents, rest);
    }

    /// <summary>The logarithm of a factor that is an exponential, or a power of a sum of exponentials.</summary>
    private static Expr? ExponentOf(ExprFactory factory, Expr factor) => factor switch
    {
        Call { Function.Name: "exp" } call => call.Argument,
        Power { Base: Contraction sum, Exponent: var exponent } when LogSum.Of(factory, sum) is { } logarithm => factory.Multiply(exponent, logarithm),
        _ => null,
    };

    /// <summary>(Σ_j a_j exp(u_ij))/Σ_k exp(u_ik) is Σ_j a_j exp(u_ij − logsumexp_k(u_ik)).</summary>
    private static Expr IntoSum(ExprFactory factory, Expr node, List<Expr> rest, Expr exponent)
    {
        for (int i = 0; i < rest.Count; i++)
        {
            if (rest[i] is not Contraction contraction)
            {
                continue;
            }

            OpenBody open = factory.OpenFresh(contraction);
            Expr[] inner = open.Body is Product product ? product.Children.ToArray() : [open.Body];
            if (Array.Find(inner, f => f is Call { Function.Name: "exp" }) is Call call)
            {
                Expr joined = Exponential(factory, factory.Add(call.Argument, exponent));
                Expr others = factory.Multiply([factory.Rational(factory.SplitCoefficient(open.Body).Coefficient), .. inner.Where(f => f != call)]);
                rest[i] = factory.Contract(open.Indices, factory.Multiply(others, joined));
                return factory.Multiply([.. rest]);
            }
        }

        return node;
    }

    private static Expr Sigmoids(ExprFactory factory, Expr node, Expr[] factors)
    {
        PointwiseFunction sigmoid = FunctionTable.Find("sigmoid")!;
        foreach (Call exponential in factors.OfType<Call>().Where(c => c.Function.Name == "exp"))
        {
            Expr mirrored = factory.Apply(sigmoid, factory.Negate(exponential.Argument));
            if (Array.Exists(factors, f => f == mirrored || (f is Power { Exponent: Number { Value: { IsPositive: true, Denominator.IsOne: true } } } p && p.Base == mirrored)))
            {
                return factory.Multiply(node, factory.Raise(exponential, Fraction.MinusOne), factory.Raise(mirrored, Fraction.MinusOne), factory.Apply(sigmoid, exponential.Argument));
            }
        }

        return node;
    }

    private static Expr Exponential(ExprFactory factory, Expr argument) => factory.Apply(FunctionTable.Find("exp")!, argument);
}
