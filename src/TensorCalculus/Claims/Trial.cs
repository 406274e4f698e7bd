using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Checking;
using TensorCalculus.Differentiation;
using TensorCalculus.Evaluation;

namespace TensorCalculus.Claims;

/// <summary>A claim and the truth at one sample: numbers for everything that either reads.</summary>
internal sealed class Trial
{
    /// <summary>Up to this relative difference two values are one.</summary>
    public const double Tolerance = 1e-8;

    private readonly TrueDerivative truth;
    private readonly ForwardPass pass;
    private readonly SplitMix64 random;

    private Trial(TrueDerivative truth, Sample sample, ulong seed)
    {
        (this.truth, Sample) = (truth, sample);
        random = new SplitMix64(~seed);
        pass = new ForwardPass(truth.Program, sample);
        foreach (DerivedLine line in truth.Pass.Lines)
        {
            Give(line.Equation.Right);
            pass.Evaluator[line.Symbol] = Of(line.Equation.Right, [.. line.Equation.Left.Subscripts.Select(s => ((IndexSubscript)s).Index)]);
        }

        Derived = Of(truth.Closed);
    }

    public Sample Sample { get; }

    /// <summary>The true values.</summary>
    public DenseTensor Derived { get; }

    /// <summary>A trial at a sample of these sizes, or null where there is none.</summary>
    public static Trial? At(TrueDerivative truth, ulong seed, SampleSizes sizes) =>
        new SampleMaker(truth.Program, sizes).Make(seed).Sample is { } sample ? new Trial(truth, sample, seed) : null;

    /// <summary>The values of a formula at the claim's indices.</summary>
    /// <exception cref="PositionOutOfRangeException">It reads a tensor outside its range.</exception>
    public DenseTensor Of(Expr formula) => Of(formula, truth.Indices);

    /// <summary>Whether two tensors are equal up to rounding.</summary>
    public static bool AreEqual(DenseTensor a, DenseTensor b)
    {
        double scale = Math.Max(1e-6, Math.Max(a.LargestMagnitude, b.LargestMagnitude));
        for (int i = 0; i < a.Values.Length; i++)
        {
            if (!(Math.Abs(a.Values[i] - b.Values[i]) <= Tolerance * scale))
            {
                return false;
            }
        }

        return true;
    }

    private DenseTensor Of(Expr formula, ImmutableArray<IndexVariable> indices)
    {
        Give(formula);
        return pass.Evaluator.Evaluate(formula, indices.AsSpan());
    }

    private readonly HashSet<TensorSymbol> valued = [];

    /// <summary>Gives random values to the derivatives that are given and have none yet.</summary>
    private void Give(Expr formula)
    {
        foreach (TensorSymbol symbol in ExprWalk.TensorsOf(truth.Factory, formula).Where(t => t.Kind == TensorKind.Gradient && !IsLine(t) && valued.Add(t)))
        {
            int[] shape = Sample.ShapeOf(symbol);
            pass.Evaluator[symbol] = new DenseTensor(shape, [.. Enumerable.Range(0, DenseTensor.Count(shape)).Select(_ => random.Normal())]);
        }
    }

    private bool IsLine(TensorSymbol symbol) => truth.Pass.Lines.Any(l => l.Symbol == symbol);
}
