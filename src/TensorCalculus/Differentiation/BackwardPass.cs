using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;
using TensorCalculus.Rules;

namespace TensorCalculus.Differentiation;

/// <summary>Goes through the equations in reverse: each one passes the derivative that has reached it on to what it reads.
/// No Jacobian of the whole is formed, and the work is linear in the program.</summary>
internal sealed class BackwardPass : IDerivativePass
{
    private readonly BoundProgram program;
    private readonly ExprFactory factory;
    private readonly DerivativeTarget target;
    private readonly RuleSet local;
    private readonly bool withSteps;
    private readonly DerivativeNames names;
    private readonly ActiveTensors active;
    private readonly string[] letters;

    /// <summary>Prepares the pass.</summary>
    /// <param name="program">The program, its right sides normalised.</param>
    /// <param name="rules">The rules for the program, <em>local</em> and <em>present</em>.</param>
    /// <param name="target">What is differentiated.</param>
    /// <param name="wrt">The tensors by which is differentiated.</param>
    /// <param name="withSteps">Whether the steps are recorded.</param>
    public BackwardPass(
        BoundProgram program, (RuleSet Local, RuleSet Present) rules, DerivativeTarget target, IReadOnlyCollection<TensorSymbol> wrt, bool withSteps)
    {
        this.program = program;
        this.target = target;
        this.withSteps = withSteps;
        factory = program.Factory;
        Present = rules.Present;
        local = rules.Local;
        names = new DerivativeNames(program, target);
        active = new ActiveTensors(program.Equations, wrt, target.Outputs);
        int order = program.Inputs.Concat(program.Equations.Select(e => e.Tensor)).Max(t => t.Order);
        letters = new LetterSupply(program).Next(order, _ => false);
        Lines = [.. Order().Select(Line)];
        var found = Lines.ToDictionary(l => l.Symbol, l => l.Equation);
        Answers = [.. wrt.Select(t => found.GetValueOrDefault(names.By(t)) ?? Trivial(t))];
    }

    /// <summary>The gradient lines, from the last equation backwards, then those of the inputs. An output whose derivative is
    /// given, or is known at once, has none.</summary>
    public ImmutableArray<DerivedLine> Lines { get; }

    public ImmutableArray<DerivedEquation> Answers { get; }

    public RuleSet Present { get; }

    /// <summary>The symbols of the derivatives.</summary>
    public DerivativeNames Names => names;

    /// <summary>The derivative by a tensor that no line gives: given, known at once, or zero.</summary>
    private DerivedEquation Trivial(TensorSymbol tensor)
    {
        IndexVariable[] indices = NewIndices(tensor);
        TensorElement left = names.At(tensor, indices);
        return new DerivedEquation(left, !target.Outputs.Contains(tensor) ? factory.Zero : Upstream(tensor, indices));
    }

    private IEnumerable<TensorSymbol> Order() =>
        program.Equations.Reverse().Select(e => e.Tensor).Concat(program.Inputs)
            .Where(t => active.Contains(t) && !target.Outputs.Contains(t));

    private IndexVariable[] NewIndices(TensorSymbol tensor)
    {
        IReadOnlyList<string> labels = tensor.Axes.Any(d => d.IsGroup) ? new LetterSupply(program).Next([.. tensor.Axes.Zip(tensor.Letters)]) : letters;
        return [.. tensor.Axes.Select((d, axis) => factory.Fresh(d, labels[axis]))];
    }

    /// <summary>The derivative of the target by a defined tensor: by name, or 1 or deltas for the target itself.</summary>
    private Expr Upstream(TensorSymbol tensor, ReadOnlySpan<IndexVariable> indices) =>
        target.Outputs.Contains(tensor) && !target.IsGiven(tensor) ? target.Seed(indices) : names.At(tensor, indices);

    private DerivedLine Line(TensorSymbol tensor)
    {
        Trace? trace = withSteps ? new Trace() : null;
        IndexVariable[] indices = NewIndices(tensor);
        TensorElement left = names.At(tensor, indices), by = factory.Element(tensor, indices);
        List<BoundEquation> readers = active.ReadersOf(tensor);
        Expr[] locals = [.. readers.Select(e => LocalDerivative(e, by, trace))];
        int next = 0;
        Expr sum = Collect(readers, _ => locals[next++]);
        if (trace is not null)
        {
            trace.Begin(
                readers.Count > 1 ? DerivationRules.FanOut : DerivationRules.Upstream,
                left,
                Collect(readers, e => factory.Pending(factory.Element(e.Tensor, e.Indices.AsSpan()), by)));
            trace.Record(DerivationRules.Local, sum);
        }

        return new DerivedLine(new DerivedEquation(left, Present.Run(factory, sum, trace)), trace);
    }

    /// <summary>What the equations pass on: for each, its local derivative contracted with the derivative that has reached it.</summary>
    private Expr Collect(List<BoundEquation> readers, Func<BoundEquation, Expr> local)
    {
        return factory.Add([.. readers.Select(PassedOn)]);

        Expr PassedOn(BoundEquation equation)
        {
            Expr product = factory.Multiply(Upstream(equation.Tensor, equation.Indices.AsSpan()), local(equation));
            return withSteps ? factory.Contract(equation.Indices, product) : KroneckerContraction.Contract(factory, equation.Indices, product);
        }
    }

    private Expr LocalDerivative(BoundEquation equation, TensorElement by, Trace? trace)
    {
        if (trace is null)
        {
            return local.Run(factory, DifferentiationRules.Differentiate(factory, equation.Body, by));
        }

        Expr pending = factory.Pending(equation.Body, by);
        trace.Begin(DerivationRules.SetUp, factory.Pending(factory.Element(equation.Tensor, equation.Indices.AsSpan()), by), pending);
        return local.Run(factory, DifferentiationRules.Set.Run(factory, pending, trace), trace);
    }
}
