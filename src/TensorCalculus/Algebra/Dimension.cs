using System.Collections.Immutable;

namespace TensorCalculus.Algebra;

/// <summary>The size of an axis. Axes that must agree share one dimension; two dimensions may still have equal numbers.</summary>
internal sealed class Dimension(int ordinal, string? letter, int? value, string? symbol)
{
    /// <summary>Position in the order of first occurrence in the program.</summary>
    public int Ordinal { get; } = ordinal;

    /// <summary>The label of an index that stands for this dimension alone throughout the program, so that
    /// <c>|label|</c> names the size; <see langword="null"/> where no label does.</summary>
    public string? Letter { get; } = letter;

    /// <summary>The declared number, if there is one.</summary>
    public int? Value { get; } = value;

    /// <summary>The spelling of the size as a scalar (<c>H</c>, or a declared symbol such as <c>N</c>) where that is
    /// legal in the program; <see langword="null"/> where only <c>|label|</c> is.</summary>
    public string? Symbol { get; } = symbol;

    /// <summary>Whether it is that of an index group: any number of axes in a row, taken as one whose size is their product. What holds
    /// for one index holds for a group, for operations are pointwise along it, or sums over all of it.</summary>
    public bool IsGroup { get; init; }

    /// <summary>Whether a label is that of an index group, <c>...</c> or <c>a...b</c>.</summary>
    public static bool IsGroupLabel(string label) => label.Contains("...", StringComparison.Ordinal);

    /// <summary>How many axes the group stands for, where the program declares it.</summary>
    public int? Order { get; init; }

    /// <summary>The symbol that a declaration makes this size: it may stand in subscripts and brackets too.</summary>
    public string? DeclaredSymbol { get; init; }

    /// <summary>The labels that a <c>size</c> line declares to have this size.</summary>
    public ImmutableArray<string> DeclaredLabels { get; init; } = [];

    /// <summary>Why an index that stands nowhere alone has the range that it has. The least bound holds. Empty for a size
    /// that a shape, a declaration or whoever runs the program tells.</summary>
    public ImmutableArray<SizeBound> Bounds { get; init; } = [];

    /// <summary>The size in terms of others where it is a combination of them, else <see langword="null"/>.</summary>
    public AffineForm? Exact => Bounds is [{ Divisor: 1, Room: var room }] ? room + 1 : null;
}

/// <summary>The largest value of an index at which a tensor is still read inside its axis: ⌊<paramref name="Room"/> /
/// <paramref name="Divisor"/>⌋; the size is one more.</summary>
/// <param name="Room">A combination of sizes that no other size determines exactly, and of constant positions.</param>
/// <param name="Divisor">The coefficient of the index in the subscript, 1 or more.</param>
internal readonly record struct SizeBound(AffineForm Room, long Divisor);
