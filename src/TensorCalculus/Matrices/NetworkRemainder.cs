using TensorCalculus.Algebra;

namespace TensorCalculus.Matrices;

/// <summary>What is left of a product when its sums are done.</summary>
/// <param name="Scalar">The factors without indices.</param>
/// <param name="Columns">What hangs on a free index alone, as a column.</param>
/// <param name="Links">The matrix between two free indices, its rows at the first.</param>
/// <param name="Open">The indices at which three factors meet, over which the sum is still to be taken: they count as free ones above.</param>
/// <param name="Reason">Why there are such, or <see langword="null"/>.</param>
internal sealed record NetworkRemainder(
    MatrixNode Scalar,
    IReadOnlyList<(IndexVariable Index, MatrixNode Column)> Columns,
    IReadOnlyList<(IndexVariable Rows, IndexVariable Columns, MatrixNode Matrix)> Links,
    IReadOnlyList<IndexVariable> Open,
    string? Reason);
