namespace TensorCalculus.Tests.Matrices.Spellings;

/// <summary>A part of a formula: of which sizes its rows and columns are, none for 1, and its value once these are known.</summary>
internal sealed record Part(int[] Rows, int[] Columns, Func<double[,]> Value)
{
    public bool IsScalar => Rows.Length + Columns.Length == 0;

    public static Part Scalar(Func<double> value) => new([], [], () => new[,] { { value() } });

    public double Number() => Value()[0, 0];

    public Part Transposed() => new(Columns, Rows, () => PrintedMatrix.Transposed(Value()));

    /// <summary>A function of each component.</summary>
    public Part Each(Func<double, double> function) => this with
    {
        Value = () =>
        {
            double[,] value = Value();
            return PrintedMatrix.Make(value.GetLength(0), value.GetLength(1), (i, j) => function(value[i, j]));
        },
    };
}
