namespace TensorCalculus.Functions;

/// <summary>Where a function is defined, for drawing samples.</summary>
internal enum Domain
{
    /// <summary>Every real number.</summary>
    Real,

    /// <summary>Numbers above zero.</summary>
    Positive,

    /// <summary>Numbers strictly between -1 and 1.</summary>
    UnitBall,
}

/// <summary>What is known of the sign of a function's values.</summary>
internal enum ValueSign
{
    Any,
    NonNegative,
    Positive,
}

/// <summary>A pointwise function of one argument: a known one, or an arbitrary one with a number of primes.</summary>
internal sealed class PointwiseFunction
{
    /// <summary>The name as programs write it, without primes.</summary>
    public required string Name { get; init; }

    /// <summary>How often an arbitrary function is differentiated: 1 for <c>f'</c>. Zero for known functions.</summary>
    public int Primes { get; init; }

    /// <summary>The derivative as a formula in the argument u; <see langword="null"/> for an arbitrary function, whose
    /// derivative has one prime more.</summary>
    public Formula? Derivative { get; init; }

    /// <summary>The value at a number; NaN outside the domain. <see langword="null"/> for an arbitrary function.</summary>
    public Func<double, double>? Value { get; init; }

    public Domain Domain { get; init; }

    public ValueSign Sign { get; init; }

    /// <summary>A point where the derivative jumps, which numerical checks stay away from.</summary>
    public double? Kink { get; init; }

    public bool IsArbitrary => Derivative is null;
}
