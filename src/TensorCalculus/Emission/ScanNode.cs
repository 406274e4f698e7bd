using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>What runs along axes and keeps them.</summary>
/// <param name="id">See <see cref="ArrayNode.Id"/>.</param>
/// <param name="kind">What it does.</param>
/// <param name="source">The array.</param>
/// <param name="axes">The axes, increasing; for a sum just one.</param>
internal sealed class ScanNode(int id, ScanKind kind, ArrayNode source, ImmutableArray<int> axes) : ArrayNode(id, source.Shape, [source])
{
    public ScanKind Kind { get; } = kind;

    public ArrayNode Source => Operands[0];

    public ImmutableArray<int> Axes { get; } = axes;
}

/// <summary>What runs along axes.</summary>
internal enum ScanKind
{
    /// <summary>The sum of the entries up to each one.</summary>
    Sum,

    /// <summary>The sum of the entries from each one to the end.</summary>
    SumFromEnd,

    /// <summary>The product of all entries but each one: that of those before times that of those behind, so that zeros do no harm.</summary>
    ProductOfOthers,
}
