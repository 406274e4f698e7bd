using System.Collections.Immutable;

namespace TensorCalculus;

/// <summary>On which samples claims are held against derived formulas.</summary>
public sealed record VerifyOptions
{
    /// <summary>Sizes by the label of an index; the others are small numbers, different ones where possible.</summary>
    public ImmutableDictionary<string, int> Sizes { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>The seed of the first sample.</summary>
    public ulong Seed { get; init; } = 1;
}
