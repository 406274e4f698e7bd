using System.Collections.Immutable;

namespace TensorCalculus;

/// <summary>What to derive of a program.</summary>
public sealed record DeriveOptions
{
    /// <summary>Gradients (the default) or Jacobians.</summary>
    public DerivativeMode Mode { get; init; }

    /// <summary>The inputs or defined tensors to differentiate by; empty for all inputs that are neither constant nor integer.</summary>
    public ImmutableArray<string> Wrt { get; init; } = [];

    /// <summary>The outputs that feed the loss or, for <see cref="DerivativeMode.Jacobian"/>, any defined tensors to
    /// differentiate; empty for all outputs.</summary>
    public ImmutableArray<string> Of { get; init; } = [];

    /// <summary>Defined tensors whose names answers and lines do not use: their definitions stand in their place.</summary>
    public ImmutableArray<string> Expand { get; init; } = [];

    /// <summary>The only defined tensors whose names answers and lines use, wherever they fit; empty for all of the program's.</summary>
    public ImmutableArray<string> InTermsOf { get; init; } = [];

    /// <summary>Whether the steps are recorded. Leaving them out is faster.</summary>
    public bool Steps { get; init; } = true;
}
