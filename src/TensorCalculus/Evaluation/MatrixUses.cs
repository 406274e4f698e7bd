using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Evaluation;

/// <summary>The tensors of which a program takes a function of matrices.</summary>
internal static class MatrixUses
{
    public static ImmutableHashSet<TensorSymbol> In(BoundProgram program) =>
    [
        .. program.Equations.SelectMany(e => ExprWalk.NodesOf(program.Factory, e.Body)).OfType<Reduction>()
            .Where(r => r.Kind is ReductionKind.Inverse or ReductionKind.Determinant or ReductionKind.LogDeterminant)
            .Select(r => program.Factory.Open(r).Body).OfType<TensorElement>().Select(e => e.Tensor),
    ];
}
