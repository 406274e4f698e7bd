using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Evaluation;
using TensorCalculus.Tests.Laws;

namespace TensorCalculus.Tests.Differentiation;

/// <summary>The derived gradient at one point: ∂l/∂y is 1 for every component of every output.</summary>
internal static class PointGradient
{
    /// <param name="program">The program.</param>
    /// <param name="wrt">The input to differentiate by.</param>
    /// <param name="values">The inputs' components, row-major; the shape of a tensor of several axes is that of a cube.</param>
    public static double[] Of(string program, string wrt, params (string Name, double[] Values)[] values)
    {
        var parsed = TensorProgram.Parse(program);
        BoundProgram bound = parsed.Bound;
        var sizes = ImmutableDictionary.CreateBuilder<Dimension, int>();
        var tensors = ImmutableDictionary.CreateBuilder<TensorSymbol, DenseTensor>();
        foreach ((string name, double[] components) in values)
        {
            TensorSymbol tensor = bound.Find(name)!;
            int side = (int)Math.Round(Math.Pow(components.Length, 1.0 / Math.Max(1, tensor.Order)));
            tensors.Add(tensor, new DenseTensor([.. tensor.Axes.Select(_ => side)], components));
            foreach (Dimension axis in tensor.Axes)
            {
                sizes[axis] = side;
            }
        }

        var pass = new ForwardPass(bound, new Sample { Sizes = sizes.ToImmutable(), Tensors = tensors.ToImmutable() });
        DerivedEquation gradient = Derived.Closed(parsed.Derive(new DeriveOptions { Wrt = [wrt], Steps = false })).Single();
        foreach (TensorSymbol symbol in ExprWalk.TensorsOf(bound.Factory, gradient.Right).Where(t => t.Kind == TensorKind.Gradient))
        {
            int[] shape = pass.Evaluator.Sample.ShapeOf(symbol);
            pass.Evaluator[symbol] = new DenseTensor(shape, [.. Enumerable.Repeat(1.0, DenseTensor.Count(shape))]);
        }

        return pass.Evaluator.Evaluate(gradient.Right, [.. gradient.Left.Subscripts.Cast<IndexSubscript>().Select(s => s.Index)]).Values.ToArray();
    }
}
