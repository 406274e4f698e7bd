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
}
