using System.Collections.Immutable;
using Fractions;
using TensorCalculus.Functions;

namespace TensorCalculus.Algebra;

/// <summary>A node that binds indices: its bound slots stand in its body and nowhere else.</summary>
internal abstract class Binder : Expr
{
    private readonly Expr[] body;

    private protected Binder(ulong kind, ulong position, ImmutableArray<IndexVariable> bound, Expr body, NodeFacts facts)
        : base(HashOf(StableHashing.Mix(kind, position), bound, body), StableHashing.Mix(kind + (ulong)bound.Length, body.Shape), facts)
    {
        Bound = bound;
        this.body = [body];
    }

    /// <summary>The bound slots, in canonical order.</summary>
    public ImmutableArray<IndexVariable> Bound { get; }

    /// <summary>The body, over the bound slots.</summary>
    public Expr Body => body[0];

    public override ReadOnlySpan<Expr> Children => body;

    /// <summary>A body over free indices, kept so that walks meet the same nodes again.</summary>
    internal OpenBody? Opened { get; set; }

    internal override void Forget() => Opened = null;

    private protected static NodeFacts FactsOf(ImmutableArray<IndexVariable> bound, Expr body, IndexVariable[] more, NodeTraits own) => body.Facts with
    {
        Traits = body.Facts.Traits | own,
        FreeIndices = NodeFacts.Union(NodeFacts.Without(body.FreeIndices, bound), more),
        BinderLevel = body.Facts.BinderLevel + 1,
        TreeSize = Math.Min(body.Facts.TreeSize + 1, NodeFacts.LargestSize),
    };

    private static ulong HashOf(ulong kind, ImmutableArray<IndexVariable> bound, Expr body)
    {
        ulong hash = StableHashing.Mix(kind, body.Hash);
        foreach (IndexVariable index in bound)
        {
            hash = StableHashing.Mix(hash, (ulong)index.Dimension.Ordinal);
        }

        return hash;
    }
}

/// <summary>The body of a binder with free indices in the place of its bound slots.</summary>
/// <param name="Indices">One free index for each slot.</param>
/// <param name="Body">The body over them.</param>
/// <param name="Coefficient">The rational coefficient of the body.</param>
/// <param name="Factors">The factors of the body over them, in the order of the closed body, which does not depend on the indices.</param>
internal sealed record OpenBody(ImmutableArray<IndexVariable> Indices, Expr Body, Fraction Coefficient, ImmutableArray<Expr> Factors);

/// <summary>A sum over indices. Its body is connected: no factor is free of the bound indices, and no part of the indices
/// stands apart from the rest. (What could be pulled out stands outside.)</summary>
internal sealed class Contraction : Binder
{
    internal Contraction(ImmutableArray<IndexVariable> bound, Expr body)
        : base(10, 0, bound, body, FactsOf(bound, body, [], NodeTraits.Contraction))
    {
    }

    public override bool SameParts(Expr other) => other is Contraction c && c.Body == Body && c.Bound.SequenceEqual(Bound);
}

/// <summary>Another reduction over indices. One that keeps its indices (<c>softmax</c>) says in <see cref="At"/> where it is read.</summary>
internal sealed class Reduction : Binder
{
    internal Reduction(ReductionKind kind, ImmutableArray<IndexVariable> bound, Expr body, ImmutableArray<Subscript> at)
        : base(11 + (ulong)kind, HashOf(at), bound, body, FactsOf(bound, body, TensorElement.IndicesOf(at.AsSpan()), TraitsOf(kind) | TensorElement.ComputedIn(at.AsSpan())))
    {
        Kind = kind;
        At = at;
    }

    public ReductionKind Kind { get; }

    /// <summary>One subscript for each bound slot where the reduction keeps its indices, else empty.</summary>
    public ImmutableArray<Subscript> At { get; }

    public override bool SameParts(Expr other) =>
        other is Reduction r && r.Kind == Kind && r.Body == Body && r.Bound.SequenceEqual(Bound) && r.At.AsSpan().SequenceEqual(At.AsSpan());

    private static NodeTraits TraitsOf(ReductionKind kind) =>
        kind == ReductionKind.Inverse ? NodeTraits.Reduction | NodeTraits.Inverse : NodeTraits.Reduction;

    private static ulong HashOf(ImmutableArray<Subscript> at)
    {
        ulong hash = 0;
        foreach (Subscript subscript in at)
        {
            hash = StableHashing.Mix(hash, subscript.StableHash(v => v.StableKey));
        }

        return hash;
    }
}

/// <summary>A derivative that no rule has worked out yet: of the body by a component of a tensor.</summary>
internal sealed class Derivative : Expr
{
    private readonly Expr[] body;

    internal Derivative(Expr body, TensorElement by)
        : base(
            ExprHash.Of(12, [body, by]),
            ExprHash.ShapeOf(12, [body, by], ordered: true),
            body.Facts with { FreeIndices = NodeFacts.Union(body.FreeIndices, by.FreeIndices), Traits = body.Facts.Traits | NodeTraits.Derivative, TensorMask = body.Facts.TensorMask | by.Facts.TensorMask })
    {
        this.body = [body];
        By = by;
    }

    public Expr Body => body[0];

    /// <summary>The component by which the body is differentiated; its subscripts are free indices.</summary>
    public TensorElement By { get; }

    public override ReadOnlySpan<Expr> Children => body;

    public override bool SameParts(Expr other) => other is Derivative d && d.Body == Body && d.By == By;
}
