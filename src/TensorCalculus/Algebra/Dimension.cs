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
}
