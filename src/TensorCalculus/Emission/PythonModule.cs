using System.Collections.Immutable;
using System.Text;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>Writes a module in Python: the functions that all Python targets share. Subclasses say what they are spelt with.</summary>
internal abstract class PythonModule
{
    private const int WidestLine = 110;

    protected PythonModule(EmissionModule module) => Module = module;

    private static readonly string[] StandardLibrary = ["functools", "math"];

    protected EmissionModule Module { get; }

    /// <summary>The functions of its own that the module needs.</summary>
    protected SortedSet<string> Helpers { get; } = new(StringComparer.Ordinal);

    /// <summary>The words that a program's names must stay away from.</summary>
    public static readonly string[] Reserved =
    [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else",
        "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise",
        "return", "try", "while", "with", "yield", "np", "jnp", "jax", "torch", "math", "functools", "once_differentiable", "forward", "backward", "ctx",
    ];

    /// <summary>The module.</summary>
    public string Write()
    {
        string body = string.Concat(Functions().Select(f => $"\n\n{f}"));
        var text = new StringBuilder();
        text.Append(Documentation()).Append('\n');
        string[] needed = [.. StandardLibrary.Where(m => Helpers.Select(HelperText).Prepend(body).Any(t => t.Contains(m + ".", StringComparison.Ordinal)))];
        text.Append(string.Concat(needed.Select(m => $"import {m}\n"))).Append(needed.Length > 0 ? "\n" : "").Append(Imports);
        foreach (string helper in Helpers)
        {
            text.Append("\n\n").Append(HelperText(helper));
        }

        return text.Append(body).ToString();
    }

    /// <summary>What the module imports besides the standard library; ends with a line feed.</summary>
    protected abstract string Imports { get; }

    /// <summary>Makes what writes the expressions of one function.</summary>
    public abstract PythonExpressions NewExpressions();

    /// <summary>The functions of the module, each ending with a line feed.</summary>
    protected abstract IEnumerable<string> Functions();

    /// <summary>The text of a function of the module's own.</summary>
    protected abstract string HelperText(string name);

    /// <summary>Lines that make a placement, given the lines' indentation.</summary>
    protected abstract IEnumerable<string> Place(PythonExpressions expressions, string name, PlacementNode node);

    /// <summary>What a placement starts from: an array that is nobody else's.</summary>
    /// <param name="expressions">What writes the expressions.</param>
    /// <param name="node">The placement.</param>
    /// <param name="copy">The call that copies an array.</param>
    /// <param name="isFresh">Whether the array is made where it is written, if it has no name.</param>
    protected static string Start(PythonExpressions expressions, PlacementNode node, string copy, Func<ArrayNode, bool> isFresh)
    {
        if (node.Start is null)
        {
            return expressions.Full("0", expressions.Shape(node.Shape));
        }

        CodeText start = expressions.Write(node.Start);
        return !expressions.IsNamed(node.Start) && isFresh(node.Start) ? start.Text : start.At(Binding.Atom) + copy;
    }

    /// <summary>What is added, with its axes where the labels of the place stand.</summary>
    protected static CodeText PlacedValue(PythonExpressions expressions, ArrayNode added, Placement place, int[] labels)
    {
        CodeText value = expressions.Write(added);
        int[] map = [.. place.Labels.Select(l => Array.IndexOf(labels, l))];
        return map.Length == 0
            ? value
            : PythonExpressions.Aligned(expressions.Turned(value, [.. Enumerable.Range(0, map.Length).OrderBy(k => map[k])]), [.. map.Order()], labels.Length);
    }

    /// <summary>Lines that add an array to zeros at computed positions.</summary>
    protected abstract IEnumerable<string> Scatter(PythonExpressions expressions, string name, ScatterNode node);

    /// <summary>Lines that name the sizes which keep every read inside.</summary>
    public IEnumerable<string> SizeLines(IEnumerable<ArrayNode> needed, PythonExpressions expressions)
    {
        foreach (Dimension dimension in needed.SelectMany(ModulePlanner.SizesOf).Distinct().OrderBy(d => d.Ordinal).SelectMany(d => Chain(d, expressions)).Distinct().ToArray())
        {
            string name = Module.Names.Of(dimension);
            string line = $"{name} = {expressions.Derived(dimension)}";
            expressions.Name(dimension, name);
            yield return line;
        }
    }

