using TensorCalculus.Algebra;

namespace TensorCalculus.Matrices;

/// <content>Products in which three factors meet at a summed index, as in a_kp w_kl a_kr: between the rows and the columns stands a weight over
/// two axes of its own, which is a diagonal matrix once these are vectorised, <c>(𝐈 ⊗ Aᵀ) diag(vec(W)) (𝐈 ⊗ A)</c>.</content>
internal sealed partial class VectorisedTranslator
{
    private WeightedTerm Weighted(NetworkRemainder product)
    {
        List<(IndexVariable From, IndexVariable To, MatrixNode Matrix)> links = Joined(product);
        IndexVariable open = product.Open[0];
        IEnumerable<IndexVariable> partners = product.Open.Count switch
        {
            1 => links.Where(k => Meets(k, open)).Select(k => Other(k, open)),
            2 when links.Exists(k => Meets(k, open) && Meets(k, product.Open[1])) => [product.Open[1]],
            _ => [],
        };
        // Of several weights, one for which the columns need not be commuted.
        return partners.Select(Over).OfType<WeightedTerm>().OrderBy(t => t.Columns.IsCommuted).FirstOrDefault() ?? throw new NoMatrixFormException(product.Reason!);

        WeightedTerm? Over(IndexVariable partner) =>
            Ends(rows, open, partner) is { } before && Ends(columns, open, partner) is { } behind && Covered(before, behind, partner) ? Term(before, behind, partner) : null;

        // Which row (or column) is linked with each axis of the weight; null where some axis or some index is linked twice.
        (IndexVariable? Open, IndexVariable? Partner)? Ends(IReadOnlyCollection<IndexVariable> side, IndexVariable first, IndexVariable second)
        {
            IndexVariable[] own = [.. side.Where(i => i != second && Link(i, first) is not null)];
            IndexVariable[] others = side.Contains(second) ? [second] : [.. side.Where(i => Link(i, second) is not null)];
            return own.Length > 1 || others.Length > 1 || own.Intersect(others).Any() ? null : (own.SingleOrDefault(), others.SingleOrDefault());
        }

        // Every link is that of the weight, one to an axis of it, or one within the rows or the columns.
        bool Covered((IndexVariable? Open, IndexVariable? Partner) before, (IndexVariable? Open, IndexVariable? Partner) behind, IndexVariable partner) =>
            links.TrueForAll(k => (Meets(k, open) && Meets(k, partner))
                || new[] { before, behind }.Any(e => Joins(k, e.Open, open) || Joins(k, e.Partner, partner))
                || (IsFree(k.From) && IsFree(k.To) && !IsAcross(k.From, k.To)));

        bool Joins((IndexVariable From, IndexVariable To, MatrixNode Matrix) link, IndexVariable? a, IndexVariable b) => a is not null && Meets(link, a) && Meets(link, b);

        bool IsFree(IndexVariable index) => rows.Contains(index) || columns.Contains(index);

        MatrixNode? Link(IndexVariable from, IndexVariable to)
        {
            foreach ((IndexVariable first, IndexVariable second, MatrixNode matrix) in links)
            {
                if (first == from && second == to)
                {
                    return matrix;
                }

                if (first == to && second == from)
                {
                    return MatrixBuilder.Transpose(matrix);
                }
            }

            return null;
        }

        WeightedTerm Term((IndexVariable? Open, IndexVariable? Partner) before, (IndexVariable? Open, IndexVariable? Partner) behind, IndexVariable partner)
        {
            // The first axis of the weight goes with the first row, or with a row that is the only one.
            bool isTurned = rows.Length == 2 ? before.Open == rows[1] || before.Partner == rows[0] : before.Open is null && before.Partner is not null;
            (IndexVariable fast, IndexVariable slow) = isTurned ? (partner, open) : (open, partner);
            if (isTurned)
            {
                (before, behind) = ((before.Partner, before.Open), (behind.Partner, behind.Open));
            }

            bool isCommuted = columns.Length == 2 && (behind.Open == columns[1] || behind.Partner == columns[0]);
            (IndexVariable? fastRow, IndexVariable? slowRow) = Filled(rows, before, isTurned: false);
            (IndexVariable? fastColumn, IndexVariable? slowColumn) = Filled(columns, behind, isCommuted);
            MatrixNode[] scaled = [.. Scale(fast, isOpen: true), Link(fast, slow)!, .. Scale(slow, isOpen: true)];
            MatrixNode weight = scaled is [var only] ? only : MatrixBuilder.Multiply(scaled);
            var left = new KroneckerTerm(MatrixBuilder.One, Row(slowRow, slow), Row(fastRow, fast), false, Within(rows), null);
            var right = new KroneckerTerm(MatrixBuilder.One, Column(slow, slowColumn), Column(fast, fastColumn), isCommuted, null, Within(columns));
            return new WeightedTerm(product.Scalar, left, weight, right);

            // What hangs on an axis of the weight that is a row or a column stands at that.
            MatrixNode Row(IndexVariable? row, IndexVariable axis) => row == axis || (row is not null && Link(row, axis) is not null && Reaches(before, row, axis))
                ? MatrixBuilder.Multiply([.. Scale(row!, isOpen: false), row == axis ? new IdentityLeaf(axis.Dimension, axis.Dimension) : Link(row!, axis)!])
                : MatrixBuilder.Multiply([.. row is null ? [] : new[] { Hung(row) ?? new OnesLeaf(row.Dimension) }, MatrixBuilder.Transpose(new OnesLeaf(axis.Dimension))]);

            MatrixNode Column(IndexVariable axis, IndexVariable? column) => column == axis || (column is not null && Link(axis, column) is not null && Reaches(behind, column, axis))
                ? MatrixBuilder.Multiply([column == axis ? new IdentityLeaf(axis.Dimension, axis.Dimension) : Link(axis, column!)!, .. Scale(column!, isOpen: false)])
                : MatrixBuilder.Multiply([new OnesLeaf(axis.Dimension), .. column is null ? [] : new[] { MatrixBuilder.Transpose(Hung(column) ?? new OnesLeaf(column.Dimension)) }]);

            bool Reaches((IndexVariable? Open, IndexVariable? Partner) ends, IndexVariable index, IndexVariable axis) => axis == fast ? ends.Open == index : ends.Partner == index;
        }

        MatrixNode? Within(IReadOnlyList<IndexVariable> side) => side.Count == 2 ? Link(side[0], side[1]) : null;

        MatrixNode? Hung(IndexVariable index) => product.Columns.Where(c => c.Index == index).Select(c => c.Column).SingleOrDefault();

        IEnumerable<MatrixNode> Scale(IndexVariable index, bool isOpen) => product.Open.Contains(index) == isOpen && Hung(index) is { } column ? [MatrixBuilder.Diagonal(column)] : [];
    }

