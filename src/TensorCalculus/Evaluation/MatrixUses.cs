using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Evaluation;

/// <summary>The tensors of which a program takes a function of matrices.</summary>
internal static class MatrixUses
{
    /// <summary>All of them.</summary>
    public static ImmutableHashSet<TensorSymbol> In(BoundProgram program) => Below(program, k => k.TakesName());

    /// <summary>Those which that function wants symmetric and positive definite.</summary>
    public static ImmutableHashSet<TensorSymbol> PositiveDefinite(BoundProgram program) => Below(program, k => k == ReductionKind.Cholesky);

    private static ImmutableHashSet<TensorSymbol> Below(BoundProgram program, Func<ReductionKind, bool> isMeant) =>
    [
        .. program.Equations.SelectMany(e => ExprWalk.NodesOf(program.Factory, e.Body)).OfType<Reduction>()
            .Where(r => isMeant(r.Kind))
            .Select(r => program.Factory.Open(r).Body).OfType<TensorElement>().Select(e => e.Tensor),
    ];
}
