using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Evaluation;

namespace TensorCalculus.Checking;

/// <summary>A derivative found by differences.</summary>
/// <param name="Value">Axes in the order of <see cref="DerivativeClaim"/>.</param>
/// <param name="Error">How far a component may be off, at most.</param>
/// <param name="Magnitude">How large what was differentiated is.</param>
/// <param name="IsNested">Whether that was found by differences itself, and has their errors.</param>
internal sealed record NumericalDerivative(DenseTensor Value, double Error, double Magnitude, bool IsNested = false)
{
    /// <summary>What errors are relative to: the largest component, yet not so little that rounding would count where all vanish.</summary>
    public double Scale => Math.Max(Value.LargestMagnitude, (IsNested ? 0.1 : 1e-3) * Math.Max(1, Magnitude));

    /// <summary>Whether it is accurate enough to judge others by.</summary>
    public bool IsAccurate(double tolerance) => Error <= tolerance * Scale / 4;

    /// <summary>Whether it cannot be told from zero, so that nearly everything small agrees with it.</summary>
    public bool Vanishes(double tolerance) => Value.LargestMagnitude <= tolerance * Scale;
}

/// <summary>Derivatives of a program at a sample, from its forward pass alone.</summary>
internal sealed class NumericalDerivatives
{
    private readonly ForwardPass pass;
    private readonly ImmutableArray<(TensorSymbol Output, DenseTensor Gradient)> given;
    private readonly ImmutableArray<(TensorSymbol Tensor, DenseTensor Tangent)> direction;
    private readonly Dictionary<DerivativeClaim, NumericalDerivative> known = [];

    /// <param name="pass">The forward pass.</param>
    /// <param name="given">The gradient of the loss by each output; the loss is the sum of their products with the outputs.</param>
    /// <param name="direction">The tensors that move by themselves where something is differentiated along a direction, and how they do.</param>
    public NumericalDerivatives(
        ForwardPass pass,
        ImmutableArray<(TensorSymbol Output, DenseTensor Gradient)> given,
        ImmutableArray<(TensorSymbol Tensor, DenseTensor Tangent)> direction)
    {
        this.pass = pass;
        this.given = given;
        this.direction = direction;
        foreach ((TensorSymbol tensor, DenseTensor tangent) in direction)
        {
            known.Add(DerivativeClaim.Tangent(tensor), new NumericalDerivative(tangent, 0, tangent.LargestMagnitude));
        }

        foreach ((TensorSymbol output, DenseTensor gradient) in given)
        {
            known.Add(DerivativeClaim.Gradient(output), new NumericalDerivative(gradient, 0, gradient.LargestMagnitude));
        }
    }

    /// <summary>The derivative that a claim names. Work grows with the components of what it is taken by, for a second
    /// derivative with the product of both numbers.</summary>
    public NumericalDerivative Of(DerivativeClaim claim)
    {
        if (!known.TryGetValue(claim, out NumericalDerivative? result))
        {
            result = Differentiate(claim);
            known.Add(claim, result);
        }

        return result;
    }

    private NumericalDerivative Differentiate(DerivativeClaim claim)
    {
        Func<double[]> values = claim.Of is { } tensor ? () => pass[tensor].Values.ToArray() : () => [Loss()];
        Func<Func<double[]>, Estimate[]>[] differences =
        [
            .. new[] { claim.By, claim.ThenBy }.OfType<TensorSymbol>().Select(by => (Func<Func<double[]>, Estimate[]>)(of => Rows(of, by))),
            .. claim.IsAlong ? [Along] : Array.Empty<Func<Func<double[]>, Estimate[]>>(),
        ];
        Func<double[]> inner = differences[..^1].Aggregate(values, (of, difference) => () => [.. difference(of).Select(e => e.Value)]);
        Estimate[] components = differences[^1](inner);
        TensorSymbol?[] axes = [claim.Of, claim.By, claim.ThenBy];
        int[] shape = [.. axes.SelectMany(t => t is null ? [] : pass.Evaluator.Sample.ShapeOf(t))];
        return new NumericalDerivative(
            new DenseTensor(shape, [.. components.Select(e => e.Value)]),
            components.Aggregate(0.0, (worst, e) => Math.Max(worst, e.Error)),
            Math.Max(values().Max(Math.Abs), inner().Max(Math.Abs)),
            IsNested: differences.Length > 1);
    }

    /// <summary>The derivatives of each value by each component of a tensor, a row for each value.</summary>
    private Estimate[] Rows(Func<double[]> values, TensorSymbol by)
    {
        DenseTensor original = pass[by];
        ForwardPass.Variation variation = pass.Vary([by]);
        Estimate[][] columns = new Estimate[original.Values.Length][];
        for (int i = 0; i < columns.Length; i++)
        {
            int component = i;
            columns[i] = RiddersDifferentiation.At(
                x => variation.At([original.With(component, x)], values),
                original.Values[component],
                RiddersDifferentiation.ScaleOf(original, component));
        }

        return [.. Enumerable.Range(0, columns[0].Length).SelectMany(row => columns.Select(column => column[row]))];
    }

    /// <summary>The derivative of each value along the direction.</summary>
    private Estimate[] Along(Func<double[]> values)
    {
        DenseTensor[] original = [.. direction.Select(d => pass[d.Tensor])];
        ForwardPass.Variation variation = pass.Vary([.. direction.Select(d => d.Tensor)]);
        double scale = original.Zip(direction, (x, d) => x.LargestMagnitude / Math.Max(1, d.Tangent.LargestMagnitude)).Where(s => s > 0).DefaultIfEmpty(1).Min();
        return RiddersDifferentiation.At(
            t => variation.At([.. original.Zip(direction, (x, d) => x.Plus(t, d.Tangent))], values), 0, scale);
    }

    private double Loss()
    {
        double total = 0;
        foreach ((TensorSymbol output, DenseTensor gradient) in given)
        {
            ReadOnlySpan<double> value = pass[output].Values;
            for (int i = 0; i < value.Length; i++)
            {
                total += gradient.Values[i] * value[i];
            }
        }

        return total;
    }
}
