using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Matrices;

/// <summary>Reads a derivative of more than two axes as a matrix between vectorised tensors. In each product, what links an axis of the
/// result with one of the variable is a factor of a Kronecker product; what links two axes of one of them scales rows or columns.</summary>
internal sealed partial class VectorisedTranslator
{
    private readonly ImmutableArray<IndexVariable> rows, columns;

    private VectorisedTranslator(ImmutableArray<IndexVariable> rows, ImmutableArray<IndexVariable> columns) => (this.rows, this.columns) = (rows, columns);

    /// <summary>The derivative as a matrix, or <see langword="null"/> where it is none between vectors or matrices, or has two axes at most.</summary>
    /// <param name="program">The program.</param>
    /// <param name="equation">A Jacobian or a block of a Hessian.</param>
    /// <param name="orders">How many axes each of the tensors in the derivative's name has.</param>
    /// <exception cref="NoMatrixFormException">A product does not split over pairs of axes.</exception>
    public static VectorisedForm? Translate(BoundProgram program, DerivedEquation equation, IEnumerable<int> orders)
    {
        ImmutableArray<IndexVariable> indices = [.. equation.Left.Subscripts.OfType<IndexSubscript>().Select(s => s.Index)];
        if (indices.Length <= 2 || orders.Where(o => o > 0).ToArray() is not [var first, var second] || first > 2 || second > 2)
        {
            return null;
        }

        var translator = new VectorisedTranslator(indices[..first], indices[first..]);
        ImmutableArray<VectorisedTerm> terms = VectorisedTerms.Collected(new MatrixTranslator(program).Remainders(equation.Right).Select(translator.Term));
        return new VectorisedForm(equation.Left.Tensor, translator.rows, translator.columns, terms);
    }

    private VectorisedTerm Term(NetworkRemainder product)
    {
        if (product.Open.Count > 0)
        {
            return Weighted(product);
        }

        var across = new List<(IndexVariable Row, IndexVariable Column, MatrixNode Matrix)>();
        MatrixNode? left = null, right = null;
        foreach ((IndexVariable from, IndexVariable to, MatrixNode matrix) in Moved(product.Links))
        {
            switch (rows.Contains(from), rows.Contains(to))
            {
                case (true, true):
                    left = Times(left, from == rows[0] ? matrix : MatrixBuilder.Transpose(matrix));
                    break;
                case (false, false):
                    right = Times(right, from == columns[0] ? matrix : MatrixBuilder.Transpose(matrix));
                    break;
                case (true, false):
                    across.Add((from, to, matrix));
                    break;
                default:
                    across.Add((to, from, MatrixBuilder.Transpose(matrix)));
                    break;
            }
        }

        if (across.Select(a => a.Row).Distinct().Count() < across.Count || across.Select(a => a.Column).Distinct().Count() < across.Count)
        {
            throw new NoMatrixFormException("two factors of a product in it share an axis, which a Kronecker product keeps apart");
        }

        return across.Count == 0
            ? new OuterTerm(product.Scalar, Vectorised(rows, left), Vectorised(columns, right))
            : Kronecker();

        MatrixNode? Hung(IndexVariable index) => product.Columns.Where(c => c.Index == index).Select(c => c.Column).SingleOrDefault();

        MatrixNode Column(IndexVariable index) => Hung(index) ?? new OnesLeaf(index.Dimension);

        // A matrix over both axes of one tensor, with what hangs on each.
        MatrixNode Vectorised(ImmutableArray<IndexVariable> axes, MatrixNode? matrix) => axes is not [var first, var second] ? Column(axes[0])
            : matrix is null ? MatrixBuilder.Multiply([Column(first), MatrixBuilder.Transpose(Column(second))])
            : Scaled(first, matrix, second);

        MatrixNode Scaled(IndexVariable row, MatrixNode matrix, IndexVariable column) => MatrixBuilder.Multiply(
        [
            .. Hung(row) is { } u ? [MatrixBuilder.Diagonal(u)] : Array.Empty<MatrixNode>(),
            matrix,
            .. Hung(column) is { } v ? [MatrixBuilder.Diagonal(v)] : Array.Empty<MatrixNode>(),
        ]);

        KroneckerTerm Kronecker()
        {
            (IndexVariable row, IndexVariable column, _) = across[0];
            bool crossed = rows.Length == 2 && columns.Length == 2 && (row == rows[0]) != (column == columns[0]);
            (IndexVariable? slowRow, IndexVariable? fastRow) = Placed(rows, column == columns[0]);
            (IndexVariable? slowColumn, IndexVariable? fastColumn) = Placed(columns, row == rows[0]);
            return crossed
                ? new KroneckerTerm(product.Scalar, Factor(slowRow, fastColumn), Factor(fastRow, slowColumn), true, left, right)
                : new KroneckerTerm(product.Scalar, Factor(slowRow, slowColumn), Factor(fastRow, fastColumn), false, left, right);
        }

        MatrixNode Factor(IndexVariable? row, IndexVariable? column) => across.Find(a => a.Row == row && a.Column == column) is { Matrix: { } matrix }
            ? Scaled(row!, matrix, column!)
            : MatrixBuilder.Multiply(
            [
                .. row is null ? [] : new[] { Column(row) },
                .. column is null ? [] : new[] { MatrixBuilder.Transpose(Column(column)) },
            ]);
    }

    /// <summary>The links, each moved along the identities: y_iq δ_ip is y_pq δ_ip, which links columns alone.</summary>
    private List<(IndexVariable From, IndexVariable To, MatrixNode Matrix)> Moved(IEnumerable<(IndexVariable From, IndexVariable To, MatrixNode Matrix)> links)
    {
        var moved = links.ToList();
        for (int at = 0; at < moved.Count; at++)
        {
            (IndexVariable first, IndexVariable second, MatrixNode link) = moved[at];
            if (link is not IdentityLeaf || !IsAcross(first, second))
            {
                continue;
            }

            for (int k = 0; k < moved.Count; k++)
            {
                (IndexVariable from, IndexVariable to, MatrixNode matrix) = moved[k];
                if (k != at && IsAcross(from, to))
                {
                    moved[k] = from == first || from == second ? (Other(from), to, matrix) : to == first || to == second ? (from, Other(to), matrix) : moved[k];
                }
            }

            IndexVariable Other(IndexVariable index) => index == first ? second : first;
        }

        return moved;
    }

    /// <summary>The second axis of a matrix and the first; the one of a vector goes with the axis that it is linked with.</summary>
    private static (IndexVariable? Slow, IndexVariable? Fast) Placed(ImmutableArray<IndexVariable> axes, bool goesWithFirst) => (axes.Length, goesWithFirst) switch
    {
        (2, _) => (axes[1], axes[0]),
        (_, true) => (null, axes[0]),
        _ => (axes[0], null),
    };

    private bool IsAcross(IndexVariable a, IndexVariable b) => rows.Contains(a) != rows.Contains(b);

    private static MatrixNode Times(MatrixNode? matrix, MatrixNode other) => matrix is null ? other : MatrixBuilder.Pointwise([matrix, other], []);
}
