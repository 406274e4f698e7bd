namespace TensorCalculus;

/// <summary>What is derived.</summary>
public enum DerivativeMode
{
    /// <summary>The gradient ∂l/∂x of a scalar l that the outputs feed, given ∂l/∂y for each output y.</summary>
    Backward,

    /// <summary>The total derivative ∂y/∂x of each component of y by each component of x.</summary>
    Jacobian,

    /// <summary>The second derivatives ∂²f/∂x∂a of the one scalar output, a block for each pair of tensors.</summary>
    Hessian,

    /// <summary>The Jacobian–vector product: the tangent dy of each output, given a tangent dx of each input. Forward mode.</summary>
    Jvp,

    /// <summary>The Hessian–vector product: the derivative of ∂f/∂x for the one scalar output f along a given direction, which
    /// has a part vx for each tensor x. Forward over reverse; the Hessian is not formed.</summary>
    Hvp,
}
