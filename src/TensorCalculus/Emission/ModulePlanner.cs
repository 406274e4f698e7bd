using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;
using TensorCalculus.Printing;

namespace TensorCalculus.Emission;

/// <summary>Plans the functions of one module over one graph, so that all of them share what they compute alike.</summary>
internal sealed class ModulePlanner
{
    private readonly BoundProgram program;
    private readonly ModuleNames names;
    private readonly Lowering lowering;
    private readonly EquationPrinter printer;
    private readonly Dictionary<ArrayNode, (string Name, string Formula)> named = [];

    /// <summary>Plans the tensors of a program, under their names.</summary>
    public ModulePlanner(BoundProgram program, ModuleNames names)
    {
        (this.program, this.names) = (program, names);
        lowering = new Lowering(program.Factory, new ArrayGraph());
        printer = new EquationPrinter(program);

        // Sharing prefers what is older: the inputs come first, in the program's order.
        foreach (TensorSymbol input in program.Inputs)
        {
            lowering.Graph.Parameter(input);
        }

        foreach (BoundEquation equation in program.Equations)
        {
            lowering.Define(equation.Tensor, equation.Indices, equation.Body);
            Name(equation.Tensor, printer.Print(equation, Notation.Unicode), program.Outputs.Contains(equation.Tensor));
        }
    }

    /// <summary>Makes the array of a derivative, under its name.</summary>
    /// <param name="equation">The derivative at free indices, and what it is.</param>
    /// <param name="isResult">Whether a function returns it, with all its axes.</param>
    public void Define(DerivedEquation equation, bool isResult)
    {
        lowering.Define(
            equation.Left.Tensor, [.. equation.Left.Subscripts.Select(s => ((IndexSubscript)s).Index)], equation.Right);
        Name(equation.Left.Tensor, printer.Print(equation, Notation.Unicode), isResult);
    }

    /// <summary>Says that what is defined from here on is computed in another pass.</summary>
    public void StartPass() => lowering.Graph.StartPass();

    /// <summary>The array that a function returns for a tensor.</summary>
    public NamedArray Result(TensorSymbol tensor) => new(names.Of(tensor), tensor, lowering.Full(tensor));

    /// <summary>A function that computes some arrays.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="summary">What it computes, in words.</param>
    /// <param name="given">The gradients or tangents that it takes besides the inputs.</param>
    /// <param name="results">What it returns.</param>
    public FunctionPlan Function(string name, string summary, IReadOnlyList<TensorSymbol> given, ImmutableArray<NamedArray> results) =>
        new(name, Parameters(given, results), Lines([.. results.Select(r => r.Node)], []), results) { Summary = summary };

    /// <summary>The function that computes the outputs of the program.</summary>
    public FunctionPlan Forward() => Function("forward", "The outputs of the program.", [], [.. program.Outputs.Select(Result)]);

    /// <summary>The lines that compute some arrays from the inputs and from others that are there already.</summary>
    public ImmutableArray<Statement> Lines(IReadOnlyCollection<ArrayNode> roots, IReadOnlyCollection<ArrayNode> there) =>
        Scheduler.Run(roots, there, named, names.Temporary, e => printer.Print(e, Notation.Unicode));

    /// <summary>The two passes with what the first keeps for the second.</summary>
    /// <param name="outputs">What the forward pass returns.</param>
    /// <param name="gradients">What the backward pass returns.</param>
    /// <param name="given">The gradients that the backward pass is given.</param>
    public KeepingPlan Keeping(ImmutableArray<NamedArray> outputs, ImmutableArray<NamedArray> gradients, IReadOnlyList<TensorSymbol> given)
    {
        ImmutableArray<ArrayNode> kept = Emission.Keeping.Choose(outputs.Select(o => o.Node), gradients.Select(g => g.Node), p => given.Contains(p.Tensor));
        ImmutableArray<Statement> forward = Lines([.. outputs.Select(o => o.Node), .. kept], []);
        Dictionary<ArrayNode, string> spelt = forward.ToDictionary(s => s.Node, s => s.Name);
        return new KeepingPlan(
            Parameters([], [.. outputs, .. gradients]),
            outputs,
            forward,
            [.. kept.Select(n => new KeptArray(n, n is ParameterNode p ? names.Of(p.Tensor) : spelt[n]))],
            [.. given.Select(t => new TensorParameter(names.Of(t), t))],
            Lines([.. gradients.Select(g => g.Node)], kept),
            gradients);
    }

    private void Name(TensorSymbol tensor, string formula, bool isFull)
    {
        ArrayNode node = isFull ? lowering.Full(tensor) : lowering.Core(tensor)!;
        if (node.IsPlain || node is ParameterNode || (!isFull && node is ViewNode))
        {
            return;
        }

        // Where two tensors are one array, it has the name of the one that is returned.
        if (!named.TryGetValue(node, out (string Name, string Formula) other))
        {
            named.Add(node, (names.Of(tensor), formula));
        }
        else if (isFull)
        {
            named[node] = (names.Of(tensor), $"{formula} = {other.Formula.Split(" = ")[^1]}");
        }
    }

    private ImmutableArray<ModuleParameter> Parameters(IReadOnlyList<TensorSymbol> given, ImmutableArray<NamedArray> results)
    {
        List<ArrayNode> needed = ArrayWalk.From(results.Select(r => r.Node));
        IEnumerable<PointwiseFunction> functions = needed.OfType<ElementwiseNode>().Select(n => n.Operation).OfType<CallOperation>()
            .Select(o => o.Function).Where(f => f.IsArbitrary).Distinct()
            .OrderBy(f => program.Functions.IndexOf(f.Name)).ThenBy(f => f.Primes);
        HashSet<Dimension> told = [.. program.Inputs.Concat(given).SelectMany(t => t.Axes)];
        Dimension[] sizes = [.. needed.SelectMany(SizesOf).SelectMany(d => Sources(d, told)).Distinct().OrderBy(d => d.Ordinal)];
        return
        [
            .. program.Inputs.Select(t => new TensorParameter(names.Of(t), t)),
            .. program.Positions.Select(p => new PositionParameter(names.Of(p), p)),
            .. functions.Select(f => new FunctionParameter(names.Of(f.Name, f.Primes), f.Name, f.Primes)),
            .. sizes.Select(d => new SizeParameter(names.Of(d), d)),
            .. given.Select(t => new TensorParameter(names.Of(t), t)),
        ];
    }

    /// <summary>The sizes that must be given for one to be known.</summary>
    private static IEnumerable<Dimension> Sources(Dimension dimension, IReadOnlySet<Dimension> told) => dimension switch
    {
        { Value: not null } => [],
        _ when told.Contains(dimension) => [],
        { Bounds.IsEmpty: false } => dimension.Bounds.SelectMany(b => b.Room.Terms).Select(t => t.Atom).OfType<SizeAtom>().SelectMany(a => Sources(a.Dimension, told)),
        _ => [dimension],
    };

    /// <summary>The sizes that a computation must know, and does not read off its operands.</summary>
    public static IEnumerable<Dimension> SizesOf(ArrayNode node) => node switch
    {
        SizeNode size => [size.Dimension],
        BroadcastNode or PlacementNode or WindowNode or RangeNode or ScatterNode => node.Shape,
        _ => [],
    };
}
