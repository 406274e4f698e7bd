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
                IndicesOf(subscripts.AsSpan()),
                0,
                1,
                1UL << (tensor.Ordinal & 63),
                (tensor.Kind == TensorKind.Gradient ? NodeTraits.Gradient : NodeTraits.None) | ComputedIn(subscripts.AsSpan()),
                tensor.Ordinal))
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

    internal static NodeTraits ComputedIn(ReadOnlySpan<Subscript> subscripts)
    {
        foreach (Subscript subscript in subscripts)
        {
            if (subscript is AffineSubscript or GatheredSubscript)
            {
                return NodeTraits.Computed;
            }
        }

        return NodeTraits.None;
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

/// <summary>The Kronecker delta: 1 where its two subscripts are equal, else 0. It is symmetric, so the smaller stands left. The
/// same node says an equality of any two combinations, arranged so that no term is negative.</summary>
internal sealed class Delta : Expr
{
    private AffineForm? difference;

    internal Delta(Subscript left, Subscript right)
        : base(
            StableHashing.Mix(StableHashing.Mix(5, left.StableHash(v => v.StableKey)), right.StableHash(v => v.StableKey)),
            5,
            new NodeFacts(
                TensorElement.IndicesOf([left, right]), 0, 1, 0, NodeTraits.Delta | TensorElement.ComputedIn([left, right]), int.MaxValue))
    {
        Left = left;
        Right = right;
    }

    public Subscript Left { get; }

    public Subscript Right { get; }

    /// <summary>What is 0 where the delta is 1.</summary>
    public AffineForm Difference => difference ??= Left.Form - Right.Form;

    /// <summary>Whether both subscripts are plain: no combination, and no indices of two dimensions.</summary>
    public bool IsPlain => (Left, Right) switch
    {
        (AffineSubscript, _) or (_, AffineSubscript) => false,
        (IndexSubscript left, IndexSubscript right) => left.Index.Dimension == right.Index.Dimension,
        _ => true,
    };

    public override ReadOnlySpan<Expr> Children => [];

    public override bool SameParts(Expr other) => other is Delta d && d.Left.Equals(Left) && d.Right.Equals(Right);
}

/// <summary>An Iverson bracket on indices: 1 where a combination is 0 or more, else 0.</summary>
internal sealed class Bracket : Expr
{
    internal Bracket(AffineForm form)
        : base(
            StableHashing.Mix(14, form.StableHash(v => v.StableKey)),
            14,
            new NodeFacts([.. form.Indices], 0, 1, 0, NodeTraits.Bracket | NodeTraits.Computed, int.MaxValue)) => Form = form;

    /// <summary>What is 0 or more where the bracket is 1.</summary>
    public AffineForm Form { get; }

    public override ReadOnlySpan<Expr> Children => [];

    public override bool SameParts(Expr other) => other is Bracket b && b.Form.Equals(Form);
}
