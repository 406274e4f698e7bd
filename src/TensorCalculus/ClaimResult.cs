using System.Collections.Immutable;
using TensorCalculus.Diagnostics;

namespace TensorCalculus;

/// <summary>What came of one claim.</summary>
/// <param name="Claim">The claim as it was written.</param>
/// <param name="Verdict">Whether it is right.</param>
/// <param name="Samples">On how many samples it was evaluated.</param>
/// <param name="Derived">The derived formula in closed form; <see langword="null"/> for a malformed claim.</param>
/// <param name="Counterexample">Where a wrong claim has another value, at the smallest sizes found.</param>
/// <param name="Mistake">Which of the usual mistakes explains a wrong claim.</param>
/// <param name="Explanation">The mistake in words, or <see langword="null"/>.</param>
/// <param name="Diagnostics">Why a claim is malformed, with places in <paramref name="Claim"/>.</param>
public sealed record ClaimResult(
    string Claim,
    ClaimVerdict Verdict,
    int Samples,
    DerivedFormula? Derived,
    Counterexample? Counterexample,
    ClaimMistake Mistake,
    string? Explanation,
    ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Whether the claim is right, proved or not.</summary>
    public bool IsRight => Verdict is ClaimVerdict.ProvedByForm or ClaimVerdict.ProvedByDefinitions or ClaimVerdict.AgreesInNumbers;
}

/// <summary>A component in which a claim is wrong.</summary>
/// <param name="Sizes">The size of each index.</param>
/// <param name="Position">The component, counted from 0 along each index of the left-hand side.</param>
/// <param name="Claimed">What the claim gives.</param>
/// <param name="Derived">What the derived formula gives.</param>
public sealed record Counterexample(ImmutableSortedDictionary<string, int> Sizes, ImmutableArray<int> Position, double Claimed, double Derived);
