namespace TensorCalculus.Diagnostics;

/// <summary>A stretch of the program's text: a zero-based offset and a length, both in UTF-16 characters.</summary>
/// <param name="Start">Zero-based offset of the first character.</param>
/// <param name="Length">Number of characters; zero for a place between two characters.</param>
public readonly record struct SourceSpan(int Start, int Length)
{
    /// <summary>Offset just behind the last character.</summary>
    public int End => Start + Length;

    /// <summary>The smallest span that covers this one and <paramref name="other"/>.</summary>
    public SourceSpan To(SourceSpan other)
    {
        int start = Math.Min(Start, other.Start);
        return new SourceSpan(start, Math.Max(End, other.End) - start);
    }
}
