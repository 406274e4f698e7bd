namespace TensorCalculus.Algebra;

/// <summary>What stands at one axis of a tensor: an index or a position. Affine and gathered subscripts join them here.</summary>
internal abstract class Subscript : IEquatable<Subscript>, IComparable<Subscript>
{
    /// <summary>The indices that occur in the subscript.</summary>
    public abstract IReadOnlyList<IndexVariable> Indices { get; }

    /// <summary>A number that equal subscripts share, and that does not depend on the run.</summary>
    /// <param name="colour">The number of an index.</param>
    public abstract ulong StableHash(Func<IndexVariable, ulong> colour);

    /// <summary>The subscript with its indices replaced.</summary>
    public abstract Subscript Substitute(IReadOnlyDictionary<IndexVariable, Subscript> map);

    public abstract bool Equals(Subscript? other);

    public abstract int CompareTo(Subscript? other);

    public sealed override bool Equals(object? obj) => Equals(obj as Subscript);

    public sealed override int GetHashCode() => (int)StableHash(v => v.StableKey);
}

/// <summary>An index that stands alone.</summary>
internal sealed class IndexSubscript(IndexVariable index) : Subscript
{
    private readonly IndexVariable[] indices = [index];

    public IndexVariable Index => indices[0];

    public override IReadOnlyList<IndexVariable> Indices => indices;

    public override ulong StableHash(Func<IndexVariable, ulong> colour) => colour(Index);

    public override Subscript Substitute(IReadOnlyDictionary<IndexVariable, Subscript> map) => map.GetValueOrDefault(Index, this);

    public override bool Equals(Subscript? other) => other is IndexSubscript s && s.Index == Index;

    public override int CompareTo(Subscript? other) => other is IndexSubscript s ? Index.CompareTo(s.Index) : -1;

    public override string ToString() => Index.ToString();
}

/// <summary>A constant position, counted from 0: a number, or a symbol (<c>T</c>) plus a number.</summary>
internal sealed class PositionSubscript(string? symbol, int offset) : Subscript
{
    public string? Symbol { get; } = symbol;

    public int Offset { get; } = offset;

    public override IReadOnlyList<IndexVariable> Indices => [];

    public override ulong StableHash(Func<IndexVariable, ulong> colour) => StableHashing.Mix(StableHashing.Text(Symbol ?? ""), (ulong)Offset);

    public override Subscript Substitute(IReadOnlyDictionary<IndexVariable, Subscript> map) => this;

    public override bool Equals(Subscript? other) => other is PositionSubscript s && s.Symbol == Symbol && s.Offset == Offset;

    public override int CompareTo(Subscript? other) => other is PositionSubscript s
        ? (string.CompareOrdinal(Symbol, s.Symbol), Offset.CompareTo(s.Offset)) switch { (0, var o) => o, (var n, _) => n }
        : 1;

    public override string ToString() => Symbol + (Offset != 0 || Symbol is null ? Offset.ToString(System.Globalization.CultureInfo.InvariantCulture) : "");
}
