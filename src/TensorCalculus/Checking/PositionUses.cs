using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Evaluation;

namespace TensorCalculus.Checking;

/// <summary>A constant position and the dimension along which it counts.</summary>
internal sealed record PositionUse(PositionSubscript Position, Dimension Dimension);

/// <summary>Where the constant positions of a program stand.</summary>
internal static class PositionUses
{
    public static ImmutableArray<PositionUse> Of(BoundProgram program) =>
        [.. program.Equations.SelectMany(e => ExprWalk.NodesOf(program.Factory, e.Body)).SelectMany(In).Distinct()];

    private static IEnumerable<PositionUse> In(Expr node) => node switch
    {
        TensorElement element => Along(element.Subscripts, element.Tensor.Axes),
        Reduction reduction => Along(reduction.At, reduction.Bound.Select(v => v.Dimension)),
        Delta { Left: IndexSubscript left, Right: PositionSubscript right } => [new PositionUse(right, left.Index.Dimension)],
        Delta { Left: PositionSubscript left, Right: IndexSubscript right } => [new PositionUse(left, right.Index.Dimension)],
        _ => [],
    };

    private static IEnumerable<PositionUse> Along(IEnumerable<Subscript> subscripts, IEnumerable<Dimension> dimensions) =>
        subscripts.Zip(dimensions).Where(p => p.First is PositionSubscript).Select(p => new PositionUse((PositionSubscript)p.First, p.Second));
}
