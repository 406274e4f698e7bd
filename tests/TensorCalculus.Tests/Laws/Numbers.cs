using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Checking;
using TensorCalculus.Evaluation;

namespace TensorCalculus.Tests.Laws;

/// <summary>A program at a random sample: values of expressions over its tensors, and over derivatives whose values are drawn too.</summary>
internal sealed class Numbers
{
    private readonly BoundProgram program;
    private readonly Sample sample;
    private readonly SplitMix64 random;
    private readonly ForwardPass pass;
    private readonly HashSet<TensorSymbol> valued = [];

    private Numbers(BoundProgram program, Sample sample, ulong seed)
    {
        (this.program, this.sample) = (program, sample);
        random = new SplitMix64(~seed);
        pass = new ForwardPass(program, sample);
    }

    /// <summary>The program at a sample, or null where none is found that suits it.</summary>
    public static Numbers? For(BoundProgram program, ulong seed) => For(program, seed, ImmutableDictionary<string, int>.Empty);

    /// <summary>The program at a sample of given sizes, or null where none is found that suits it.</summary>
    public static Numbers? For(BoundProgram program, ulong seed, ImmutableDictionary<string, int> sizes)
    {
        (Sample? sample, _) = new SampleMaker(program, sizes).Make(seed);
        return sample is null ? null : new Numbers(program, sample, seed);
    }

    public Sample Sample => sample;

    /// <summary>The components of a tensor, or of a derivative that an expression has read.</summary>
    public DenseTensor this[TensorSymbol tensor] => pass.Evaluator[tensor];

    /// <summary>Gives a derivative a value of its own instead of a random one.</summary>
    public void Set(TensorSymbol derivative, DenseTensor value)
    {
        pass.Evaluator[derivative] = value;
        valued.Add(derivative);
    }

    /// <summary>Random numbers in the shape of a tensor.</summary>
    public DenseTensor Draw(TensorSymbol tensor)
    {
        int[] shape = sample.ShapeOf(tensor);
        return new DenseTensor(shape, [.. Enumerable.Range(0, DenseTensor.Count(shape)).Select(_ => random.Normal())]);
    }

    public DenseTensor Of(Expr node, IReadOnlyList<IndexVariable> indices)
    {
        foreach (TensorSymbol tensor in ExprWalk.TensorsOf(program.Factory, node).Where(t => t.Kind == TensorKind.Gradient && valued.Add(t)))
        {
            pass.Evaluator[tensor] = Draw(tensor);
        }

        return pass.Evaluator.Evaluate(node, [.. indices]);
    }

    /// <summary>Equal up to rounding and, where derivatives were taken by differences, their error.</summary>
    public static bool AreClose(DenseTensor a, DenseTensor b, double tolerance = 1e-7)
    {
        double scale = Math.Max(1e-3, Math.Max(a.LargestMagnitude, b.LargestMagnitude));
        return a.Shape.SequenceEqual(b.Shape)
            && a.Values.ToArray().Zip(b.Values.ToArray(), (x, y) => x.Equals(y) || Math.Abs(x - y) <= tolerance * scale).All(close => close);
    }
}
