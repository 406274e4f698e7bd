using System.Diagnostics;

namespace TensorCalculus.Matrices;

/// <summary>Writes a term of a derivative between vectorised tensors by its components, each matrix in brackets with its indices.</summary>
internal static class VectorisedComponents
{
    /// <summary>The component of a term at the indices of rows and columns, without its scalar.</summary>
    public static string Write(VectorisedForm form, VectorisedTerm term, MatrixWriter writer)
    {
        string[] rows = [.. form.Rows.Select(i => i.Letter!)], columns = [.. form.Columns.Select(i => i.Letter!)];
        return string.Join(' ', term switch
        {
            DiagonalTerm diagonal => [At(diagonal.Matrix, rows), .. rows.Zip(columns, writer.Delta)],
            OuterTerm outer => [At(outer.Left, rows), At(outer.Right, columns)],
            KroneckerTerm { IsCommuted: false } k => Factors(k, columns[^1], columns[0]),
            KroneckerTerm k => Factors(k, columns[0], columns[^1]),
            _ => throw new UnreachableException(),
        });

        // The second axis of a matrix is the slow one; a vector's only axis stands at the factor that has one.
        string[] Factors(KroneckerTerm k, string slow, string fast) =>
        [
            .. k.Left is null ? [] : new[] { At(k.Left, rows) },
            ComponentTranslation.At(k.Slow, rows[^1], slow, writer),
            ComponentTranslation.At(k.Fast, rows[0], fast, writer),
            .. k.Right is null ? [] : new[] { At(k.Right, columns) },
        ];

        string At(MatrixNode matrix, string[] at) => ComponentTranslation.At(matrix, at[0], at[^1], writer);
    }
}
