using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Evaluation;

/// <summary>The values of a program's tensors at a sample, its equations evaluated in order. Not thread-safe.</summary>
internal sealed class ForwardPass
{
    private readonly ImmutableArray<(BoundEquation Equation, HashSet<TensorSymbol> Reads)> equations;

    /// <exception cref="PositionOutOfRangeException">A tensor is read outside its range.</exception>
    public ForwardPass(BoundProgram program, Sample sample)
    {
        Program = program;
        Evaluator = new Evaluator(program.Factory, sample);
        equations = [.. program.Equations.Select(e => (e, ExprWalk.TensorsOf(program.Factory, e.Body)))];
        foreach (BoundEquation equation in program.Equations)
        {
            Evaluate(equation);
        }
    }

    public BoundProgram Program { get; }

    /// <summary>Evaluates further expressions over the same values.</summary>
    public Evaluator Evaluator { get; }

    public DenseTensor this[TensorSymbol tensor] => Evaluator[tensor];

    /// <summary>Tensors as variables of their own: what hangs on them follows them, their own equations do not speak.</summary>
    public Variation Vary(IReadOnlyList<TensorSymbol> tensors)
    {
        var changed = new HashSet<TensorSymbol>(tensors);
        var followers = ImmutableArray.CreateBuilder<BoundEquation>();
        foreach ((BoundEquation equation, HashSet<TensorSymbol> reads) in equations)
        {
            if (!tensors.Contains(equation.Tensor) && reads.Overlaps(changed))
            {
                changed.Add(equation.Tensor);
                followers.Add(equation);
            }
        }

        return new Variation(this, tensors, followers.ToImmutable());
    }

    private void Evaluate(BoundEquation equation) =>
        Evaluator[equation.Tensor] = Evaluator.Evaluate(equation.Body, equation.Indices.AsSpan());

    /// <summary>Tensors of a forward pass that are free to vary, with the equations that follow them.</summary>
    internal sealed class Variation(ForwardPass pass, IReadOnlyList<TensorSymbol> tensors, ImmutableArray<BoundEquation> followers)
    {
        /// <summary>What is read from the pass while the tensors have other values; afterwards all is as before.</summary>
        public T At<T>(IReadOnlyList<DenseTensor> values, Func<T> read)
        {
            Evaluator evaluator = pass.Evaluator;
            TensorSymbol[] touched = [.. tensors, .. followers.Select(e => e.Tensor)];
            DenseTensor[] before = [.. touched.Select(t => evaluator[t])];
            try
            {
                foreach ((TensorSymbol tensor, DenseTensor value) in tensors.Zip(values))
                {
                    evaluator[tensor] = value;
                }

                foreach (BoundEquation equation in followers)
                {
                    pass.Evaluate(equation);
                }

                return read();
            }
            finally
            {
                foreach ((TensorSymbol changed, DenseTensor old) in touched.Zip(before))
                {
                    evaluator[changed] = old;
                }
            }
        }
    }
}
