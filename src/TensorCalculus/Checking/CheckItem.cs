using TensorCalculus.Algebra;

namespace TensorCalculus.Checking;

/// <summary>One equation to be checked.</summary>
/// <param name="Label">What reports call it.</param>
/// <param name="Equation">The equation. Its right side may read inputs, defined tensors, and gradients of the loss by either.</param>
/// <param name="Claim">What it is held against.</param>
internal sealed record CheckItem(string Label, DerivedEquation Equation, DerivativeClaim Claim);
