using TensorCalculus.Algebra;

namespace TensorCalculus.Checking;

/// <summary>What an equation claims to be: a derivative, total through all that lies between.</summary>
/// <param name="Of">What is differentiated; <see langword="null"/> for the loss.</param>
/// <param name="By">The input or defined tensor by which it is differentiated; a defined tensor counts as a variable of its own.</param>
/// <param name="ThenBy">By what that derivative is differentiated again, for a second derivative.</param>
/// <remarks>The axes are those of <paramref name="Of"/>, <paramref name="By"/>, <paramref name="ThenBy"/>, in this order.</remarks>
internal sealed record DerivativeClaim(TensorSymbol? Of, TensorSymbol By, TensorSymbol? ThenBy = null)
{
    /// <summary>The gradient of the loss by a tensor.</summary>
    public static DerivativeClaim Gradient(TensorSymbol by) => new(null, by);

    /// <summary>The derivative of every component of a tensor by every component of another.</summary>
    public static DerivativeClaim Jacobian(TensorSymbol of, TensorSymbol by) => new(of, by);

    /// <summary>The second derivative of the loss.</summary>
    public static DerivativeClaim Hessian(TensorSymbol by, TensorSymbol thenBy) => new(null, by, thenBy);
}
