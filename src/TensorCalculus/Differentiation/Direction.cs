using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Differentiation;

/// <summary>Along what a forward pass differentiates: given tangents of some tensors, or every component of one tensor at once.</summary>
internal abstract class Direction(ImmutableArray<TensorSymbol> seeds, Dictionary<TensorSymbol, TensorSymbol> symbols)
{
    /// <summary>The tensors that move by themselves; all others follow from their equations.</summary>
    public ImmutableArray<TensorSymbol> Seeds { get; } = seeds;

    /// <summary>The tensor that moves by each of its components, if that is the direction.</summary>
    public abstract TensorSymbol? Variable { get; }

    private protected Dictionary<TensorSymbol, TensorSymbol> Symbols => symbols;

    /// <summary>The derivative of a tensor along the direction, as a tensor.</summary>
    public TensorSymbol Of(TensorSymbol tensor)
    {
        if (!symbols.TryGetValue(tensor, out TensorSymbol? symbol))
        {
            symbols.Add(tensor, symbol = Make(tensor));
        }

        return symbol;
    }

    /// <summary>Says that the derivative of a tensor along the direction is known under a symbol of another pass.</summary>
    public void Know(TensorSymbol tensor, TensorSymbol derivative) => symbols[tensor] = derivative;

    /// <summary>The component of that derivative at subscripts of the tensor.</summary>
    public abstract TensorElement At(TensorSymbol tensor, ImmutableArray<Subscript> subscripts);

    /// <summary>The component of a seed's own derivative.</summary>
    public abstract Expr SeedAt(TensorSymbol seed, ImmutableArray<Subscript> subscripts);

    /// <summary>What stands for the direction in a derivative that is not worked out: <c>∂/∂x_q</c>, or <c>d</c>.</summary>
    public abstract TensorElement Symbol(Motion motion);

    private protected abstract TensorSymbol Make(TensorSymbol tensor);
}
