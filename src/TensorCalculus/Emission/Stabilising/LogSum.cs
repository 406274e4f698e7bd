using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Emission.Stabilising;

/// <summary>The logarithm of a sum of exponentials over indices.</summary>
internal static class LogSum
{
    /// <summary>log Σ_j c exp(u_j) as log c + logsumexp_j(u_j), c a positive number; <see langword="null"/> for another sum.</summary>
    public static Expr? Of(ExprFactory factory, Contraction sum)
    {
        OpenBody open = factory.Open(sum);
        return open.Body is Call { Function.Name: "exp" } call
            ? factory.Reduce(ReductionKind.LogSumExp, open.Indices, call.Argument, [])
            : null;
    }

    /// <summary>Σ_j a_j exp(u_j) in two factors: logsumexp_j(u_j), whose exponential is one, and Σ_j a_j softmax_j(u_j), which
    /// stays within bounds. <see langword="null"/> where no one exponential holds what is summed over.</summary>
    public static (Expr Logarithm, Expr Shares)? Split(ExprFactory factory, Contraction sum)
    {
        OpenBody open = factory.OpenFresh(sum);
        Expr[] factors = open.Body is Product product ? product.Children.ToArray() : [open.Body];
        if (factors.OfType<Call>().Where(c => c.Function.Name == "exp").ToArray() is not [var exponential])
        {
            return null;
        }

        IndexVariable[] over = [.. open.Indices.Where(exponential.Contains)];
        if (over.Length == 0)
        {
            return null;
        }

        Expr shares = factory.Reduce(ReductionKind.Softmax, over, exponential.Argument, [.. over.Select(v => new IndexSubscript(v))]);
        Expr rest = factory.Contract(
            open.Indices, factory.Multiply([factory.Rational(factory.SplitCoefficient(open.Body).Coefficient), shares, .. factors.Where(f => f != exponential)]));
        return (factory.Reduce(ReductionKind.LogSumExp, over, exponential.Argument, []), rest);
    }
}
