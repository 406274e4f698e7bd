using System.Collections.Immutable;
using Fractions;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>A computation of a whole array: a node of the graph that schedules and targets work on. Axes are positions here, not
/// letters, so that what two lines of a program compute alike is one node, whatever they call their indices.</summary>
/// <remarks>Made by <see cref="ArrayGraph"/> alone, which shares equal nodes.</remarks>
internal abstract class ArrayNode(int id, ImmutableArray<Dimension> shape, ImmutableArray<ArrayNode> operands)
{
    /// <summary>The age of the node: operands are older than what is made of them.</summary>
    public int Id { get; } = id;

    /// <summary>The dimension of each axis.</summary>
    public ImmutableArray<Dimension> Shape { get; } = shape;

    public int Rank => Shape.Length;

    public ImmutableArray<ArrayNode> Operands { get; } = operands;

    /// <summary>Whether only numbers and sizes stand below: a number of the host language, not of the array library.</summary>
    public bool IsPlain { get; protected init; } = shape.IsEmpty && operands.Length > 0 && operands.All(o => o.IsPlain);

    /// <summary>An expression that the node computes, for a comment beside it.</summary>
    public Expr? Origin { get; set; }
}

/// <summary>An input, or a given gradient.</summary>
internal sealed class ParameterNode(int id, TensorSymbol tensor) : ArrayNode(id, tensor.Axes, [])
{
    public TensorSymbol Tensor { get; } = tensor;
}

/// <summary>A number, exactly.</summary>
internal sealed class NumberNode : ArrayNode
{
    public NumberNode(int id, Fraction value)
        : base(id, [], []) => (Value, IsPlain) = (value, true);

    public Fraction Value { get; }
}

/// <summary>The number π.</summary>
internal sealed class PiNode : ArrayNode
{
    public PiNode(int id)
        : base(id, [], []) => IsPlain = true;
}

/// <summary>The size of a dimension.</summary>
internal sealed class SizeNode : ArrayNode
{
    public SizeNode(int id, Dimension dimension)
        : base(id, [], []) => (Dimension, IsPlain) = (dimension, true);

    public Dimension Dimension { get; }
}

/// <summary>Another view of an array: axes in another order, a diagonal, or a position picked. Nothing is copied.</summary>
/// <param name="id">See <see cref="ArrayNode.Id"/>.</param>
/// <param name="shape">The shape of the view.</param>
/// <param name="source">The array.</param>
/// <param name="axes">For each axis of the source, where it goes.</param>
internal sealed class ViewNode(int id, ImmutableArray<Dimension> shape, ArrayNode source, ImmutableArray<ViewAxis> axes) : ArrayNode(id, shape, [source])
{
    public ArrayNode Source => Operands[0];

    public ImmutableArray<ViewAxis> Axes { get; } = axes;

    /// <summary>Whether the axes are only put into another order.</summary>
    public bool IsTransposition => Axes.Length == Rank && Axes.All(a => a.Position is null);

    /// <summary>For a transposition: the axis of the source that each axis of the view is.</summary>
    public int[] Permutation => [.. Enumerable.Range(0, Rank).Select(axis => Axes.IndexOf(new ViewAxis(axis, null)))];
}

/// <summary>Where an axis of a source goes: to an axis of the view (two to one are a diagonal), or a position is picked from it.</summary>
internal readonly record struct ViewAxis(int Axis, PositionSubscript? Position);

/// <summary>One operation on each element. An operand's axes are some of the result's, in order; along the others it repeats.</summary>
/// <param name="id">See <see cref="ArrayNode.Id"/>.</param>
/// <param name="shape">The shape of the result.</param>
/// <param name="operation">What is done.</param>
/// <param name="operands">The operands.</param>
/// <param name="maps">For each operand, the axis of the result that each of its axes is; increasing.</param>
internal sealed class ElementwiseNode(
    int id, ImmutableArray<Dimension> shape, ElementOperation operation, ImmutableArray<ArrayNode> operands, ImmutableArray<ImmutableArray<int>> maps)
    : ArrayNode(id, shape, operands)
{
    public ElementOperation Operation { get; } = operation;

    public ImmutableArray<ImmutableArray<int>> Maps { get; } = maps;
}

