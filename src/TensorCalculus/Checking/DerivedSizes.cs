using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Checking;

/// <summary>Completes sizes by those of the indices that stand nowhere alone, and makes others larger until there is room for these.</summary>
/// <param name="dimensions">All dimensions, each after those that its bounds speak of.</param>
/// <param name="wanted">Sizes that are asked for.</param>
/// <param name="positions">The constant positions that stand in combinations.</param>
internal sealed class DerivedSizes(
    ImmutableArray<Dimension> dimensions, IReadOnlyDictionary<Dimension, int> wanted, IReadOnlyDictionary<string, int> positions)
{
    private const int Smallest = 2;
    private const int Rounds = 100;

    /// <summary>All sizes, once they are chosen.</summary>
    public Dictionary<Dimension, int> Sizes { get; private set; } = [];

    /// <summary>Chooses sizes.</summary>
    /// <param name="told">The sizes that no other determines.</param>
    /// <param name="room">The size from which on the positions along a dimension fit.</param>
    /// <returns>Why there are none, or <see langword="null"/>.</returns>
    public string? Choose(Dictionary<Dimension, int> told, Func<Dimension, IReadOnlyDictionary<string, int>, int> room)
    {
        Sizes = told;
        Dimension[] derived = [.. dimensions.Where(d => !d.Bounds.IsEmpty)];
        for (int round = 0; round < Rounds; round++)
        {
            bool changed = false;
            foreach (Dimension dimension in derived)
            {
                Sizes[dimension] = SizeOf(dimension);
                int goal = wanted.TryGetValue(dimension, out int size) ? size : Math.Max(Math.Max(Smallest, room(dimension, positions)), Sizes[dimension]);
                changed |= Sizes[dimension] != goal && Adjust(dimension, goal - Sizes[dimension]);
            }

            if (!changed)
            {
                break;
            }
        }

        return derived.FirstOrDefault(d => Sizes[d] < 1) is { } empty
                ? $"No range of {Named(empty)} keeps the reads inside: the axes are too short."
            : derived.FirstOrDefault(d => wanted.TryGetValue(d, out int size) && size != Sizes[d]) is { } other
                ? $"The size of {Named(other)} follows from others: it cannot be {wanted[other]}."
            : null;
    }

    private static string Named(Dimension dimension) => dimension.Letter is { } letter ? $"index {letter}" : "an index";

    private int SizeOf(Dimension dimension) => (int)dimension.Bounds.Min(b => FloorDivide(ValueOf(b.Room), b.Divisor)) + 1;

    private static long FloorDivide(long a, long b) => (a / b) - (a % b < 0 ? 1 : 0);

    private long ValueOf(AffineForm form) => form.Constant + form.Terms.Sum(t => t.Coefficient * t.Atom switch
    {
        SizeAtom size => Sizes[size.Dimension],
        PositionAtom position => positions[position.Symbol],
        _ => throw new InvalidOperationException("A size hangs on sizes and positions alone."),
    });

    /// <summary>Makes a size larger or smaller by way of those that its bounds speak of; false where they are fixed.</summary>
    private bool Adjust(Dimension dimension, int by)
    {
        if (dimension.Bounds.IsEmpty)
        {
            if (wanted.ContainsKey(dimension) || dimension.Value is not null || Sizes[dimension] + by < 1)
            {
                return false;
            }

            Sizes[dimension] += by;
            return true;
        }

        int goal = Sizes[dimension] + by - 1;
        bool changed = false;
        foreach (SizeBound bound in dimension.Bounds)
        {
            long lacking = (goal * bound.Divisor) - ValueOf(bound.Room);
            bool isOpen = by > 0 ? lacking > 0 : lacking < 0;
            changed |= isOpen && bound.Room.Terms.Any(t => t is { Coefficient: > 0, Atom: SizeAtom size }
                && Adjust(size.Dimension, (int)(lacking > 0 ? (lacking + t.Coefficient - 1) / t.Coefficient : lacking / t.Coefficient)));
        }

        return changed;
    }
}
