using System.Diagnostics;
using TensorCalculus.Algebra;

namespace TensorCalculus.Matrices;

/// <summary>Writes a term of a derivative between vectorised tensors by its components, each matrix in brackets with its indices.</summary>
internal static class VectorisedComponents
{
    /// <summary>The component of a term at the indices of rows and columns, without its scalar.</summary>
    public static string Write(VectorisedForm form, VectorisedTerm term, BoundProgram program, MatrixWriter writer)
    {
        string[] rows = [.. form.Rows.Select(i => i.Letter!)], columns = [.. form.Columns.Select(i => i.Letter!)];
        return string.Join(' ', term switch
        {
            DiagonalTerm diagonal => [At(diagonal.Matrix, rows), .. rows.Zip(columns, writer.Delta)],
            OuterTerm outer => [At(outer.Left, rows), At(outer.Right, columns)],
            KroneckerTerm k => Factors(k, rows, Turned(k)),
            WeightedTerm w => Weighted(w),
            _ => throw new UnreachableException(),
        });

        string[] Turned(KroneckerTerm k) => k.IsCommuted ? [.. columns.Reverse()] : columns;

        // The second axis of a matrix is the slow one; a vector's only axis stands at the factor that has one.
        string[] Factors(KroneckerTerm k, string[] from, string[] to) =>
        [
            .. k.Left is null ? [] : new[] { At(k.Left, rows) },
            .. Linked(k.Slow, from[^1], to[^1]),
            .. Linked(k.Fast, from[0], to[0]),
            .. k.Right is null ? [] : new[] { At(k.Right, columns) },
        ];

        // The indices of the weight are those of the rows or the columns where the identity links them.
        string[] Weighted(WeightedTerm w)
        {
            string[] across = Turned(w.Columns);
            var supply = new LetterSupply(program);
            string fast = Middle(w.Rows.Fast, rows[0], w.Columns.Fast, across[0], ""), slow = Middle(w.Rows.Slow, rows[^1], w.Columns.Slow, across[^1], fast);
            return [.. Factors(w.Rows, rows, [fast, slow]), At(w.Weight, [fast, slow]), .. Factors(w.Columns, [fast, slow], across)];

            string Middle(MatrixNode before, string row, MatrixNode behind, string column, string other) =>
                before is IdentityLeaf ? row : behind is IdentityLeaf ? column : supply.Next(l => rows.Contains(l) || columns.Contains(l) || l == other);
        }

        // Nothing where an identity has given both their letter.
        IEnumerable<string> Linked(MatrixNode matrix, string first, string second) => matrix is IdentityLeaf && first == second ? [] : [ComponentTranslation.At(matrix, first, second, writer)];

        string At(MatrixNode matrix, string[] at) => ComponentTranslation.At(matrix, at[0], at[^1], writer);
    }
}
