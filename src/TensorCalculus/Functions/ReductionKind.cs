namespace TensorCalculus.Functions;

/// <summary>Reductions that are not sums. <c>mean</c> is a sum over a size and has no kind of its own.</summary>
internal enum ReductionKind
{
    /// <summary>log Σ exp; the indices are gone.</summary>
    LogSumExp,

    /// <summary>exp over the sum of exp; the indices are kept.</summary>
    Softmax,
}
