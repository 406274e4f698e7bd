namespace TensorCalculus.Matrices;

/// <content>Inverses and determinants.</content>
internal static partial class MatrixBuilder
{
    /// <summary>The inverse of a square matrix.</summary>
    public static MatrixNode Inverse(MatrixNode matrix) => matrix switch
    {
        IdentityLeaf => matrix,
        InverseOf { Matrix: var original } => original,
        TransposeOf { Operand: var operand } => Transpose(Inverse(operand)),
        DiagonalMatrix { Column: var column } => Diagonal(Pointwise([], [column])),
        ScalarMultiple s when !s.Coefficient.IsZero => Scale(1 / s.Coefficient, s.Below, s.Above, Inverse(s.Body!)),
        _ => OfShorter(matrix),
    };

    private static MatrixNode OfShorter(MatrixNode matrix)
    {
        MatrixNode transpose = Transpose(matrix);
        return MatrixOrder.Shorter(matrix, transpose).Is(matrix) ? new InverseOf(matrix) : new TransposeOf(new InverseOf(transpose));
    }

    /// <summary>The determinant of a square matrix, or its logarithm: that of the transpose is the same.</summary>
    public static MatrixNode Determinant(MatrixNode matrix, bool isLogarithm) => new DeterminantOf(MatrixOrder.Shorter(matrix, Transpose(matrix)), isLogarithm);

    private static bool IsSymmetric(MatrixNode matrix) => Transpose(matrix).Is(matrix);
}
