using System.Collections.Immutable;

namespace TensorCalculus.Algebra;

/// <summary>What a whole-number combination multiplies: an index, a size, a constant position or a gathered position.</summary>
internal abstract class SubscriptAtom : IEquatable<SubscriptAtom>, IComparable<SubscriptAtom>
{
    /// <summary>The indices that occur in it.</summary>
    public abstract IReadOnlyList<IndexVariable> Indices { get; }

    /// <summary>The order of the kinds.</summary>
    protected abstract int Rank { get; }

    /// <summary>A number that equal atoms share.</summary>
    /// <param name="colour">The number of an index.</param>
    public abstract ulong StableHash(Func<IndexVariable, ulong> colour);

    /// <summary>What it is with its indices replaced.</summary>
    public abstract AffineForm Substitute(IReadOnlyDictionary<IndexVariable, Subscript> map);

    public bool Equals(SubscriptAtom? other) => other is not null && CompareTo(other) == 0;

    public int CompareTo(SubscriptAtom? other) => Rank != other!.Rank ? Rank.CompareTo(other.Rank) : CompareToSame(other);

    public sealed override bool Equals(object? obj) => Equals(obj as SubscriptAtom);

    public sealed override int GetHashCode() => (int)StableHash(v => v.StableKey);

    protected abstract int CompareToSame(SubscriptAtom other);
}

/// <summary>An index in a combination.</summary>
internal sealed class IndexAtom(IndexVariable index) : SubscriptAtom
{
    private readonly IndexVariable[] indices = [index];

    public IndexVariable Index => indices[0];

    public override IReadOnlyList<IndexVariable> Indices => indices;

    protected override int Rank => 0;

    public override ulong StableHash(Func<IndexVariable, ulong> colour) => colour(Index);

    public override AffineForm Substitute(IReadOnlyDictionary<IndexVariable, Subscript> map) =>
        map.TryGetValue(Index, out Subscript? by) ? by.Form : AffineForm.Of(this);

    public override string ToString() => Index.ToString();

    protected override int CompareToSame(SubscriptAtom other) => Index.CompareTo(((IndexAtom)other).Index);
}

/// <summary>The size of a dimension in a combination.</summary>
internal sealed class SizeAtom(Dimension dimension) : SubscriptAtom
{
    public Dimension Dimension { get; } = dimension;

    public override IReadOnlyList<IndexVariable> Indices => [];

    protected override int Rank => 1;

    public override ulong StableHash(Func<IndexVariable, ulong> colour) => StableHashing.Mix(21, (ulong)Dimension.Ordinal);

    public override AffineForm Substitute(IReadOnlyDictionary<IndexVariable, Subscript> map) => AffineForm.Of(this);

    public override string ToString() => $"|{Dimension.Letter ?? Dimension.Ordinal.ToString(System.Globalization.CultureInfo.InvariantCulture)}|";

    protected override int CompareToSame(SubscriptAtom other) => Dimension.Ordinal.CompareTo(((SizeAtom)other).Dimension.Ordinal);
}

/// <summary>A constant position (<c>T</c>) in a combination; it is 0 or more.</summary>
internal sealed class PositionAtom(string symbol) : SubscriptAtom
{
    public string Symbol { get; } = symbol;

    public override IReadOnlyList<IndexVariable> Indices => [];

    protected override int Rank => 2;

    public override ulong StableHash(Func<IndexVariable, ulong> colour) => StableHashing.Mix(22, StableHashing.Text(Symbol));

    public override AffineForm Substitute(IReadOnlyDictionary<IndexVariable, Subscript> map) => AffineForm.Of(this);

    public override string ToString() => Symbol;

    protected override int CompareToSame(SubscriptAtom other) => string.CompareOrdinal(Symbol, ((PositionAtom)other).Symbol);
}

/// <summary>A component of an integer tensor in a combination; it is 0 or more.</summary>
internal sealed class GatherAtom(TensorSymbol tensor, ImmutableArray<Subscript> subscripts) : SubscriptAtom
{
    private readonly IndexVariable[] indices = TensorElement.IndicesOf(subscripts.AsSpan());

    public TensorSymbol Tensor { get; } = tensor;

    public ImmutableArray<Subscript> Subscripts { get; } = subscripts;

    public override IReadOnlyList<IndexVariable> Indices => indices;

    protected override int Rank => 3;

    public override ulong StableHash(Func<IndexVariable, ulong> colour)
    {
        ulong hash = StableHashing.Mix(23, (ulong)Tensor.Ordinal);
        foreach (Subscript subscript in Subscripts)
        {
            hash = StableHashing.Mix(hash, subscript.StableHash(colour));
        }

        return hash;
    }

    public override AffineForm Substitute(IReadOnlyDictionary<IndexVariable, Subscript> map) =>
        AffineForm.Of(Array.Exists(indices, map.ContainsKey) ? new GatherAtom(Tensor, [.. Subscripts.Select(s => s.Substitute(map))]) : this);

    public override string ToString() => $"{Tensor.Name}[{string.Join(',', Subscripts)}]";

    protected override int CompareToSame(SubscriptAtom other)
    {
        var gather = (GatherAtom)other;
        int order = Tensor.Ordinal.CompareTo(gather.Tensor.Ordinal);
        return order != 0 ? order : Subscripts.AsSpan().SequenceCompareTo(gather.Subscripts.AsSpan());
    }
}
