using System.Collections.Immutable;

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

/// <summary>A pointwise function: a known one, or an arbitrary one of one argument with a number of primes.</summary>
internal sealed class PointwiseFunction
{
    /// <summary>The name as programs write it, without primes.</summary>
    public required string Name { get; init; }

    /// <summary>How often an arbitrary function is differentiated: 1 for <c>f'</c>. Zero for known functions.</summary>
    public int Primes { get; init; }

    /// <summary>The derivative by each argument, as a formula in the arguments; empty for an arbitrary function, whose
    /// derivative has one prime more.</summary>
    public ImmutableArray<Formula> Derivatives { get; init; } = [];

    /// <summary>The value at numbers, one for each argument; NaN outside the domain. <see langword="null"/> for an arbitrary function.</summary>
    public Func<double[], double>? Value { get; init; }

    /// <summary>Where the first argument may be.</summary>
    public Domain Domain { get; init; }

    public ValueSign Sign { get; init; }

    /// <summary>Vanishes where a derivative jumps, which numerical checks stay away from.</summary>
    public Func<double[], double>? Kink { get; init; }

    /// <summary>Whether the order of the arguments does not matter.</summary>
    public bool IsSymmetric { get; init; }

    public int Arity => IsArbitrary ? 1 : Derivatives.Length;

    public bool IsArbitrary => Derivatives.IsEmpty;
}
