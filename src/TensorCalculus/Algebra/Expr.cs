using System.Collections.Immutable;

namespace TensorCalculus.Algebra;

/// <summary>A node of the expression graph: immutable, made by an <see cref="ExprFactory"/> alone, which returns it canonical,
/// so that equal expressions of a program are the same object.</summary>
internal abstract class Expr
{
    private readonly NodeFacts facts;
    private readonly int identity;

    private protected Expr(ulong hash, ulong shape, in NodeFacts facts)
    {
        Hash = hash;
        Shape = shape;
        this.facts = facts;
        identity = IdentityOf(hash, facts.FreeIndices);
    }

    /// <summary>A structural hash that does not depend on the run.</summary>
    public ulong Hash { get; }

    /// <summary>A hash in which subscripts do not count: expressions that differ in their indices alone share it.</summary>
    public ulong Shape { get; }

    /// <summary>What is known of the node without a walk.</summary>
    public ref readonly NodeFacts Facts => ref facts;

    /// <summary>The free indices, in the order of <see cref="IndexVariable.Key"/>.</summary>
    public IndexVariable[] FreeIndices => facts.FreeIndices;

    /// <summary>Whether it lives as long as the program: see <see cref="ExprFactory.Scratch"/>.</summary>
    internal bool IsKept { get; set; }

    /// <summary>How long it is to a reader, once somebody has asked; 0 before.</summary>
    internal int ReadingCost { get; set; }

    /// <summary>The nodes directly below. Those of a binder contain its bound slots: use <see cref="ExprFactory.Open"/> to look inside.</summary>
    public abstract ReadOnlySpan<Expr> Children { get; }

    /// <summary>Whether the node has the same parts, its children compared by reference.</summary>
    public abstract bool SameParts(Expr other);

    /// <summary>Forgets other nodes that it remembers.</summary>
    internal virtual void Forget()
    {
    }