    /// <summary>The row (or column) at each axis of the weight: one that is linked with none goes where there is none.</summary>
    private static (IndexVariable? Fast, IndexVariable? Slow) Filled(IReadOnlyList<IndexVariable> side, (IndexVariable? Fast, IndexVariable? Slow) ends, bool isTurned)
    {
        if (side.Count == 1)
        {
            return ends.Fast is null && ends.Slow is null ? (side[0], null) : ends;
        }

        return isTurned ? (side[1], side[0]) : (side[0], side[1]);
    }

    /// <summary>The links, those of a summed index moved along the identities to one end, and parallel ones as one.</summary>
    private List<(IndexVariable From, IndexVariable To, MatrixNode Matrix)> Joined(NetworkRemainder product)
    {
        var joined = new List<(IndexVariable From, IndexVariable To, MatrixNode Matrix)>();
        foreach ((IndexVariable from, IndexVariable to, MatrixNode matrix) in product.Links)
        {
            (IndexVariable first, IndexVariable second) = product.Open.Contains(from) ? (from, Moved(to)) : product.Open.Contains(to) ? (Moved(from), to) : (from, to);
            int at = joined.FindIndex(k => Meets(k, first) && Meets(k, second));
            if (at < 0)
            {
                joined.Add((first, second, matrix));
            }
            else
            {
                joined[at] = joined[at] with { Matrix = MatrixBuilder.Pointwise([joined[at].Matrix, joined[at].From == first ? matrix : MatrixBuilder.Transpose(matrix)], []) };
            }
        }

        return joined;

        // Where a summed index is linked with both ends of an identity, with one of them.
        IndexVariable Moved(IndexVariable end)
        {
            foreach ((IndexVariable from, IndexVariable to, MatrixNode link) in product.Links)
            {
                if (link is IdentityLeaf && columns.Contains(end) && IsAcross(from, to) && (from == end || to == end) && LinkedTwice(from, to))
                {
                    return from == end ? to : from;
                }
            }

            return end;
        }

        bool LinkedTwice(IndexVariable a, IndexVariable b) =>
            product.Open.Any(o => product.Links.Any(k => Meets(k, o) && Meets(k, a)) && product.Links.Any(k => Meets(k, o) && Meets(k, b)));
    }

    private static bool Meets((IndexVariable From, IndexVariable To, MatrixNode Matrix) link, IndexVariable index) => link.From == index || link.To == index;

    private static IndexVariable Other((IndexVariable From, IndexVariable To, MatrixNode Matrix) link, IndexVariable index) => link.From == index ? link.To : link.From;
}
