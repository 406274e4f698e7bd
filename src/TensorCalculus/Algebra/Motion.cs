namespace TensorCalculus.Algebra;

/// <summary>How the tensors of a program move together. What is differentiated by a tensor that stands for a motion is
/// differentiated along it, through everything that moves.</summary>
internal abstract class Motion
{
    /// <summary>A Bloom filter of the tensors that move, as in <see cref="NodeFacts.TensorMask"/>.</summary>
    public abstract ulong Mask { get; }

    /// <summary>The tensor that moves by one of its components, or <see langword="null"/> where tangents are given.</summary>
    public abstract TensorSymbol? Variable { get; }

    public abstract bool Moves(TensorSymbol tensor);

    /// <summary>The derivative of a component of a tensor that moves and that is not <see cref="Variable"/>.</summary>
    public abstract Expr DerivativeOf(TensorElement element);
}
