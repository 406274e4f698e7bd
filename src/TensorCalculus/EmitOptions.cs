using System.Collections.Immutable;

namespace TensorCalculus;

/// <summary>What code to write.</summary>
public sealed record EmitOptions
{
    /// <summary>The language and library.</summary>
    public EmitTarget Target { get; init; }

    /// <summary>What the module computes besides the program itself.</summary>
    public DerivativeMode Mode { get; init; }

    /// <summary>The inputs or defined tensors to differentiate by; empty for all inputs that are neither constant nor integer.</summary>
    public ImmutableArray<string> Wrt { get; init; } = [];

    /// <summary>The outputs that feed the loss or, in another mode, any defined tensors to differentiate; empty for all outputs.</summary>
    public ImmutableArray<string> Of { get; init; } = [];

    /// <summary>Whether Jacobians and Hessians are returned by their cores: what is left of them beside the Kronecker deltas. The code says
    /// how the whole is built of them.</summary>
    public bool Compressed { get; init; }
}

/// <summary>The language and library that code is written for.</summary>
public enum EmitTarget
{
    /// <summary>Python with NumPy.</summary>
    NumPy,

    /// <summary>Python with PyTorch.</summary>
    Torch,

    /// <summary>Python with JAX.</summary>
    Jax,

    /// <summary>C# over its own arrays.</summary>
    CSharp,
}
