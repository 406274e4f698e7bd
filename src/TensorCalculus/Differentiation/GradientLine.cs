using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Differentiation;

/// <summary>The derivative by one tensor, in terms of the derivatives by the tensors that read it.</summary>
/// <param name="Of">The tensor by which is differentiated.</param>
/// <param name="Equation">The line: the derivative at free indices, and what it is.</param>
/// <param name="Trace">The steps, where they were asked for.</param>
internal sealed record GradientLine(TensorSymbol Of, DerivedEquation Equation, Trace? Trace);