    /// <summary>A size that must be derived, after those that it is derived from.</summary>
    private static IEnumerable<Dimension> Chain(Dimension dimension, PythonExpressions expressions) =>
        expressions.Knows(dimension) || dimension.Bounds.IsEmpty
            ? []
            : dimension.Bounds.SelectMany(b => b.Room.Terms).Select(t => t.Atom).OfType<SizeAtom>().SelectMany(a => Chain(a.Dimension, expressions)).Append(dimension);

    /// <summary>A function as a plan has it.</summary>
    protected string Function(FunctionPlan plan, string summary)
    {
        PythonExpressions expressions = NewExpressions();
        var groups = new GroupAxes(plan.Parameters, Module.Names);
        var text = new StringBuilder($"def {plan.Name}({string.Join(", ", plan.Parameters.Select(p => p.Name))}):\n");
        text.Append(Indented(1, FunctionDocumentation(plan, summary)));
        text.Append(Indented(1, groups.Join()));
        text.Append(Indented(1, Opening(plan, expressions)));
        text.Append(Indented(1, plan.Statements.SelectMany(s => Line(s, expressions))));
        text.Append(Indented(1, Part(plan.Results, expressions, groups)));
        text.Append($"    return {Returned(plan, expressions)}\n");
        return text.ToString();
    }

    /// <summary>Lines that give results the axes of their groups back.</summary>
    private static IEnumerable<string> Part(ImmutableArray<NamedArray> results, PythonExpressions expressions, GroupAxes groups)
    {
        foreach (NamedArray result in results.Where(r => r.Node.Shape.Any(d => d.IsGroup)).DistinctBy(r => r.Node))
        {
            string array = expressions.Write(result.Node).Text;
            if (array != result.Name)
            {
                yield return $"{result.Name} = {array}";
            }

            yield return $"{result.Name} = {groups.Part(result.Name, result.Node.Shape)}";
            expressions.Name(result.Node, result.Name);
        }
    }

    /// <summary>A function that calls another one for which each group is one axis, to be differentiated through.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="called">What it calls.</param>
    /// <param name="parameters">The parameters of both.</param>
    /// <param name="results">The results of both.</param>
    /// <param name="documentation">Lines below the signature.</param>
    public string Around(string name, string called, ImmutableArray<ModuleParameter> parameters, ImmutableArray<NamedArray> results, IEnumerable<string> documentation)
    {
        var groups = new GroupAxes(parameters, Module.Names);
        string names = string.Join(", ", parameters.Select(p => p.Name));
        string parted = string.Join(", ", results.Select(r => r.Node.Shape.Any(d => d.IsGroup) ? groups.Part(r.Name, r.Node.Shape) : r.Name));
        return $"def {name}({names}):\n" + Indented(1,
        [
            .. documentation,
            .. groups.Join(),
            $"{string.Join(", ", results.Select(r => r.Name))} = {called}({names})",
            $"return {parted}",
        ]);
    }

    public static string Indented(int depth, IEnumerable<string> lines) =>
        string.Concat(lines.Select(l => l.Length == 0 ? "\n" : new string(' ', 4 * depth) + l + "\n"));

    /// <summary>What a function returns: one array, or a tuple.</summary>
    protected virtual string Returned(FunctionPlan plan, PythonExpressions expressions)
    {
        string[] results = [.. plan.Results.Select(r => expressions.Write(r.Node).Text)];
        return results.Length == 1 && plan.Name == "forward" ? results[0] : results.Length == 1 ? $"({results[0]},)" : string.Join(", ", results);
    }

    /// <summary>Names the parameters, checks positions, and reads off sizes.</summary>
    protected IEnumerable<string> Opening(FunctionPlan plan, PythonExpressions expressions)
    {
        List<ArrayNode> needed = ArrayWalk.From(plan.Statements.Select(s => s.Node).Concat(plan.Results.Select(r => r.Node)));
        NameParameters(plan.Parameters, needed, expressions);
        foreach (string line in SizeLines(needed, expressions).Concat(PositionChecks(needed, expressions)))
        {
            yield return line;
        }
    }

    /// <summary>Names the parameters and the sizes that they tell.</summary>
    public static void NameParameters(IEnumerable<ModuleParameter> parameters, IEnumerable<ArrayNode> needed, PythonExpressions expressions)
    {
        Dictionary<TensorSymbol, ParameterNode> nodes = needed.OfType<ParameterNode>().ToDictionary(n => n.Tensor);
        foreach (ModuleParameter parameter in parameters)
        {
            if (parameter is SizeParameter size)
            {
                expressions.Name(size.Dimension, size.Name);
            }
            else if (parameter is TensorParameter tensor)
            {
                if (nodes.TryGetValue(tensor.Tensor, out ParameterNode? node))
                {
                    expressions.Name(node, tensor.Name);
                }

                expressions.Name(tensor.Tensor, tensor.Name);
            }
        }
    }