    public bool Contains(IndexVariable index)
    {
        foreach (IndexVariable free in FreeIndices)
        {
            if (ReferenceEquals(free, index))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the tensor may occur below: false is certain.</summary>
    public bool MayContain(TensorSymbol tensor) => (Facts.TensorMask & (1UL << (tensor.Ordinal & 63))) != 0;

    /// <summary>Unlike <see cref="Hash"/>, which takes indices by the letters that thousands of equations share, this one tells
    /// indices apart. Equality is of references.</summary>
    public sealed override int GetHashCode() => identity;

    public override string ToString() => DebugPrinter.Print(this);

    private static int IdentityOf(ulong hash, IndexVariable[] indices)
    {
        foreach (IndexVariable index in indices)
        {
            hash = StableHashing.Mix(hash, (ulong)index.Key);
        }

        return (int)(hash ^ (hash >> 32));
    }
}

/// <summary>Kinds of nodes that a pass may look for, to leave a whole branch alone.</summary>
[Flags]
internal enum NodeTraits
{
    None = 0,
    Delta = 1,
    Derivative = 2,
    Call = 4,
    Reduction = 8,
    Gradient = 16,
    Sum = 32,
    Contraction = 64,
    Choice = 128,
    Bracket = 256,

    /// <summary>A combination or a gathered position in a subscript, or a bracket.</summary>
    Computed = 512,

    /// <summary>The inverse of a matrix.</summary>
    Inverse = 1024,
}

/// <summary>Facts about a node that are combined from its children when it is made.</summary>
/// <param name="FreeIndices">The free indices, sorted.</param>
/// <param name="BinderLevel">How deep binders nest below; bound slots of an outer binder have a higher level.</param>
/// <param name="TreeSize">The number of nodes were it written out as a tree, saturating.</param>
/// <param name="TensorMask">A one-word Bloom filter of the tensors below.</param>
/// <param name="Traits">What kinds of nodes stand below, the node itself included.</param>
/// <param name="FirstOrdinal">The ordinal of the tensor below that the program introduces first; -1 where a size or π stands
/// below, and above all ordinals where neither does.</param>
internal readonly record struct NodeFacts(
    IndexVariable[] FreeIndices, int BinderLevel, int TreeSize, ulong TensorMask, NodeTraits Traits, int FirstOrdinal)
{
    /// <summary>Where <see cref="TreeSize"/> saturates.</summary>
    public const int LargestSize = 1 << 28;

    public static readonly NodeFacts Number = new([], 0, 1, 0, NodeTraits.None, int.MaxValue);

    public static readonly NodeFacts Constant = Number with { FirstOrdinal = -1 };

    public bool HasDelta => (Traits & NodeTraits.Delta) != 0;

    public bool HasDerivative => (Traits & NodeTraits.Derivative) != 0;

    public bool HasCall => (Traits & NodeTraits.Call) != 0;

    public bool HasReduction => (Traits & NodeTraits.Reduction) != 0;

    public bool HasGradient => (Traits & NodeTraits.Gradient) != 0;

    public bool HasSum => (Traits & NodeTraits.Sum) != 0;

    public bool HasContraction => (Traits & NodeTraits.Contraction) != 0;

    public bool HasBracket => (Traits & NodeTraits.Bracket) != 0;

    public bool HasComputed => (Traits & NodeTraits.Computed) != 0;

    public bool HasInverse => (Traits & NodeTraits.Inverse) != 0;

    public bool HasChoice => (Traits & NodeTraits.Choice) != 0;

    public static NodeFacts Of(ReadOnlySpan<Expr> children, NodeTraits own = NodeTraits.None)
    {
        if (children.Length == 1)
        {
            ref readonly NodeFacts only = ref children[0].Facts;
            return only with { TreeSize = Math.Min(only.TreeSize + 1, LargestSize), Traits = only.Traits | own };
        }

        IndexVariable[] free = [];
        int level = 0;
        int size = 1;
        ulong mask = 0;
        NodeTraits traits = own;
        int first = int.MaxValue;
        foreach (Expr child in children)
        {
            ref readonly NodeFacts facts = ref child.Facts;
            free = Union(free, facts.FreeIndices);
            level = Math.Max(level, facts.BinderLevel);
            size = Math.Min(size + facts.TreeSize, LargestSize);
            mask |= facts.TensorMask;
            traits |= facts.Traits;
            first = Math.Min(first, facts.FirstOrdinal);
        }

        return new NodeFacts(free, level, size, mask, traits, first);
    }

    /// <summary>The union of two sorted sets; one of them itself where it holds the other.</summary>
    public static IndexVariable[] Union(IndexVariable[] a, IndexVariable[] b)
    {
        if (b.Length == 0 || ReferenceEquals(a, b))
        {
            return a;
        }

        if (a.Length == 0 || Holds(b, a))
        {
            return b;
        }

        if (Holds(a, b))
        {
            return a;
        }

        var merged = new IndexVariable[a.Length + b.Length];
        int i = 0, j = 0, n = 0;
        while (i < a.Length && j < b.Length)
        {
            int order = a[i].CompareTo(b[j]);
            merged[n++] = order <= 0 ? a[i] : b[j];
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        while (i < a.Length)
        {
            merged[n++] = a[i++];
        }

        while (j < b.Length)
        {
            merged[n++] = b[j++];
        }

        return merged[..n];
    }

    /// <summary>The set less some of its indices; itself where it has none of them.</summary>
    public static IndexVariable[] Without(IndexVariable[] indices, ImmutableArray<IndexVariable> removed) =>
        Array.Exists(indices, v => removed.Contains(v)) ? Array.FindAll(indices, v => !removed.Contains(v)) : indices;

    /// <summary>Whether one sorted set holds another.</summary>
    private static bool Holds(IndexVariable[] set, IndexVariable[] part)
    {
        int i = 0;
        foreach (IndexVariable index in part)
        {
            while (i < set.Length && !ReferenceEquals(set[i], index))
            {
                i++;
            }

            if (i == set.Length)
            {
                return false;
            }
        }

        return true;
    }
}
