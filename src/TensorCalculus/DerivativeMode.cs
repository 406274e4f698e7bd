namespace TensorCalculus;

/// <summary>What is derived.</summary>
public enum DerivativeMode
{
    /// <summary>The gradient ∂l/∂x of a scalar l that the outputs feed, given ∂l/∂y for each output y.</summary>
    Backward,

    /// <summary>The total derivative ∂y/∂x of each component of y by each component of x.</summary>
    Jacobian,
}
