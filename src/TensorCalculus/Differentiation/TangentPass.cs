using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;
using TensorCalculus.Rules;

namespace TensorCalculus.Differentiation;

/// <summary>Goes through equations in order: each one takes the derivatives along a direction from what it reads to what it
/// defines. The equations may be those of a program, and the lines of a backward pass behind them.</summary>
internal sealed class TangentPass : IDerivativePass
{
    /// <summary>What is done to a derivative before its form is chosen.</summary>
    public static readonly RuleSet Addends = new("addends", [new SumByAddends()]);

    private readonly ExprFactory factory;
    private readonly IReadOnlyList<BoundEquation> equations;
    private readonly Direction direction;
    private readonly TensorElement along;
    private readonly string[] letters;
    private readonly bool withSteps;

    /// <summary>Prepares the pass.</summary>
    /// <param name="program">The program.</param>
    /// <param name="rules">The rules for the program, <em>local</em> and <em>present</em>.</param>
    /// <param name="equations">Its equations and perhaps more, each of them in terms of inputs and of those before it.</param>
    /// <param name="direction">Along what is differentiated.</param>
    /// <param name="of">What is differentiated.</param>
    /// <param name="withSteps">Whether the steps are recorded.</param>
    public TangentPass(
        BoundProgram program, (RuleSet Local, RuleSet Present) rules, IReadOnlyList<BoundEquation> equations,
        Direction direction, IReadOnlyList<TensorSymbol> of, bool withSteps)
    {
        factory = program.Factory;
        this.equations = equations;
        this.direction = direction;
        this.withSteps = withSteps;
        Present = rules.Present;
        var active = new ActiveTensors(equations, direction.Seeds, of);
        letters = new LetterSupply(program).Next(program.Inputs.Concat(program.Equations.Select(e => e.Tensor)).Max(t => t.Order), _ => false);
        along = direction.Symbol(new DirectedMotion(direction, direction.Seeds.Concat(equations.Select(e => e.Tensor)).Where(active.Contains)));
        Lines = [.. equations.Where(e => active.Contains(e.Tensor) && !direction.Seeds.Contains(e.Tensor)).Select(Line)];
        var found = Lines.ToDictionary(l => l.Symbol, l => l.Equation);
        Answers = [.. of.Select(t => found.GetValueOrDefault(direction.Of(t)) ?? Trivial(t))];
    }

    public ImmutableArray<DerivedLine> Lines { get; }

    public ImmutableArray<DerivedEquation> Answers { get; }

    public RuleSet Present { get; }

    private DerivedLine Line(BoundEquation equation)
    {
        TensorElement left = direction.At(equation.Tensor, Alone(equation.Indices));
        if (!withSteps)
        {
            Expr right = Addends.Run(factory, DifferentiationRules.Differentiate(factory, equation.Body, along));
            return new DerivedLine(new DerivedEquation(left, Present.Run(factory, right)), null);
        }

        var trace = new Trace();
        Expr pending = factory.Pending(equation.Body, along);
        trace.Begin(direction.Variable is null ? DerivationRules.Differential : DerivationRules.SetUp, left, pending);
        Expr derived = Addends.Run(factory, DifferentiationRules.Set.Run(factory, pending, trace), trace);
        return new DerivedLine(new DerivedEquation(left, Present.Run(factory, derived, trace)), trace);
    }

    /// <summary>The derivative of a tensor that no line gives: it moves by itself, or not at all.</summary>
    private DerivedEquation Trivial(TensorSymbol tensor)
    {
        ImmutableArray<Subscript> subscripts = Alone(NewIndices(tensor));
        return new DerivedEquation(
            direction.At(tensor, subscripts),
            direction.Seeds.Contains(tensor) ? direction.SeedAt(tensor, subscripts) : factory.Zero);
    }

    private IEnumerable<IndexVariable> NewIndices(TensorSymbol tensor) =>
        equations.FirstOrDefault(e => e.Tensor == tensor) is { Tensor.Kind: TensorKind.Gradient } line
            ? line.Indices
            : tensor.Axes.Select((d, axis) => factory.Fresh(d, letters[axis]));

    private static ImmutableArray<Subscript> Alone(IEnumerable<IndexVariable> indices) => [.. indices.Select(i => new IndexSubscript(i))];
}
