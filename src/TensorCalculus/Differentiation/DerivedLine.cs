using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Differentiation;

/// <summary>A line of a pass: a derivative at free indices, in terms of those of the lines before it.</summary>
/// <param name="Equation">The derivative, and what it is.</param>
/// <param name="Trace">The steps, where they were asked for.</param>
internal sealed record DerivedLine(DerivedEquation Equation, Trace? Trace)
{
    /// <summary>The derivative as a tensor.</summary>
    public TensorSymbol Symbol => Equation.Left.Tensor;

    /// <summary>The line as an equation like those of a program, so that passes can be applied to what passes have made.</summary>
    public BoundEquation AsEquation() =>
        new(Symbol, [.. Equation.Left.Subscripts.Select(s => ((IndexSubscript)s).Index)], Equation.Right);
}
