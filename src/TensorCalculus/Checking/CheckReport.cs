using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Checking;

internal enum Verdict
{
    Passed,

    /// <summary>The equation is wrong, or cannot be evaluated.</summary>
    Failed,

    /// <summary>Numerical differentiation was never accurate enough to tell.</summary>
    Inconclusive,
}

/// <summary>What a check found.</summary>
/// <param name="Items">One result for each item, in their order.</param>
/// <param name="Samples">The samples used.</param>
/// <param name="Problem">Why no sample could be drawn, if that is so.</param>
internal sealed record CheckReport(ImmutableArray<CheckResult> Items, ImmutableArray<SampleSummary> Samples, string? Problem)
{
    /// <summary>Whether samples could be drawn and every item passed on them.</summary>
    public bool Passed => Problem is null && Items.All(i => i.Verdict == Verdict.Passed);
}

/// <summary>The seed of a sample, and the sizes that came with it.</summary>
internal sealed record SampleSummary(ulong Seed, ImmutableDictionary<Dimension, int> Sizes);

/// <summary>What was found of one item.</summary>
/// <param name="Item">The item.</param>
/// <param name="Verdict">The judgement over all samples.</param>
/// <param name="Worst">Where derived and numerical value differ most; <see langword="null"/> where none were compared.</param>
/// <param name="Reason">Why it did not pass, or <see langword="null"/>.</param>
internal sealed record CheckResult(CheckItem Item, Verdict Verdict, Discrepancy? Worst, string? Reason)
{
    /// <summary>The largest error found, relative to the largest component; NaN where none were compared.</summary>
    public double RelativeError => Worst?.RelativeError ?? double.NaN;
}

/// <summary>A component of a derived equation beside its numerical value.</summary>
internal sealed record Discrepancy(ulong Seed, ImmutableArray<int> Position, double Derived, double Numerical, double RelativeError);
