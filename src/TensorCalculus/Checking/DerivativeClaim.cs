using TensorCalculus.Algebra;

namespace TensorCalculus.Checking;

/// <summary>What an equation claims to be: a derivative, total through all that lies between.</summary>
/// <param name="Of">What is differentiated; <see langword="null"/> for the loss.</param>
/// <param name="By">The input or defined tensor by which it is differentiated, which counts as a variable of its own;
/// <see langword="null"/> for the tangent of <paramref name="Of"/>.</param>
/// <param name="ThenBy">By what that derivative is differentiated again, for a second derivative.</param>
/// <param name="IsAlong">Whether that is differentiated once more, along the given direction.</param>
/// <remarks>The axes are those of <paramref name="Of"/>, <paramref name="By"/>, <paramref name="ThenBy"/>, in this order.</remarks>
internal sealed record DerivativeClaim(TensorSymbol? Of, TensorSymbol? By, TensorSymbol? ThenBy = null, bool IsAlong = false)
{
    /// <summary>The gradient of the loss by a tensor.</summary>
    public static DerivativeClaim Gradient(TensorSymbol by) => new(null, by);

    /// <summary>The derivative of every component of a tensor by every component of another.</summary>
    public static DerivativeClaim Jacobian(TensorSymbol of, TensorSymbol by) => new(of, by);

    /// <summary>The second derivative of the loss.</summary>
    public static DerivativeClaim Hessian(TensorSymbol by, TensorSymbol thenBy) => new(null, by, thenBy);

    /// <summary>The derivative of a tensor along the given direction; for a tensor that moves by itself its part of the direction.</summary>
    public static DerivativeClaim Tangent(TensorSymbol of) => new(of, null, IsAlong: true);

    /// <summary>What a derivative is by its name.</summary>
    /// <exception cref="InvalidOperationException">The name does not say it.</exception>
    public static DerivativeClaim Named(BoundProgram program, TensorSymbol derivative)
    {
        DerivativeName name = derivative.Derivative ?? throw new InvalidOperationException($"{derivative.Name} does not say what it is the derivative of.");
        TensorSymbol[] by = [.. name.By.Select(Find)];
        bool isLoss = name.Of == program.Loss?.Name || (name.Of == "l" && derivative.Order == by.Sum(t => t.Order));
        return by.Length <= 2
            ? new DerivativeClaim(isLoss && by.Length > 0 ? null : Find(name.Of), by.ElementAtOrDefault(0), by.ElementAtOrDefault(1), name.IsAlong)
            : throw new InvalidOperationException($"{derivative.Name} is a derivative of too high an order.");

        TensorSymbol Find(string tensor) => program.Find(tensor) ?? throw new InvalidOperationException($"{derivative.Name} refers to {tensor}, which the program does not have.");
    }
}
