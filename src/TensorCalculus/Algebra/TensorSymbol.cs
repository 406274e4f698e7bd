using System.Collections.Immutable;

namespace TensorCalculus.Algebra;

/// <summary>What a tensor is to its program.</summary>
internal enum TensorKind
{
    Input,
    Defined,

    /// <summary>The gradient of the loss by a tensor: given for outputs, derived for the others.</summary>
    Gradient,
}

/// <summary>A tensor by its name, with its axes.</summary>
internal sealed class TensorSymbol
{
    public required string Name { get; init; }

    public required TensorKind Kind { get; init; }

    /// <summary>Position in the order of first occurrence in the program; it orders factors and terms, so that nothing hangs on names.</summary>
    public required int Ordinal { get; init; }

    /// <summary>The dimension of each axis.</summary>
    public required ImmutableArray<Dimension> Axes { get; init; }

    /// <summary>The label that the program first writes at each axis: what the printer calls an index that stands there.
    /// <see langword="null"/> where a position stands.</summary>
    public required ImmutableArray<string?> Letters { get; init; }

    /// <summary>For a <see cref="TensorKind.Gradient"/>, or an input spelt as one: what is differentiated (<c>l</c>) and by what.</summary>
    public DerivativeName? Derivative { get; init; }

    /// <summary>For a tensor that stands for a direction: how the others move along it.</summary>
    public Motion? Motion { get; init; }

    /// <summary>Declared <c>constant</c>: not differentiated unless asked for, which is refused.</summary>
    public bool IsConstant { get; init; }

    /// <summary>Declared <c>integer</c>, or used as a position.</summary>
    public bool IsInteger { get; init; }

    public int Order => Axes.Length;

    /// <summary>By ordinal: the runtime's own numbers for objects are slow to get.</summary>
    public override int GetHashCode() => Ordinal;

    public override string ToString() => Name;
}

/// <summary>The parts of a derivative's name: <c>dl_dy</c> is (l; y), <c>d2f_dx_dx</c> is (f; x, x).</summary>
/// <param name="Of">What is differentiated.</param>
/// <param name="By">By what, in order; nothing for the tangent of a tensor.</param>
/// <param name="IsAlong">Whether that is differentiated once more, along a given direction: (y; ) is then the tangent of y,
/// and (f; x) the product of the Hessian with the direction. Such a derivative has a plain name of its own.</param>
internal sealed record DerivativeName(string Of, ImmutableArray<string> By, bool IsAlong = false)
{
    /// <summary>The name in ASCII.</summary>
    public string Spelt => $"d{(By.Length > 1 ? By.Length : "")}{Of}{string.Concat(By.Select(b => $"_d{b}"))}";
}
