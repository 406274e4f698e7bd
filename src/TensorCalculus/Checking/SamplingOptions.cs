using System.Collections.Immutable;

namespace TensorCalculus.Checking;

/// <summary>How a check is done.</summary>
internal sealed record SamplingOptions
{
    /// <summary>The seed of the first sample; the next ones follow it.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many samples must agree; above 0.</summary>
    public int Samples { get; init; } = 2;

    /// <summary>How many samples more are drawn where numerical differentiation was not accurate enough, or a derivative zero.</summary>
    public int SpareSamples { get; init; } = 4;

    /// <summary>The largest relative error that passes.</summary>
    public double Tolerance { get; init; } = 1e-7;

    /// <summary>Sizes by the label of an index or the symbol of a size; they win over declared ones.</summary>
    public ImmutableDictionary<string, int> Sizes { get; init; } = ImmutableDictionary<string, int>.Empty;
}
