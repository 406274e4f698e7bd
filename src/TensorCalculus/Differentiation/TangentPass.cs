using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Differentiation;

/// <summary>Goes through equations in order: each one takes the derivatives along a direction from what it reads to what it
/// defines. The equations may be those of a program, and the lines of a backward pass behind them.</summary>
internal sealed class TangentPass : IDerivativePass
{
    private readonly ExprFactory factory;
    private readonly IReadOnlyList<BoundEquation> equations;
    private readonly Direction direction;
    private readonly ActiveTensors active;
    private readonly LocalDerivatives local;
    private readonly string[] letters;
    private readonly bool withSteps;

    /// <summary>Prepares the pass.</summary>
    /// <param name="program">The program.</param>
    /// <param name="rules">The rules for the program, <em>simplify</em> and <em>present</em>.</param>
    /// <param name="equations">Its equations and perhaps more, each of them in terms of inputs and of those before it.</param>
    /// <param name="direction">Along what is differentiated.</param>
    /// <param name="of">What is differentiated.</param>
    /// <param name="withSteps">Whether the steps are recorded.</param>
    public TangentPass(
        BoundProgram program, (RuleSet Simplify, RuleSet Present) rules, IReadOnlyList<BoundEquation> equations,
        Direction direction, IReadOnlyList<TensorSymbol> of, bool withSteps)
    {
        factory = program.Factory;
        this.equations = equations;
        this.direction = direction;
        this.withSteps = withSteps;
        Present = rules.Present;
        local = new LocalDerivatives(factory, rules.Simplify);
        active = new ActiveTensors(equations, direction.Seeds, of);
        letters = new LetterSupply(program).Next(program.Tensors.Values.Max(t => t.Order), _ => false);
        Lines = [.. equations.Where(e => active.Contains(e.Tensor) && !direction.Seeds.Contains(e.Tensor)).Select(Line)];
        Answers = [.. of.Select(Answer)];
    }

    public ImmutableArray<DerivedLine> Lines { get; }

    public ImmutableArray<DerivedEquation> Answers { get; }

    public RuleSet Present { get; }

    private DerivedLine Line(BoundEquation equation)
    {
        Trace? trace = withSteps ? new Trace() : null;
        TensorElement left = direction.At(equation.Tensor, equation.Indices.AsSpan());
        TensorElement[] reads = [.. active.ReadBy(equation).Select(t => factory.Element(t, NewIndices(t)))];
        Expr[] locals = [.. reads.Select(by => local.Of(equation, by, trace))];
        int next = 0;
        Expr sum = Collect(reads, _ => locals[next++]);
        if (trace is not null)
        {
            Expr of = factory.Element(equation.Tensor, equation.Indices.AsSpan());
            trace.Begin(DerivationRules.Forwards, left, Collect(reads, by => factory.Pending(of, by)));
            trace.Record(DerivationRules.Local, sum);
        }

        return new DerivedLine(new DerivedEquation(left, Present.Run(factory, sum, trace)), trace);
    }

    /// <summary>What the equation takes on: for each tensor that it reads, the local derivative contracted with the tensor's own.</summary>
    private Expr Collect(TensorElement[] reads, Func<TensorElement, Expr> local) => factory.Add(
        [.. reads.Select(by => factory.Contract(IndicesOf(by), factory.Multiply(local(by), DerivativeOf(by))))]);

    private Expr DerivativeOf(TensorElement read) => direction.Seeds.Contains(read.Tensor)
        ? direction.SeedAt(read.Tensor, IndicesOf(read))
        : direction.At(read.Tensor, IndicesOf(read));

    private DerivedEquation Answer(TensorSymbol tensor)
    {
        if (Lines.FirstOrDefault(l => l.Symbol == direction.Of(tensor)) is { } line)
        {
            return line.Equation;
        }

        IndexVariable[] indices = NewIndices(tensor);
        return new DerivedEquation(
            direction.At(tensor, indices),
            direction.Seeds.Contains(tensor) ? direction.SeedAt(tensor, indices) : factory.Zero);
    }

    private IndexVariable[] NewIndices(TensorSymbol tensor) => equations.FirstOrDefault(e => e.Tensor == tensor) is { Tensor.Kind: TensorKind.Gradient } line
        ? [.. line.Indices.Select(i => factory.Fresh(i.Dimension, i.Letter!))]
        : [.. tensor.Axes.Select((d, axis) => factory.Fresh(d, letters[axis]))];

    private static IndexVariable[] IndicesOf(TensorElement element) => [.. element.Subscripts.Select(s => ((IndexSubscript)s).Index)];
}
