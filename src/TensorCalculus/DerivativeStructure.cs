using System.Collections.Immutable;

namespace TensorCalculus;

/// <summary>The structure of a Jacobian or of a block of a Hessian: the sum of its parts.</summary>
/// <param name="IsSymmetric">Whether the two groups of indices can change places.</param>
/// <param name="Parts">The parts; none where the derivative is zero.</param>
/// <param name="Words">The structure in words.</param>
public sealed record DerivativeStructure(bool IsSymmetric, ImmutableArray<StructurePart> Parts, string Words)
{
    /// <summary>Whether the derivative is zero.</summary>
    public bool IsZero => Parts.IsEmpty;

    /// <summary>Whether some part needs fewer numbers than the whole derivative has.</summary>
    public bool IsCompressible => !Parts.Any(p => p.Kind == StructureKind.Dense);
}

/// <summary>A part of a derivative: a core times Kronecker deltas.</summary>
/// <param name="Kind">What the part is as a matrix.</param>
/// <param name="Deltas">The pairs of indices of the derivative that deltas link, one of the rows and one of the columns each.</param>
/// <param name="Core">The core at its indices. A linked index is called as in the rows.</param>
/// <param name="CoreIndices">The indices of the core, in the order of the derivative's.</param>
public sealed record StructurePart(StructureKind Kind, ImmutableArray<IndexPair> Deltas, PrintedFormula Core, ImmutableArray<string> CoreIndices);

/// <summary>Two indices that a Kronecker delta links.</summary>
/// <param name="Row">The index among the rows.</param>
/// <param name="Column">The index among the columns.</param>
public sealed record IndexPair(string Row, string Column);
