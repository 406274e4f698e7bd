using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using TensorCalculus.Algebra;

namespace TensorCalculus.Checking;

/// <summary>Chooses the sizes of a sample: those asked for, then those declared, then numbers from 2 to 5 that differ
/// while there are enough of them.</summary>
internal sealed class SampleSizes
{
    /// <summary>How many seeds in a row give the groups of a program different numbers of axes.</summary>
    public const int Orders = 4;

    private const int Smallest = 2;

    private readonly ImmutableArray<Dimension> dimensions;
    private readonly ImmutableDictionary<Dimension, int> wanted;
    private readonly ImmutableArray<(PositionSubscript Position, Dimension Dimension)> positions;
    private readonly ImmutableArray<string> combined;

    /// <param name="program">The program.</param>
    /// <param name="overrides">Sizes by label or symbol.</param>
    /// <exception cref="ArgumentException">No dimension has the label, more than one has, or a size is below 1.</exception>
    public SampleSizes(BoundProgram program, ImmutableDictionary<string, int> overrides)
        : this(program, overrides.ToImmutableDictionary(o => DimensionOf(program, o.Key), o => o.Value))
    {
        if (overrides.FirstOrDefault(o => o.Value < 1) is { Key: { } label })
        {
            throw new ArgumentException($"The size of {label} must be 1 or more.", nameof(overrides));
        }
    }

    /// <param name="program">The program.</param>
    /// <param name="overrides">Sizes by dimension, each 1 or more.</param>
    public SampleSizes(BoundProgram program, ImmutableDictionary<Dimension, int> overrides)
    {
        dimensions = program.Dimensions;
        positions = PositionUses.Constant(program);
        combined = PositionUses.InCombinations(program);
        wanted = overrides;
    }

    /// <summary>Sizes that hold every constant position, and the positions.</summary>
    /// <param name="seed">Other seeds give the dimensions other sizes.</param>
    /// <param name="random">What the positions are drawn from.</param>
    /// <param name="sizes">The size of every dimension.</param>
    /// <param name="places">The symbols' positions.</param>
    /// <param name="problem">Why there are none: a position does not fit into a size that is fixed, or no index range into it.</param>
    public bool TryChoose(
        ulong seed,
        SplitMix64 random,
        [NotNullWhen(true)] out ImmutableDictionary<Dimension, int>? sizes,
        [NotNullWhen(true)] out ImmutableDictionary<string, int>? places,
        [NotNullWhen(false)] out string? problem)
    {
        var drawn = ImmutableDictionary.CreateBuilder<string, int>();
        drawn.AddRange(combined.Select(symbol => KeyValuePair.Create(symbol, LowestOf(symbol) + random.Below(2))));
        var derived = new DerivedSizes(dimensions, wanted, drawn);
        problem = derived.Choose(ChooseSizes(seed, drawn), RoomNeededBy);
        sizes = derived.Sizes.ToImmutableDictionary();
        places = null;
        if (problem is not null)
        {
            return false;
        }

        foreach (var uses in positions.GroupBy(u => u.Position.Symbol))
        {
            int lowest = uses.Key is { } known && drawn.TryGetValue(known, out int place) ? place : LowestOf(uses.Key);
            foreach ((PositionSubscript position, Dimension dimension) in uses)
            {
                if (lowest + position.Offset >= sizes[dimension])
                {
                    problem = $"Position {position} does not fit into an axis of size {sizes[dimension]}.";
                    return false;
                }
            }

            if (uses.Key is { } symbol && !drawn.ContainsKey(symbol))
            {
                ImmutableDictionary<Dimension, int> chosen = sizes;
                int count = uses.Min(u => chosen[u.Dimension] - u.Position.Offset) - lowest;
                drawn.Add(symbol, lowest + random.Below(count));
            }
        }

        places = drawn.ToImmutable();
        return true;
    }

    private Dictionary<Dimension, int> ChooseSizes(ulong seed, IReadOnlyDictionary<string, int> drawn)
    {
        ImmutableArray<Dimension> open = dimensions.RemoveAll(d => wanted.ContainsKey(d) || d.Value is not null || !d.Bounds.IsEmpty);
        ulong spread = (ulong)Math.Clamp(open.Length, 3, 4);
        return dimensions.Where(d => d.Bounds.IsEmpty).ToDictionary(
            d => d,
            d => wanted.TryGetValue(d, out int size) ? size
                : d.IsGroup ? GroupSize(d, seed)
                : d.Value ?? Math.Max(Smallest + (int)((seed + (ulong)open.IndexOf(d)) % spread), RoomNeededBy(d, drawn)));
    }

    /// <summary>The size of a group of axes of sizes 2 and 3 by turns: as many as are declared, else another number for each seed, 0 among them.</summary>
    private static int GroupSize(Dimension group, ulong seed)
    {
        int size = 1;
        for (int axis = 0; axis < (group.Order ?? (int)((seed + (ulong)group.Ordinal) % (ulong)Orders)); axis++)
        {
            size *= 2 + (int)((seed + (ulong)(group.Ordinal + axis)) % 2);
        }

        return size;
    }

    /// <summary>The size from which on the positions along a dimension fit.</summary>
    private int RoomNeededBy(Dimension dimension, IReadOnlyDictionary<string, int> drawn) => positions
        .Where(u => u.Dimension == dimension)
        .Select(u => (u.Position.Symbol is { } symbol && drawn.TryGetValue(symbol, out int place) ? place : LowestOf(u.Position.Symbol)) + u.Position.Offset + 1)
        .DefaultIfEmpty(0)
        .Max();

    /// <summary>The least value of a symbol at which no position is negative.</summary>
    private int LowestOf(string? symbol) =>
        symbol is null ? 0 : positions.Where(u => u.Position.Symbol == symbol).Select(u => -u.Position.Offset).Append(0).Max();

    private static Dimension DimensionOf(BoundProgram program, string label)
    {
        Dimension[] named = [.. program.Dimensions.Where(d => d.Letter == label || d.Symbol == label)];
        if (named.Length == 0)
        {
            named = [.. program.Tensors.Values.SelectMany(t => t.Axes.Zip(t.Letters)).Where(a => a.Second == label).Select(a => a.First).Distinct()];
        }

        return named switch
        {
            [var only] => only,
            [] => throw new ArgumentException($"No index of the program is called {label}."),
            _ => throw new ArgumentException($"The label {label} stands for indices of several sizes."),
        };
    }
}
