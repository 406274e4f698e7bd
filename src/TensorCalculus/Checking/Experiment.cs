using TensorCalculus.Algebra;
using TensorCalculus.Evaluation;

namespace TensorCalculus.Checking;

/// <summary>One sample with random gradients of its outputs, and a random direction, at which derived equations are compared with
/// numerical derivatives.</summary>
internal sealed class Experiment
{
    private readonly BoundProgram program;
    private readonly ulong seed;
    private readonly ForwardPass pass;
    private readonly NumericalDerivatives derivatives;

    /// <param name="program">The program.</param>
    /// <param name="sample">The numbers at which it is looked at.</param>
    /// <param name="seed">The seed of the gradients and of the direction.</param>
    /// <param name="moving">The tensors that move along the direction.</param>
    public Experiment(BoundProgram program, Sample sample, ulong seed, IEnumerable<TensorSymbol> moving)
    {
        this.program = program;
        this.seed = seed;
        pass = new ForwardPass(program, sample);
        var random = new SplitMix64(~seed);
        derivatives = new NumericalDerivatives(
            pass,
            [.. program.Outputs.Select(t => (t, t == program.Loss ? DenseTensor.Scalar(1) : Random(t, sample, random)))],
            [.. moving.Select(t => (t, Random(t, sample, random)))]);
    }

    /// <summary>Compares one equation with what it claims to be.</summary>
    /// <param name="item">The equation.</param>
    /// <param name="tolerance">Numbers that are less accurate are not judged by.</param>
    public Comparison Compare(CheckItem item, double tolerance)
    {
        try
        {
            NumericalDerivative truth = derivatives.Of(item.Claim);
            (TensorElement left, Expr right) = item.Equation;
            IndexVariable[] indices = [.. left.Subscripts.OfType<IndexSubscript>().Select(s => s.Index)];
            if (!indices.Distinct().Select(v => pass.Evaluator.Sample.SizeOf(v.Dimension)).SequenceEqual(truth.Value.Shape.ToArray()))
            {
                return Comparison.Failed("The left side has not the axes of the derivative, each at an index of its own.");
            }

            return ProvideGradients(right, tolerance) && truth.IsAccurate(tolerance)
                ? new Comparison(Differ(pass.Evaluator.Evaluate(right, indices), truth), truth.Vanishes(tolerance))
                : Comparison.Doubtful("Numerical differentiation was not accurate enough to tell.");
        }
        catch (Exception e) when (e is PositionOutOfRangeException or InvalidOperationException or ArgumentException)
        {
            return Comparison.Failed($"The equation cannot be evaluated: {e.Message}");
        }
    }

    private static DenseTensor Random(TensorSymbol tensor, Sample sample, SplitMix64 random)
    {
        int[] shape = sample.ShapeOf(tensor);
        return new DenseTensor(shape, [.. Enumerable.Range(0, DenseTensor.Count(shape)).Select(_ => random.Normal())]);
    }

    /// <summary>Sets the gradients that an expression reads to their numerical values; false where one is not accurate.</summary>
    private bool ProvideGradients(Expr node, double tolerance)
    {
        foreach (TensorSymbol tensor in ExprWalk.TensorsOf(program.Factory, node).Where(t => t.Kind == TensorKind.Gradient))
        {
            NumericalDerivative gradient = derivatives.Of(DerivativeClaim.Named(program, tensor));
            if (!gradient.IsAccurate(tolerance))
            {
                return false;
            }

            pass.Evaluator[tensor] = gradient.Value;
        }

        return true;
    }

    private Discrepancy Differ(DenseTensor derived, NumericalDerivative truth)
    {
        int worst = 0;
        double largest = -1;
        for (int i = 0; i < derived.Values.Length; i++)
        {
            double error = Math.Abs(derived.Values[i] - truth.Value.Values[i]) / truth.Scale;
            if (!(error <= largest))
            {
                // Nothing is worse than a value that is no number.
                (worst, largest) = (i, double.IsNaN(error) ? double.PositiveInfinity : error);
            }
        }

        return new Discrepancy(seed, [.. derived.PositionOf(worst)], derived.Values[worst], truth.Value.Values[worst], largest);
    }
}
