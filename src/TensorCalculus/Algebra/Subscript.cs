using System.Globalization;

namespace TensorCalculus.Algebra;

/// <summary>What stands at one axis of a tensor: an index, a position, a gathered position, or a whole-number combination of these.</summary>
/// <remarks>An index at an axis of its own dimension is always inside it, a position or gathered position must be. A
/// combination of indices may lead outside, where the tensor is zero.</remarks>
internal abstract class Subscript : IEquatable<Subscript>, IComparable<Subscript>
{
    /// <summary>The indices that occur in the subscript, sorted.</summary>
    public abstract IReadOnlyList<IndexVariable> Indices { get; }

    /// <summary>The subscript as a combination.</summary>
    public abstract AffineForm Form { get; }

    /// <summary>The order of the kinds.</summary>
    protected abstract int Rank { get; }

    /// <summary>The subscript that a combination is: the plainest one.</summary>
    public static Subscript Of(AffineForm form) => form switch
    {
        { Terms: [] } when form.Constant is >= int.MinValue and <= int.MaxValue => new PositionSubscript(null, (int)form.Constant),
        { Terms: [{ Coefficient: 1, Atom: IndexAtom index }], Constant: 0 } => new IndexSubscript(index.Index),
        { Terms: [{ Coefficient: 1, Atom: GatherAtom gather }], Constant: 0 } => new GatheredSubscript(gather),
        { Terms: [{ Coefficient: 1, Atom: PositionAtom position }] } when form.Constant is >= int.MinValue and <= int.MaxValue =>
            new PositionSubscript(position.Symbol, (int)form.Constant),
        _ => new AffineSubscript(form),
    };

    /// <summary>A number that equal subscripts share, and that does not depend on the run.</summary>
    /// <param name="colour">The number of an index.</param>
    public abstract ulong StableHash(Func<IndexVariable, ulong> colour);

    /// <summary>The subscript with its indices replaced.</summary>
    public abstract Subscript Substitute(IReadOnlyDictionary<IndexVariable, Subscript> map);

    /// <summary>Whether it is inside an axis of this dimension whatever its indices are, or else a mistake of whoever runs the program.</summary>
    public bool IsInside(Dimension dimension) => this switch
    {
        IndexSubscript { Index: var index } => index.Dimension == dimension || AffineRange.IsWithin(Form, dimension),
        PositionSubscript or GatheredSubscript => true,
        AffineSubscript { IsPosition: true } => true,
        _ => AffineRange.IsWithin(Form, dimension),
    };

    public bool Equals(Subscript? other) => other is not null && (ReferenceEquals(this, other) || CompareTo(other) == 0);

    public int CompareTo(Subscript? other) => Rank != other!.Rank ? Rank.CompareTo(other.Rank) : CompareToSame(other);

    public sealed override bool Equals(object? obj) => Equals(obj as Subscript);

    public sealed override int GetHashCode() => (int)StableHash(v => v.StableKey);

    protected abstract int CompareToSame(Subscript other);
}

/// <summary>An index that stands alone.</summary>
internal sealed class IndexSubscript(IndexVariable index) : Subscript
{
    private readonly IndexVariable[] indices = [index];

    public IndexVariable Index => indices[0];

    public override IReadOnlyList<IndexVariable> Indices => indices;

    public override AffineForm Form => AffineForm.Of(Index);

    protected override int Rank => 0;

    public override ulong StableHash(Func<IndexVariable, ulong> colour) => colour(Index);

    public override Subscript Substitute(IReadOnlyDictionary<IndexVariable, Subscript> map) => map.GetValueOrDefault(Index, this);

    public override string ToString() => Index.ToString();

    protected override int CompareToSame(Subscript other) => Index.CompareTo(((IndexSubscript)other).Index);
}

/// <summary>A constant position, counted from 0: a number, or a symbol (<c>T</c>) plus a number.</summary>
internal sealed class PositionSubscript(string? symbol, int offset) : Subscript
{
    public string? Symbol { get; } = symbol;

    public int Offset { get; } = offset;

    public override IReadOnlyList<IndexVariable> Indices => [];

    public override AffineForm Form => Symbol is null ? AffineForm.Of(Offset) : AffineForm.Of(new PositionAtom(Symbol)) + Offset;

    protected override int Rank => 1;

    public override ulong StableHash(Func<IndexVariable, ulong> colour) => StableHashing.Mix(StableHashing.Text(Symbol ?? ""), (ulong)Offset);

    public override Subscript Substitute(IReadOnlyDictionary<IndexVariable, Subscript> map) => this;

    public override string ToString() => Symbol + (Offset != 0 || Symbol is null ? Offset.ToString(CultureInfo.InvariantCulture) : "");

    protected override int CompareToSame(Subscript other)
    {
        var position = (PositionSubscript)other;
        int order = string.CompareOrdinal(Symbol, position.Symbol);
        return order != 0 ? order : Offset.CompareTo(position.Offset);
    }
}

/// <summary>A component of an integer tensor, which is the position: <c>t_b</c>.</summary>
internal sealed class GatheredSubscript(GatherAtom gather) : Subscript
{
    public GatherAtom Gather { get; } = gather;

    public override IReadOnlyList<IndexVariable> Indices => Gather.Indices;

    public override AffineForm Form => AffineForm.Of(Gather);

    protected override int Rank => 2;

    public override ulong StableHash(Func<IndexVariable, ulong> colour) => Gather.StableHash(colour);

    public override Subscript Substitute(IReadOnlyDictionary<IndexVariable, Subscript> map) => Of(Gather.Substitute(map));

    public override string ToString() => Gather.ToString();

    protected override int CompareToSame(Subscript other) => Gather.CompareTo(((GatheredSubscript)other).Gather);
}

/// <summary>A combination that is nothing plainer: <c>2 i + k - 1</c>, <c>T - 1</c> where <c>T</c> is a size.</summary>
internal sealed class AffineSubscript(AffineForm form) : Subscript
{
    /// <summary>Whether it is one given position, <c>T - 1</c>, which must be inside its axis.</summary>
    public bool IsPosition => Form.Terms.All(t => t.Atom is SizeAtom or PositionAtom);

    public override IReadOnlyList<IndexVariable> Indices => Form.Indices;

    public override AffineForm Form { get; } = form;

    protected override int Rank => 3;

    public override ulong StableHash(Func<IndexVariable, ulong> colour) => Form.StableHash(colour);

    public override Subscript Substitute(IReadOnlyDictionary<IndexVariable, Subscript> map) => Of(Form.Substitute(map));

    public override string ToString() => Form.ToString();

    protected override int CompareToSame(Subscript other) => Form.CompareTo(((AffineSubscript)other).Form);
}
