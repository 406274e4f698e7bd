using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Evaluation;

/// <summary>An arbitrary function and its derivatives: the value at a number of primes and an argument.</summary>
internal delegate double SmoothFunction(int primes, double argument);

/// <summary>Numbers for everything that a program leaves open.</summary>
internal sealed record Sample
{
    /// <summary>The size of every dimension.</summary>
    public required ImmutableDictionary<Dimension, int> Sizes { get; init; }

    /// <summary>The inputs' components.</summary>
    public ImmutableDictionary<TensorSymbol, DenseTensor> Tensors { get; init; } = ImmutableDictionary<TensorSymbol, DenseTensor>.Empty;

    /// <summary>Where the constant positions are, counted from 0.</summary>
    public ImmutableDictionary<string, int> Positions { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>What the arbitrary functions are.</summary>
    public ImmutableDictionary<string, SmoothFunction> Functions { get; init; } = ImmutableDictionary<string, SmoothFunction>.Empty;

    /// <exception cref="InvalidOperationException">The dimension has no size here.</exception>
    public int SizeOf(Dimension dimension) => Sizes.TryGetValue(dimension, out int size)
        ? size
        : throw new InvalidOperationException($"The size of {dimension.Letter ?? "an index"} has no value.");

    /// <summary>The size of each axis of a tensor.</summary>
    public int[] ShapeOf(TensorSymbol tensor) => [.. tensor.Axes.Select(SizeOf)];
}
