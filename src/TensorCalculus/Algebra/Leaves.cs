using System.Collections.Immutable;
using Fractions;

namespace TensorCalculus.Algebra;

/// <summary>A rational number, exactly.</summary>
internal sealed class Number : Expr
{
    internal Number(Fraction value)
        : base(StableHashing.Mix(1, StableHashing.Number(value)), StableHashing.Mix(1, StableHashing.Number(value)), NodeFacts.Number) => Value = value;

    public Fraction Value { get; }

    public override ReadOnlySpan<Expr> Children => [];

    public override bool SameParts(Expr other) => other is Number n && n.Value.Equals(Value);
}

/// <summary>The number π.</summary>
internal sealed class PiConstant : Expr
{
    internal PiConstant()
        : base(2, 2, NodeFacts.Constant)
    {
    }

    public override ReadOnlySpan<Expr> Children => [];

    public override bool SameParts(Expr other) => other is PiConstant;
}

/// <summary>The size of a dimension, as a number.</summary>
internal sealed class SizeOf : Expr
{
    internal SizeOf(Dimension dimension)
        : base(StableHashing.Mix(3, (ulong)dimension.Ordinal), StableHashing.Mix(3, (ulong)dimension.Ordinal), NodeFacts.Constant) => Dimension = dimension;

    public Dimension Dimension { get; }

    public override ReadOnlySpan<Expr> Children => [];

    public override bool SameParts(Expr other) => other is SizeOf s && s.Dimension == Dimension;
}

/// <summary>A component of a tensor; a scalar where there are no subscripts.</summary>
internal sealed class TensorElement : Expr
{
    internal TensorElement(TensorSymbol tensor, ImmutableArray<Subscript> subscripts)
        : base(
            HashOf(tensor, subscripts),
            StableHashing.Mix(4, (ulong)tensor.Ordinal),
            new NodeFacts(
                IndicesOf(subscripts.AsSpan()), 0, 1, 1UL << (tensor.Ordinal & 63), tensor.Kind == TensorKind.Gradient ? NodeTraits.Gradient : NodeTraits.None, tensor.Ordinal))
    {
        Tensor = tensor;
        Subscripts = subscripts;
    }

    public TensorSymbol Tensor { get; }

    public ImmutableArray<Subscript> Subscripts { get; }

    public override ReadOnlySpan<Expr> Children => [];

    public override bool SameParts(Expr other) =>
        other is TensorElement e && e.Tensor == Tensor && e.Subscripts.AsSpan().SequenceEqual(Subscripts.AsSpan());

    internal static IndexVariable[] IndicesOf(ReadOnlySpan<Subscript> subscripts)
    {
        int most = 0;
        foreach (Subscript subscript in subscripts)
        {
            most += subscript.Indices.Count;
        }

        var sorted = new IndexVariable[most];
        int count = 0;
        foreach (Subscript subscript in subscripts)
        {
            for (int i = 0; i < subscript.Indices.Count; i++)
            {
                count += Insert(sorted, count, subscript.Indices[i]);
            }
        }

        return count == most ? sorted : sorted[..count];
    }

    /// <summary>Puts an index into its place among the first of a sorted array.</summary>
    /// <returns>By how many there are more: none if it was among them.</returns>
    private static int Insert(IndexVariable[] sorted, int count, IndexVariable index)
    {
        int at = count;
        while (at > 0 && sorted[at - 1].Key > index.Key)
        {
            at--;
        }

        if (at > 0 && sorted[at - 1] == index)
        {
            return 0;
        }

        Array.Copy(sorted, at, sorted, at + 1, count - at);
        sorted[at] = index;
        return 1;
    }

    private static ulong HashOf(TensorSymbol tensor, ImmutableArray<Subscript> subscripts)
    {
        ulong hash = StableHashing.Mix(4, (ulong)tensor.Ordinal);
        foreach (Subscript subscript in subscripts)
        {
            hash = StableHashing.Mix(hash, subscript.StableHash(v => v.StableKey));
        }

        return hash;
    }
}

/// <summary>The Kronecker delta: 1 where its two subscripts are equal, else 0. It is symmetric, so the smaller stands left.</summary>
internal sealed class Delta : Expr
{
    internal Delta(Subscript left, Subscript right)
        : base(
            StableHashing.Mix(StableHashing.Mix(5, left.StableHash(v => v.StableKey)), right.StableHash(v => v.StableKey)),
            5,
            new NodeFacts(TensorElement.IndicesOf([left, right]), 0, 1, 0, NodeTraits.Delta, int.MaxValue))
    {
        Left = left;
        Right = right;
    }

    public Subscript Left { get; }

    public Subscript Right { get; }

    public override ReadOnlySpan<Expr> Children => [];

    public override bool SameParts(Expr other) => other is Delta d && d.Left.Equals(Left) && d.Right.Equals(Right);
}
