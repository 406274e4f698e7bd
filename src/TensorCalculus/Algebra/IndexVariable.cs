namespace TensorCalculus.Algebra;

/// <summary>An index: an identity, not a letter. Letters are chosen when printing.</summary>
/// <remarks>Free indices are numbered as they are made. Bound ones exist only inside a closed <see cref="Contraction"/> or
/// <see cref="Reduction"/>: they are the binder's slots, so that expressions which differ in dummy names alone are one node.</remarks>
internal sealed class IndexVariable : IComparable<IndexVariable>
{
    private const long FirstFree = 1L << 48;
    private const long FirstOpened = 1L << 49;

    private IndexSubscript? alone;

    private IndexVariable(long key, ulong stableKey, Dimension dimension, string? letter)
    {
        Key = key;
        StableKey = stableKey;
        Dimension = dimension;
        Letter = letter;
    }

    /// <summary>Orders the indices of one program: bound ones by level and slot, then free ones with a letter by age,
    /// then opened ones by age: so what was opened before does not matter.</summary>
    public long Key { get; }

    /// <summary>What hashes take of the index. That of a free index with a letter does not depend on how many were made before
    /// it, so that what is derived twice is ordered alike.</summary>
    public ulong StableKey { get; }

    public Dimension Dimension { get; }

    /// <summary>The letter that the printer should prefer for a free index.</summary>
    public string? Letter { get; }

    /// <summary>The subscript in which the index stands alone.</summary>
    public IndexSubscript Alone => alone ??= new IndexSubscript(this);

    public bool IsBound => Key < FirstFree;

    /// <summary>Whether it stands for a bound slot while the binder's body is looked at.</summary>
    public bool IsOpened => !IsBound && Letter is null;

    /// <summary>A free index with a letter.</summary>
    /// <param name="number">Its age.</param>
    /// <param name="dimension">Its dimension.</param>
    /// <param name="letter">The letter that the printer should prefer.</param>
    /// <param name="role">Tells indices apart that have one letter: those of an equation, and those of a derivative of its tensor.</param>
    public static IndexVariable Free(int number, Dimension dimension, string letter, int role) =>
        new(FirstFree + number, StableHashing.Mix(StableHashing.Text(letter), (ulong)((dimension.Ordinal * 4) + role)), dimension, letter);

    /// <summary>A free index that stands for a bound slot.</summary>
    public static IndexVariable Opened(int number, Dimension dimension) =>
        new(FirstOpened + number, (ulong)(FirstOpened + number), dimension, null);

    public static IndexVariable Bound(int level, int slot, Dimension dimension)
    {
        long key = ((long)level << 24) + slot;
        return new(key, (ulong)key, dimension, null);
    }

    /// <summary>By key; slots of two dimensions share theirs.</summary>
    public int CompareTo(IndexVariable? other)
    {
        int order = Key.CompareTo(other!.Key);
        return order != 0 ? order : Dimension.Ordinal.CompareTo(other.Dimension.Ordinal);
    }

    /// <summary>By key: the runtime's own numbers for objects are slow to get.</summary>
    public override int GetHashCode() => Key.GetHashCode();

    public override string ToString() => IsBound ? $"#{Key >> 24}.{Key & 0xffffff}" : Letter ?? $"?{Key - FirstOpened}";
}
