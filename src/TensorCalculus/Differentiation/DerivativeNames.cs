using TensorCalculus.Algebra;

namespace TensorCalculus.Differentiation;

/// <summary>Makes the symbols of derivatives of one target: <c>dl_dx</c> has the axes of x, <c>dy_dx</c> those of y and then of x.</summary>
internal sealed class DerivativeNames(BoundProgram program, DerivativeTarget target)
{
    private readonly Dictionary<TensorSymbol, TensorSymbol> symbols = [];

    /// <summary>The derivative of the target by a tensor.</summary>
    public TensorSymbol By(TensorSymbol tensor)
    {
        if (!symbols.TryGetValue(tensor, out TensorSymbol? symbol))
        {
            var name = new DerivativeName(target.Name, [tensor.Name]);
            symbol = new TensorSymbol
            {
                Name = name.Spelt,
                Kind = TensorKind.Gradient,
                Ordinal = program.NextOrdinal + tensor.Ordinal,
                Axes = [.. target.Indices.Select(i => i.Dimension), .. tensor.Axes],
                Letters = [.. target.Indices.Select(i => i.Letter), .. tensor.Letters],
                Derivative = name,
            };
            symbols.Add(tensor, symbol);
        }

        return symbol;
    }

    /// <summary>The component of the derivative at these indices of the tensor.</summary>
    public TensorElement At(ExprFactory factory, TensorSymbol tensor, ReadOnlySpan<IndexVariable> indices) =>
        factory.Element(By(tensor), [.. target.Indices, .. indices]);
}
