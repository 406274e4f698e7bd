using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Printing;

/// <summary>A piece of text before it is spelt: factor order, fractions, one-tensors and explicit sums are decided, and where
/// parentheses stand follows from the nesting. Writers only spell.</summary>
internal abstract class PrintNode(IndexUses uses)
{
    private bool? isTall;

    public IndexUses Uses { get; } = uses;

    /// <summary>Whether a fraction or a big operator stands within, so that parentheses around it must grow.</summary>
    public bool IsTall => isTall ??= this is FractionNode or DerivativeNode or ReductionNode { IsSum: true } || Parts.Any(p => p.IsTall);

    /// <summary>The parts, in reading order.</summary>
    public abstract ImmutableArray<PrintNode> Parts { get; }

    private protected static IndexUses UsesOf(ImmutableArray<PrintNode> parts, params ImmutableArray<PrintIndex> without) =>
        IndexUses.Together(parts, without);
}

/// <summary>A node without parts.</summary>
internal abstract class PrintLeaf(IndexUses uses) : PrintNode(uses)
{
    public override ImmutableArray<PrintNode> Parts => [];
}

/// <summary>A number without sign: digits, perhaps with a decimal point or a power of ten.</summary>
internal sealed class NumberNode(string digits) : PrintLeaf(IndexUses.None)
{
    public string Digits { get; } = digits;

    /// <summary>Whether it has a power of ten.</summary>
    public bool IsScientific => Digits.Contains('e', StringComparison.Ordinal);
}

/// <summary>The number π.</summary>
internal sealed class PiNode : PrintLeaf
{
    public PiNode()
        : base(IndexUses.None)
    {
    }
}

/// <summary>The size of a dimension.</summary>
internal sealed class SizeNode(Dimension dimension) : PrintLeaf(IndexUses.None)
{
    public Dimension Dimension { get; } = dimension;
}

/// <summary>What stands at an axis.</summary>
internal abstract record Slot;

/// <summary>An index at an axis.</summary>
internal sealed record IndexSlot(PrintIndex Index) : Slot;

/// <summary>A constant position at an axis: a number, or a symbol plus a number.</summary>
internal sealed record PositionSlot(string? Symbol, int Offset) : Slot;

/// <summary>A tensor at its subscripts.</summary>
internal sealed class TensorNode(string name, ImmutableArray<Slot> slots, ImmutableArray<string?> letters) : PrintLeaf(IndexUses.Of(slots.Indices()))
{
    public string Name { get; } = name;

    public ImmutableArray<Slot> Slots { get; } = slots;

    /// <summary>How the program labels the axes.</summary>
    public ImmutableArray<string?> Letters { get; } = letters;
}

/// <summary>A function of a whole tensor, with the subscripts behind it: a component, as of a tensor.</summary>
internal sealed class WholeNode(ReductionKind kind, string name, ImmutableArray<Slot> slots, ImmutableArray<string?> letters) : PrintLeaf(IndexUses.Of(slots.Indices()))
{
    public ReductionKind Kind { get; } = kind;

    public string Name { get; } = name;

    public ImmutableArray<Slot> Slots { get; } = slots;

    /// <summary>How the program labels the axis at which each subscript stands.</summary>
    public ImmutableArray<string?> Letters { get; } = letters;
}

/// <summary>A one-tensor.</summary>
internal sealed class OneNode(ImmutableArray<PrintIndex> indices) : PrintLeaf(IndexUses.Of(indices))
{
    public ImmutableArray<PrintIndex> Indices { get; } = indices;
}

/// <summary>A Kronecker delta.</summary>
internal sealed class DeltaNode(Slot left, Slot right) : PrintLeaf(IndexUses.Of(ImmutableArray.Create(left, right).Indices()))
{
    public Slot Left { get; } = left;

    public Slot Right { get; } = right;

    /// <summary>The subscripts as they are read: free indices in the order of the left-hand side, a dummy by the alphabet.</summary>
    public ImmutableArray<Slot> InReadingOrder() =>
        Left is IndexSlot { Index: var a } && Right is IndexSlot { Index: var b } && (a.IsDummy || b.IsDummy)
            && string.CompareOrdinal(b.Letter, a.Letter) < 0 ? [Right, Left] : [Left, Right];
}

/// <summary>An Iverson bracket.</summary>
internal sealed class BracketNode(Slot left, Relation relation, Slot right) : PrintLeaf(IndexUses.Of(ImmutableArray.Create(left, right).Indices()))
{
    public Slot Left { get; } = left;

    public Relation Relation { get; } = relation;

    public Slot Right { get; } = right;
}

/// <summary>A power; not with a negative number as exponent, which stands under a fraction bar.</summary>
internal sealed class PowerNode(PrintNode @base, PrintNode exponent) : PrintNode(UsesOf([@base, exponent]))
{
    public PrintNode Base { get; } = @base;

    public PrintNode Exponent { get; } = exponent;

    /// <summary>Whether parentheses stand around the base. A scalar <c>e</c> takes them, or its powers would be exponentials.</summary>
    public bool HasParentheses => Base
        is PowerNode or DerivativeNode or FractionNode or ProductNode or SumNode or ReductionNode { IsSum: true } or TensorNode { Name: "e", Slots: [] };

    public override ImmutableArray<PrintNode> Parts => [Base, Exponent];
}

