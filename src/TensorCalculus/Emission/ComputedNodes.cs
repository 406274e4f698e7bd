using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>The whole numbers from 0 along a dimension: the values of an index.</summary>
internal sealed class RangeNode(int id, Dimension dimension) : ArrayNode(id, [dimension], [])
{
    public Dimension Dimension { get; } = dimension;
}

/// <summary>A constant position such as <c>T</c>, as a number.</summary>
internal sealed class PositionNode : ArrayNode
{
    public PositionNode(int id, string symbol)
        : base(id, [], []) => (Symbol, IsPlain) = (symbol, true);

    public string Symbol { get; }
}

/// <summary>An array read along one axis at start + Σ step · index, zero outside: new axes stand in the place of the old one. Without
/// padding it is a view.</summary>
/// <param name="id">See <see cref="ArrayNode.Id"/>.</param>
/// <param name="shape">The shape of the result.</param>
/// <param name="source">The array.</param>
/// <param name="start">A whole number.</param>
/// <param name="axis">The axis that is read.</param>
/// <param name="steps">The step of each new axis; none where one position is picked.</param>
/// <param name="isInside">Whether every position is inside the axis, so that nothing must be padded.</param>
internal sealed class WindowNode(
    int id, ImmutableArray<Dimension> shape, ArrayNode source, ArrayNode start, int axis, ImmutableArray<long> steps, bool isInside)
    : ArrayNode(id, shape, [source, start])
{
    public ArrayNode Source => Operands[0];

    public ArrayNode Start => Operands[1];

    public int Axis { get; } = axis;

    public ImmutableArray<long> Steps { get; } = steps;

    public bool IsInside { get; } = isInside;
}

/// <summary>What is done at positions that other arrays hold.</summary>
/// <param name="id">See <see cref="ArrayNode.Id"/>.</param>
/// <param name="shape">The shape of the result.</param>
/// <param name="operands">The array that is read or added, then the positions along each of some first axes.</param>
/// <param name="maps">For each array of positions, which of their axes together each of its axes is; increasing.</param>
/// <param name="positionAxes">How many axes the positions have together.</param>
internal abstract class PositionedNode(
    int id, ImmutableArray<Dimension> shape, ImmutableArray<ArrayNode> operands, ImmutableArray<ImmutableArray<int>> maps, int positionAxes)
    : ArrayNode(id, shape, operands)
{
    public IEnumerable<ArrayNode> Positions => Operands.Skip(1);

    public ImmutableArray<ImmutableArray<int>> Maps { get; } = maps;

    public int PositionAxes { get; } = positionAxes;
}

/// <summary>An array read along its first axes at positions. The axes of the positions come first, then those of the array that are left.</summary>
internal sealed class GatherNode(
    int id, ImmutableArray<Dimension> shape, ImmutableArray<ArrayNode> operands, ImmutableArray<ImmutableArray<int>> maps, int positionAxes)
    : PositionedNode(id, shape, operands, maps, positionAxes)
{
    public ArrayNode Source => Operands[0];
}

/// <summary>Zeros to which an array is added at positions along their first axes; positions may repeat. The first axes of what is
/// added are those of the positions.</summary>
internal sealed class ScatterNode(
    int id, ImmutableArray<Dimension> shape, ImmutableArray<ArrayNode> operands, ImmutableArray<ImmutableArray<int>> maps, int positionAxes)
    : PositionedNode(id, shape, operands, maps, positionAxes)
{
    public ArrayNode Added => Operands[0];
}
