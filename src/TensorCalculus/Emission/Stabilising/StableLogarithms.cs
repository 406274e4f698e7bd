using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Emission.Stabilising;

/// <summary>Takes logarithms apart where their arguments can overflow or underflow to zero.</summary>
internal sealed class StableLogarithms() : NodeRule(
    "stable/logarithm", "Take the logarithm apart",
    "log(exp(u)/Σ_j exp(v_j)) = u − logsumexp_j(v_j), log Σ_j a_j exp(u_j) = logsumexp_j(u_j) + log Σ_j a_j softmax_j(u_j), log(1 + exp(u)) = softplus(u), log(sigmoid(u)) = −softplus(−u)")
{
    protected override bool MayMatch(Expr expression) => expression.Facts.HasCall;

    protected override Expr Rewrite(ExprFactory factory, Expr node) =>
        node is Call { Function.Name: "log" } call ? Logarithm(factory, call.Argument) ?? node : node;

    /// <summary>The logarithm of an expression in another form, or <see langword="null"/>.</summary>
    private static Expr? Logarithm(ExprFactory factory, Expr node)
    {
        switch (node)
        {
            case Call { Function.Name: "exp" } call:
                return call.Argument;
            case Call { Function.Name: "sigmoid" } call:
                return factory.Negate(Softplus(factory, factory.Negate(call.Argument)));
            case Call { Function.Name: "cosh" } call:
                Expr size = factory.Apply(FunctionTable.Find("abs")!, call.Argument);
                return factory.Add(size, Softplus(factory, factory.Scale(-2, size)), factory.Negate(Log(factory, factory.Rational(2))));
            case Contraction sum:
                return LogSum.Of(factory, sum)
                    ?? (LogSum.Split(factory, sum) is var (logarithm, rest) ? factory.Add(logarithm, Log(factory, rest)) : null);
            case Reduction { Kind: ReductionKind.Softmax } softmax:
                return OfSoftmax(factory, softmax);
            case Power power when SignAnalysis.IsPositive(power.Base) && Logarithm(factory, power.Base) is { } ofBase:
                return factory.Multiply(power.Exponent, ofBase);
            case Product product:
                return OfProduct(factory, product);
            case Sum { Children.Length: 2 } sum:
                return OfTwo(factory, sum.Children[0], sum.Children[1]) ?? OfTwo(factory, sum.Children[1], sum.Children[0]);
            default:
                return null;
        }
    }

    private static Expr OfSoftmax(ExprFactory factory, Reduction softmax)
    {
        OpenBody open = factory.Open(softmax);
        var at = open.Indices.Zip(softmax.At).ToDictionary(p => p.First, p => p.Second);
        return factory.Subtract(factory.Substitute(open.Body, at), factory.Reduce(ReductionKind.LogSumExp, open.Indices, open.Body, []));
    }

    /// <summary>The factors whose logarithms have such a form come out; the others must be positive together.</summary>
    private static Expr? OfProduct(ExprFactory factory, Product product)
    {
        var addends = new List<Expr>();
        var rest = new List<Expr> { factory.Rational(product.Coefficient) };
        foreach (Expr factor in product.Children)
        {
            if (SignAnalysis.IsPositive(factor) && Logarithm(factory, factor) is { } logarithm)
            {
                addends.Add(logarithm);
            }
            else
            {
                rest.Add(factor);
            }
        }

        return addends.Count == 0 ? null : factory.Add([.. addends, Log(factory, factory.Multiply([.. rest]))]);
    }

    /// <summary>log(exp(a) + exp(b)) as a + softplus(b − a), a number being an exponential too; log(1 − sigmoid(u)) as −softplus(u).</summary>
    private static Expr? OfTwo(ExprFactory factory, Expr a, Expr b)
    {
        if (a is Number { Value: var one } && one.Equals(Fraction.One) && factory.Negate(b) is Call { Function.Name: "sigmoid" } sigmoid)
        {
            return factory.Negate(Softplus(factory, sigmoid.Argument));
        }

        if (Exponent(factory, b) is not { } v)
        {
            return null;
        }

        Expr? u = a is Number { Value.IsPositive: true } ? Log(factory, a) : Exponent(factory, a);
        return u is null ? null : factory.Add(u, Softplus(factory, factory.Subtract(v, u)));
    }

    /// <summary>The logarithm of a positive number times an exponential.</summary>
    private static Expr? Exponent(ExprFactory factory, Expr node) => factory.SplitCoefficient(node) switch
    {
        ({ IsPositive: true } c, Call { Function.Name: "exp" } call) => factory.Add(call.Argument, Log(factory, factory.Rational(c))),
        ({ IsPositive: true } c, Contraction sum) when LogSum.Of(factory, sum) is { } logarithm => factory.Add(logarithm, Log(factory, factory.Rational(c))),
        _ => null,
    };

    private static Expr Log(ExprFactory factory, Expr argument) => factory.Apply(FunctionTable.Find("log")!, argument);

    private static Expr Softplus(ExprFactory factory, Expr argument) => factory.Apply(FunctionTable.Find("softplus")!, argument);
}
