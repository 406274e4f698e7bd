using System.Collections.Immutable;

namespace TensorCalculus;

/// <summary>What to check, and on which samples.</summary>
public sealed record CheckOptions
{
    /// <summary>What is derived and checked. Steps are not.</summary>
    public DeriveOptions Derive { get; init; } = new() { Steps = false };

    /// <summary>Sizes by the label of an index; the others are small numbers, different ones where possible.</summary>
    public ImmutableDictionary<string, int> Sizes { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>The seed of the first sample.</summary>
    public ulong Seed { get; init; } = 1;
}
