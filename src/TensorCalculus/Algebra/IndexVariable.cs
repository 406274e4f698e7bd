namespace TensorCalculus.Algebra;

/// <summary>An index: an identity, not a letter. Letters are chosen when printing.</summary>
/// <remarks>Free indices are numbered as they are made. Bound ones exist only inside a closed <see cref="Contraction"/> or
/// <see cref="Reduction"/>: they are the binder's slots, so that expressions which differ in dummy names alone are one node.</remarks>
internal sealed class IndexVariable : IComparable<IndexVariable>
{
    private IndexVariable(long key, Dimension dimension, string? letter, bool isBound, bool isOpened)
    {
        Key = key;
        Dimension = dimension;
        Letter = letter;
        IsBound = isBound;
        IsOpened = isOpened;
    }

    /// <summary>Orders the indices of one program: bound ones by level and slot, then free ones by age.</summary>
    public long Key { get; }

    public Dimension Dimension { get; }

    /// <summary>The letter that the printer should prefer for a free index.</summary>
    public string? Letter { get; }

    public bool IsBound { get; }

    /// <summary>Whether it stands for a bound slot while the binder's body is looked at.</summary>
    public bool IsOpened { get; }

    public static IndexVariable Free(int number, Dimension dimension, string? letter) => new((1L << 48) + number, dimension, letter, false, false);

    public static IndexVariable Opened(int number, Dimension dimension) => new((1L << 48) + number, dimension, null, false, true);

    public static IndexVariable Bound(int level, int slot, Dimension dimension) =>
        new(((long)level << 24) + slot, dimension, null, true, false);

    public int CompareTo(IndexVariable? other) => Key.CompareTo(other!.Key);

    public override string ToString() => IsBound ? $"#{Key >> 24}.{Key & 0xffffff}" : Letter ?? $"?{Key & 0xffffffffffff}";
}
