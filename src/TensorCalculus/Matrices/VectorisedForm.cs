using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Matrices;

/// <summary>A derivative of more than two axes as one matrix: ∂vec(Y)/∂vec(X), where vec stacks the columns of a matrix. The sum of its terms;
/// none where it is zero.</summary>
/// <param name="Derivative">The derivative.</param>
/// <param name="Rows">The indices of its rows, the one that runs fastest first.</param>
/// <param name="Columns">The indices of its columns, the one that runs fastest first.</param>
/// <param name="Terms">The terms.</param>
internal sealed record VectorisedForm(
    TensorSymbol Derivative, ImmutableArray<IndexVariable> Rows, ImmutableArray<IndexVariable> Columns, ImmutableArray<VectorisedTerm> Terms)
{
    /// <summary>Whether the commutation matrix stands in it: vec(Xᵀ) = K vec(X).</summary>
    public bool HasCommutation => Terms.Any(t => t is KroneckerTerm { IsCommuted: true } or WeightedTerm { Columns.IsCommuted: true });
}

/// <summary>A scalar times a matrix between vectorised tensors.</summary>
internal abstract record VectorisedTerm(MatrixNode Scalar)
{
    /// <summary>Whether a sign stands in front.</summary>
    public bool IsNegative => MatrixWriter.IsNegative(Scalar);

    public VectorisedTerm Negated => this with { Scalar = MatrixBuilder.Negate(Scalar) };
}

/// <summary>A Kronecker product, <c>diag(vec(L)) (A ⊗ B) K diag(vec(R))</c>; all but A ⊗ B may be missing.</summary>
/// <param name="Scalar">The scalar.</param>
/// <param name="Slow">The left factor, between the second axes.</param>
/// <param name="Fast">The right factor, between the first axes.</param>
/// <param name="IsCommuted">Whether the columns are those of the transpose.</param>
/// <param name="Left">The matrix whose components scale the rows.</param>
/// <param name="Right">The matrix whose components scale the columns.</param>
internal sealed record KroneckerTerm(MatrixNode Scalar, MatrixNode Slow, MatrixNode Fast, bool IsCommuted, MatrixNode? Left, MatrixNode? Right) : VectorisedTerm(Scalar);

/// <summary>A Kronecker product, a diagonal matrix and a Kronecker product: <c>(A ⊗ B) diag(vec(W)) (C ⊗ D)</c>.</summary>
/// <param name="Scalar">The scalar.</param>
/// <param name="Rows">What stands before the weight; its scalar is 1.</param>
/// <param name="Weight">The matrix W.</param>
/// <param name="Columns">What stands behind the weight; its scalar is 1.</param>
internal sealed record WeightedTerm(MatrixNode Scalar, KroneckerTerm Rows, MatrixNode Weight, KroneckerTerm Columns) : VectorisedTerm(Scalar);

/// <summary>A diagonal matrix, <c>diag(vec(A))</c>.</summary>
internal sealed record DiagonalTerm(MatrixNode Scalar, MatrixNode Matrix) : VectorisedTerm(Scalar);

/// <summary>An outer product, <c>vec(A) vec(B)ᵀ</c>; of a vector, the vector itself.</summary>
internal sealed record OuterTerm(MatrixNode Scalar, MatrixNode Left, MatrixNode Right) : VectorisedTerm(Scalar);
