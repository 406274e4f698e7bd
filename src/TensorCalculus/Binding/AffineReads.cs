using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Diagnostics;

namespace TensorCalculus.Binding;

/// <summary>A combination at an axis while sizes are being found out.</summary>
/// <param name="Axis">The size of the axis.</param>
/// <param name="Indices">The indices with their coefficients.</param>
/// <param name="Sizes">The size symbols with their coefficients.</param>
/// <param name="Positions">The constant positions with their coefficients.</param>
/// <param name="Constant">What is added to them.</param>
/// <param name="Span">Where it stands.</param>
internal sealed record AffineRead(
    SizeCell Axis,
    ImmutableArray<(long Coefficient, BoundIndex Index)> Indices,
    ImmutableArray<(long Coefficient, SizeCell Size)> Sizes,
    ImmutableArray<(long Coefficient, string Symbol)> Positions,
    long Constant,
    SourceSpan Span);

/// <summary>One read that bounds an index: the index goes as far as ⌊room / divisor⌋.</summary>
internal sealed record ReadBound(AffineRead Read, ImmutableArray<(long Coefficient, SizeCell Size)> Sizes, ImmutableArray<(long Coefficient, string Symbol)> Positions, long Constant, long Divisor);

/// <summary>Finds the range of the indices that stand nowhere alone (section 6 of the notation): the largest one that keeps every
/// read inside, as far as the sizes of the other indices are known.</summary>
internal sealed class AffineReads
{
    private readonly List<AffineRead> reads = [];

    /// <summary>The sizes that were found, each after those that it hangs on.</summary>
    public List<SizeCell> Found { get; } = [];

    public IReadOnlyList<AffineRead> All => reads;

    public void Add(AffineRead read) => reads.Add(read);

    /// <summary>Finds ranges until there are none to be found any more. A read is looked at again only when a size that it waits for is found.</summary>
    public void Infer()
    {
        ILookup<SizeCell, AffineRead> waiting = reads
            .SelectMany(r => r.Indices.Select(i => i.Index.Size.Root()).Append(r.Axis.Root()).Where(c => !c.IsTold).Distinct().Select(c => (Cell: c, Read: r)))
            .ToLookup(w => w.Cell, w => w.Read);
        IReadOnlyList<AffineRead> candidates = reads;
        while (candidates.Count > 0)
        {
            var bounds = new Dictionary<SizeCell, List<ReadBound>>();
            foreach (AffineRead read in candidates.Where(r => r.Axis.Root().IsTold))
            {
                SizeCell[] unknown = [.. read.Indices.Select(i => i.Index.Size.Root()).Where(c => !c.IsTold).Distinct()];
                if (unknown.Length == 1)
                {
                    Bound(read, unknown[0], bounds);
                }
            }

            foreach ((SizeCell cell, List<ReadBound> list) in bounds)
            {
                cell.Bounds = list;
                Found.Add(cell);
            }

            candidates = [.. bounds.Keys.SelectMany(c => waiting[c]).Distinct()];
        }
    }

    private static void Bound(AffineRead read, SizeCell unknown, Dictionary<SizeCell, List<ReadBound>> bounds)
    {
        long coefficient = read.Indices.Sum(i => i.Index.Size.Root() == unknown ? i.Coefficient : 0);
        if (coefficient == 0)
        {
            return;
        }

        // Forwards, the room is what is left of the axis when all others are at their furthest; backwards, how far they are at least.
        int sign = coefficient > 0 ? -1 : 1;
        var sizes = new List<(long, SizeCell)>();
        long constant = sign * read.Constant;
        foreach ((long times, BoundIndex index) in read.Indices)
        {
            if (index.Size.Root() != unknown && Math.Sign(times) == -sign)
            {
                sizes.Add((sign * times, index.Size));
                constant -= sign * times;
            }
        }

        sizes.AddRange(read.Sizes.Select(s => (sign * s.Coefficient, s.Size)));
        if (coefficient > 0)
        {
            sizes.Add((1, read.Axis));
            constant--;
        }

        if (!bounds.TryGetValue(unknown, out List<ReadBound>? list))
        {
            bounds.Add(unknown, list = []);
        }

        list.Add(new ReadBound(read, [.. sizes], [.. read.Positions.Select(p => (sign * p.Coefficient, p.Symbol))], constant, Math.Abs(coefficient)));
    }
}