/// <summary>A product of two arrays, summed over some of the axes that they share.</summary>
/// <param name="id">See <see cref="ArrayNode.Id"/>.</param>
/// <param name="shape">The shape of the result.</param>
/// <param name="operands">The two.</param>
/// <param name="left">A label for each axis of the first.</param>
/// <param name="right">A label for each axis of the second.</param>
/// <param name="result">The labels that stay, in the order of the result's axes.</param>
internal sealed class ContractionNode(
    int id, ImmutableArray<Dimension> shape, ImmutableArray<ArrayNode> operands, ImmutableArray<int> left, ImmutableArray<int> right, ImmutableArray<int> result)
    : ArrayNode(id, shape, operands)
{
    public ArrayNode First => Operands[0];

    public ArrayNode Second => Operands[1];

    public ImmutableArray<int> Left { get; } = left;

    public ImmutableArray<int> Right { get; } = right;

    public ImmutableArray<int> Result { get; } = result;
}

/// <summary>A reduction over axes.</summary>
/// <param name="id">See <see cref="ArrayNode.Id"/>.</param>
/// <param name="shape">The shape of the result.</param>
/// <param name="kind">Which reduction.</param>
/// <param name="source">What is reduced.</param>
/// <param name="axes">The axes, increasing; gone afterwards unless <see cref="ArrayReduction.Softmax"/> keeps them.</param>
internal sealed class ReductionNode(int id, ImmutableArray<Dimension> shape, ArrayReduction kind, ArrayNode source, ImmutableArray<int> axes)
    : ArrayNode(id, shape, [source])
{
    public ArrayReduction Kind { get; } = kind;

    public ArrayNode Source => Operands[0];

    public ImmutableArray<int> Axes { get; } = axes;
}

/// <summary>The reductions that targets know.</summary>
internal enum ArrayReduction
{
    Sum,
    LogSumExp,
    Softmax,
    Max,
    Min,
    Product,
}

/// <summary>A function of the matrices in the last two axes: the inverse, or the determinant or its logarithm, of which those axes are gone.</summary>
/// <param name="id">See <see cref="ArrayNode.Id"/>.</param>
/// <param name="shape">The shape of the result.</param>
/// <param name="function">Which function.</param>
/// <param name="source">The matrices.</param>
internal sealed class MatrixNode(int id, ImmutableArray<Dimension> shape, MatrixFunction function, ArrayNode source) : ArrayNode(id, shape, [source])
{
    public MatrixFunction Function { get; } = function;

    public ArrayNode Source => Operands[0];
}

/// <summary>The functions of matrices that targets know.</summary>
internal enum MatrixFunction
{
    Inverse,
    Determinant,
    LogDeterminant,

    /// <summary>The lower Cholesky factor; targets read the lower triangle of the matrix.</summary>
    Cholesky,
}

/// <summary>An array, or zeros, to which others are added where some of its axes agree: how a sum with Kronecker deltas is written in place.</summary>
/// <param name="id">See <see cref="ArrayNode.Id"/>.</param>
/// <param name="shape">The shape of the result.</param>
/// <param name="operands">The array of the result's shape to start from, if there is one, then what is added.</param>
/// <param name="startsFromArray">Whether the first operand is what is started from; else it is zeros.</param>
/// <param name="places">For each added operand, where it goes.</param>
internal sealed class PlacementNode(
    int id, ImmutableArray<Dimension> shape, ImmutableArray<ArrayNode> operands, bool startsFromArray, ImmutableArray<Placement> places)
    : ArrayNode(id, shape, operands)
{
    public ArrayNode? Start => startsFromArray ? Operands[0] : null;

    public ImmutableArray<Placement> Places { get; } = places;

    /// <summary>What is added, in the order of <see cref="Places"/>.</summary>
    public IEnumerable<ArrayNode> Added => Operands.Skip(startsFromArray ? 1 : 0);
}

/// <summary>Where an array is added into a larger one.</summary>
/// <param name="Subtracts">Whether it is subtracted instead.</param>
/// <param name="Axes">For each axis of the larger one: a label (equal labels: a diagonal), or a position.</param>
/// <param name="Labels">For each axis of what is added, its label. It repeats along labels that it lacks.</param>
internal sealed record Placement(bool Subtracts, ImmutableArray<ViewAxis> Axes, ImmutableArray<int> Labels);

/// <summary>An array repeated along new axes: what a result needs whose right side does not depend on an index.</summary>
/// <param name="id">See <see cref="ArrayNode.Id"/>.</param>
/// <param name="shape">The shape of the result.</param>
/// <param name="source">The array.</param>
/// <param name="map">The axis of the result that each axis of the source is; increasing.</param>
internal sealed class BroadcastNode(int id, ImmutableArray<Dimension> shape, ArrayNode source, ImmutableArray<int> map) : ArrayNode(id, shape, [source])
{
    public ArrayNode Source => Operands[0];

    public ImmutableArray<int> Map { get; } = map;
}