    /// <summary>A condition, with <c>and</c> behind it, under which a position can be checked; empty where it always can.</summary>
    protected virtual string Checkable(PositionSubscript position) => "";

    /// <summary>Lines that refuse positions outside their axes, which Python would count from the end.</summary>
    public IEnumerable<string> PositionChecks(IEnumerable<ArrayNode> needed, PythonExpressions expressions) =>
        needed.SelectMany(PositionsOf).Distinct().SelectMany(p => new[]
        {
            $"if {Checkable(p.Position)}not 0 <= {PythonExpressions.Position(p.Position)} < {expressions.Size(p.Dimension)}:",
            $"    raise IndexError(\"{PythonExpressions.Position(p.Position)} is outside its axis\")",
        });

    private static IEnumerable<(PositionSubscript Position, Dimension Dimension)> PositionsOf(ArrayNode node)
    {
        IEnumerable<(ViewAxis Axis, Dimension Dimension)> axes = node switch
        {
            ViewNode view => view.Axes.Zip(view.Source.Shape),
            PlacementNode placement => placement.Places.SelectMany(p => p.Axes.Zip(placement.Shape)),
            _ => [],
        };
        return axes.Where(a => a.Axis.Position?.Symbol is not null).Select(a => (a.Axis.Position!, a.Dimension));
    }

    /// <summary>A statement, with its formula behind it, or above it where the line is long. From here on the array has its name.</summary>
    public IEnumerable<string> Line(Statement statement, PythonExpressions expressions)
    {
        string[] lines = statement.Node switch
        {
            PlacementNode placement => [.. Place(expressions, statement.Name, placement)],
            ScatterNode scatter => [.. Scatter(expressions, statement.Name, scatter)],
            _ => [$"{statement.Name} = {Computed(statement.Node, expressions)}"],
        };
        expressions.Name(statement.Node, statement.Name);
        if (statement.Formula.Length == 0)
        {
            return lines;
        }

        return lines[0].Length + statement.Formula.Length + 4 <= WidestLine
            ? lines.Select((l, i) => i == 0 ? $"{l}  # {statement.Formula}" : l)
            : lines.Prepend($"# {statement.Formula}");
    }

    private static string Computed(ArrayNode node, PythonExpressions expressions) =>
        node.IsPlain ? expressions.Full(expressions.Compute(node).Text, "()") : expressions.Compute(node).Text;

    private string Documentation()
    {
        string equations = string.Concat(Module.Equations.Select(e => $"    {e}\n"));
        return $"\"\"\"Forward and backward pass of\n\n{equations}\"\"\"\n";
    }

    protected IEnumerable<string> FunctionDocumentation(FunctionPlan plan, string summary)
    {
        yield return $"\"\"\"{summary}";
        yield return "";
        foreach (ModuleParameter parameter in plan.Parameters)
        {
            yield return parameter switch
            {
                TensorParameter { Tensor: var t } => $"{parameter.Name}: {ShapeText(t.Axes)}{(t.IsInteger ? ", whole numbers" : "")}",
                PositionParameter => $"{parameter.Name}: a position, from 0",
                FunctionParameter { Primes: 0 } => $"{parameter.Name}: a function that works element by element",
                FunctionParameter f => $"{parameter.Name}: the {(f.Primes == 1 ? "" : f.Primes == 2 ? "second " : f.Primes + "th ")}derivative of {f.Function}",
                _ => $"{parameter.Name}: a size",
            };
        }

        yield return $"Returns {string.Join(", ", plan.Results.Select(r => $"{r.Name}: {ShapeText(r.Node.Shape)}"))}.";
        yield return "\"\"\"";
    }

    private string ShapeText(ImmutableArray<Dimension> shape) => shape.Length switch
    {
        0 => "a number",
        1 => $"({SizeText(shape[0])},)",
        _ => $"({string.Join(", ", shape.Select(SizeText))})",
    };

    private string SizeText(Dimension dimension) => dimension.IsGroup ? Module.Names.LabelOf(dimension) :
        dimension.Value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? Module.Names.Of(dimension);
}
