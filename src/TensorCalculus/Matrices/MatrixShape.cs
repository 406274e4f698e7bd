using TensorCalculus.Algebra;

namespace TensorCalculus.Matrices;

/// <summary>The shape of a matrix expression. A dimension that is <see langword="null"/> is 1: a vector is a column, its transpose a row.</summary>
internal readonly record struct MatrixShape(Dimension? Rows, Dimension? Columns)
{
    public static readonly MatrixShape Scalar = new(null, null);

    /// <summary>How many axes the values have: none for a scalar, one for a row or a column.</summary>
    public int Order => (Rows is null ? 0 : 1) + (Columns is null ? 0 : 1);

    public bool IsScalar => Order == 0;

    public bool IsColumn => Rows is not null && Columns is null;

    public bool IsRow => Rows is null && Columns is not null;

    public MatrixShape Transposed => new(Columns, Rows);

    public static MatrixShape Column(Dimension rows) => new(rows, null);
}