/// <summary>A function call.</summary>
internal sealed class CallNode(string function, int primes, ImmutableArray<PrintNode> arguments) : PrintNode(UsesOf(arguments))
{
    public string Function { get; } = function;

    public int Primes { get; } = primes;

    public ImmutableArray<PrintNode> Arguments { get; } = arguments;

    public override ImmutableArray<PrintNode> Parts => Arguments;
}

/// <summary>A comparison of two values, the first argument of <c>where</c>; both sides are places of their own.</summary>
internal sealed class ComparisonNode(Relation relation, PrintNode left, PrintNode right) : PrintNode(UsesOf([left, right]))
{
    public Relation Relation { get; } = relation;

    public PrintNode Left { get; } = left;

    public PrintNode Right { get; } = right;

    public override ImmutableArray<PrintNode> Parts => [Left, Right];
}

/// <summary>A reduction over named indices: a sum that must be explicit, <c>logsumexp</c>, or <c>softmax</c>, which keeps them.</summary>
internal sealed class ReductionNode : PrintNode
{
    public ReductionNode(string name, ImmutableArray<PrintIndex> indices, PrintNode body)
        : base(UsesOf([body], indices))
    {
        Name = name;
        Indices = indices;
        Body = body;
        Kept = [];
    }

    public ReductionNode(string name, ImmutableArray<PrintIndex> indices, PrintNode body, ImmutableArray<PrintIndex> kept)
        : base(IndexUses.Together([body, new OneNode(kept)], indices))
    {
        Name = name;
        Indices = indices;
        Body = body;
        Kept = kept;
    }

    public string Name { get; }

    /// <summary>The indices over which it runs, as they stand in the body.</summary>
    public ImmutableArray<PrintIndex> Indices { get; }

    /// <summary>The indices at which it is read, for a reduction that keeps them: the same letters.</summary>
    public ImmutableArray<PrintIndex> Kept { get; }

    public PrintNode Body { get; }

    public bool IsSum => Name == "sum";

    public override ImmutableArray<PrintNode> Parts => [Body];
}

/// <summary>Factors over a denominator. Without any above, it is one over the denominator.</summary>
internal sealed class FractionNode(ImmutableArray<PrintNode> above, PrintNode below) : PrintNode(UsesOf([.. above, below]))
{
    public ImmutableArray<PrintNode> Above { get; } = above;

    public PrintNode Below { get; } = below;

    public override ImmutableArray<PrintNode> Parts => [.. Above, Below];
}

/// <summary>Factors side by side, and the dummies that a reader sums over them. One factor alone only where it has dummies:
/// that makes it a place of its own.</summary>
internal sealed class ProductNode(ImmutableArray<PrintNode> factors, ImmutableArray<PrintIndex> summed) : PrintNode(UsesOf(factors, summed))
{
    public ImmutableArray<PrintNode> Factors { get; } = factors;

    public ImmutableArray<PrintIndex> Summed { get; } = summed;

    public override ImmutableArray<PrintNode> Parts => Factors;
}

/// <summary>Addends with their signs; one alone where it is negative.</summary>
internal sealed class SumNode(ImmutableArray<SignedTerm> terms) : PrintNode(IndexUses.Either(terms))
{
    public ImmutableArray<SignedTerm> Terms { get; } = terms;

    public override ImmutableArray<PrintNode> Parts => [.. Terms.Select(t => t.Node)];

    public bool HasNegative => Terms.Any(t => t.Negative);

    public bool IsAllNegative => Terms.All(t => t.Negative);

    /// <summary>The same addends with the other signs; positive ones come first again.</summary>
    public SumNode Negate() => Ordered(Terms.Select(t => t with { Negative = !t.Negative }));

    public static SumNode Ordered(IEnumerable<SignedTerm> terms) => new([.. terms.OrderBy(t => t.Negative).ThenBy(t => t.Key)]);
}

/// <summary>An addend, its sign, and its place in the reading order.</summary>
internal readonly record struct SignedTerm(bool Negative, PrintNode Node, ReadingKey Key);

/// <summary>A derivative of a tensor or an expression by components of tensors, read as one tensor.</summary>
internal sealed class DerivativeNode(PrintNode of, ImmutableArray<TensorNode> by) : PrintNode(UsesOf([of, .. by]))
{
    public PrintNode Of { get; } = of;

    public ImmutableArray<TensorNode> By { get; } = by;

    public override ImmutableArray<PrintNode> Parts => [Of, .. By];
}

internal static class SlotExtensions
{
    /// <summary>The indices that stand in the slots, in order.</summary>
    public static ImmutableArray<PrintIndex> Indices(this ImmutableArray<Slot> slots)
    {
        var indices = ImmutableArray.CreateBuilder<PrintIndex>(slots.Length);
        foreach (Slot slot in slots)
        {
            Add(slot, indices);
        }

        return indices.Count == slots.Length ? indices.MoveToImmutable() : indices.ToImmutable();
    }

    private static void Add(Slot slot, ImmutableArray<PrintIndex>.Builder indices)
    {
        switch (slot)
        {
            case IndexSlot { Index: var index }:
                indices.Add(index);
                break;
            case CombinationSlot combination:
                foreach ((_, SlotAtom atom) in combination.Terms)
                {
                    if (atom is IndexSlotAtom { Index: var inside })
                    {
                        indices.Add(inside);
                    }
                    else if (atom is GatherSlotAtom gather)
                    {
                        indices.AddRange(gather.Slots.Indices());
                    }
                }

                break;
        }
    }
}
