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

    /// <summary>The tensor as a variable of its own: what hangs on it follows it, its own equation does not speak.</summary>
    public Variation Vary(TensorSymbol tensor)
    {
        var changed = new HashSet<TensorSymbol> { tensor };
        var followers = ImmutableArray.CreateBuilder<BoundEquation>();
        foreach ((BoundEquation equation, HashSet<TensorSymbol> reads) in equations)
        {
            if (equation.Tensor != tensor && reads.Overlaps(changed))
            {
                changed.Add(equation.Tensor);
                followers.Add(equation);
            }
        }

        return new Variation(this, tensor, followers.ToImmutable());
    }

    private void Evaluate(BoundEquation equation) =>
        Evaluator[equation.Tensor] = Evaluator.Evaluate(equation.Body, equation.Indices.AsSpan());

    /// <summary>One tensor of a forward pass that is free to vary, with the equations that follow it.</summary>
    internal sealed class Variation(ForwardPass pass, TensorSymbol tensor, ImmutableArray<BoundEquation> followers)
    {
        /// <summary>What is read from the pass while the tensor has another value; afterwards all is as before.</summary>
        public T At<T>(DenseTensor value, Func<T> read)
        {
            Evaluator evaluator = pass.Evaluator;
            TensorSymbol[] touched = [tensor, .. followers.Select(e => e.Tensor)];
            DenseTensor[] before = [.. touched.Select(t => evaluator[t])];
            try
            {
                evaluator[tensor] = value;
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
