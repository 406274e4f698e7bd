namespace TensorCalculus.Functions;

/// <summary>Functions of all components along some indices that are not sums. <c>mean</c> is a sum over a size and has no kind
/// of its own; neither have <c>tr</c>, <c>norm</c> and the transpose.</summary>
internal enum ReductionKind
{
    /// <summary>log Σ exp; the indices are gone.</summary>
    LogSumExp,

    /// <summary>exp over the sum of exp; the indices are kept.</summary>
    Softmax,

    /// <summary>The largest; the indices are gone.</summary>
    Max,

    /// <summary>The smallest; the indices are gone.</summary>
    Min,

    /// <summary>The product; the indices are gone.</summary>
    Product,

    /// <summary>The inverse of a matrix; its two indices are kept, each read where the matrix has the other one: the component of
    /// the inverse of x_ij at i = s, j = t is (x⁻¹)_ts.</summary>
    Inverse,

    /// <summary>The determinant of a matrix; both indices are gone.</summary>
    Determinant,

    /// <summary>The logarithm of the determinant of a matrix; both indices are gone.</summary>
    LogDeterminant,

    /// <summary>The lower Cholesky factor of a symmetric positive definite matrix, the first index of which counts rows; its two indices
    /// are kept. Of another matrix x it is that of (x + xᵀ)/2, so that its derivative is symmetric, as PyTorch's is.</summary>
    Cholesky,
}

/// <summary>What the kinds have in common.</summary>
internal static class ReductionKinds
{
    /// <summary>The name in the notation of a reduction that is written over a body.</summary>
    public static string Name(this ReductionKind kind) => kind switch
    {
        ReductionKind.Max => "max",
        ReductionKind.Min => "min",
        ReductionKind.Product => "prod",
        ReductionKind.Softmax => "softmax",
        _ => "logsumexp",
    };

    /// <summary>Whether it is a function of a whole tensor, which stands below it by its name.</summary>
    public static bool TakesName(this ReductionKind kind) =>
        kind is ReductionKind.Inverse or ReductionKind.Determinant or ReductionKind.LogDeterminant or ReductionKind.Cholesky;
}
