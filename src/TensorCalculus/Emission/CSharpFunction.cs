using System.Globalization;
using System.Text;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>Writes one function of a C# module.</summary>
internal sealed class CSharpFunction
{
    private readonly EmissionModule module;
    private readonly FunctionPlan plan;
    private readonly CSharpExpressions expressions;
    private readonly CSharpArrays arrays;
    private readonly CSharpStatements statements;

    /// <param name="module">The module.</param>
    /// <param name="plan">The function.</param>
    /// <param name="helpers">Receives the names of the module's own functions that it calls.</param>
    /// <param name="print">Writes an expression for a comment.</param>
    public CSharpFunction(EmissionModule module, FunctionPlan plan, ISet<string> helpers, Func<Expr, string> print)
    {
        (this.module, this.plan) = (module, plan);
        List<ArrayNode> needed = ArrayWalk.From(plan.Statements.Select(s => s.Node).Concat(plan.Results.Select(r => r.Node)));
        IEnumerable<Dimension> dimensions = needed.SelectMany(n => n.Shape).Concat(Tensors.SelectMany(t => t.Tensor.Axes)).Where(d => d.Value is null).Distinct();
        var locals = new CSharpNames(
            module.Program,
            [.. plan.Parameters.Select(p => p.Name), .. plan.Statements.Select(s => s.Name), .. plan.Results.Select(r => r.Name), .. dimensions.OrderBy(d => d.Ordinal).Select(module.Names.Of)]);
        expressions = new CSharpExpressions(module.Names, helpers);
        arrays = new CSharpArrays(module.Names, expressions);
        statements = new CSharpStatements(arrays, expressions, locals, module.Names.Temporary, print);
        Dictionary<TensorSymbol, string> given = Tensors.ToDictionary(p => p.Tensor, p => p.Name);
        foreach (ParameterNode node in needed.OfType<ParameterNode>())
        {
            arrays.Name(node, given[node.Tensor]);
        }
    }

    private IEnumerable<TensorParameter> Tensors => plan.Parameters.OfType<TensorParameter>();

    /// <summary>The function with its documentation.</summary>
    public string Write()
    {
        foreach (Statement statement in plan.Statements)
        {
            statements.Add(statement);
        }

        string[] returned = [.. plan.Results.Select(Returned)];
        List<string> body = [.. Opening()];
        bool checksShapes = body.Any(l => l.StartsWith("RequireShape", StringComparison.Ordinal));
        foreach (IReadOnlyList<string> lines in statements.Statements)
        {
            Separate();
            body.AddRange(lines);
        }

        Separate();
        body.Add($"return {(returned.Length == 1 ? returned[0] : $"({string.Join(", ", returned)})")};");
        var text = new StringBuilder();
        foreach (string line in CSharpDocumentation.Write(plan, module.Names, checksShapes))
        {
            text.Append(line).Append('\n');
        }

        text.Append($"public static {ResultType()} {Title(plan.Name)}({string.Join(", ", plan.Parameters.Select(p => $"{Type(p)} {p.Name}"))})\n{{\n");
        text.Append(string.Concat(body.Select(l => l.Length == 0 ? "\n" : $"    {l}\n")));
        return text.Append("}\n").ToString();

        void Separate()
        {
            if (body.Count > 0)
            {
                body.Add("");
            }
        }
    }

    /// <summary>Reads sizes off the parameters, derives others, and holds the parameters to them.</summary>
    private IEnumerable<string> Opening()
    {
        HashSet<Dimension> known = [.. plan.Parameters.OfType<SizeParameter>().Select(p => p.Dimension)];
        Dimension[] axes = [.. Tensors.SelectMany(t => t.Tensor.Axes)];
        foreach (TensorParameter parameter in Tensors.Where(t => t.Tensor.Order > 0))
        {
            foreach (string line in parameter.Tensor.Axes.SelectMany(d => Derived(d, known)))
            {
                yield return line;
            }

            var declared = new List<string>();
            bool isHeld = false;
            bool isShared = parameter.Tensor.Axes.Any(d => d.Value is not null || known.Contains(d) || axes.Count(a => a == d) > 1);
            for (int axis = 0; axis < parameter.Tensor.Order; axis++)
            {
                Dimension dimension = parameter.Tensor.Axes[axis];
                if (dimension.Value is not null || !known.Add(dimension))
                {
                    isHeld = true;
                }
                else if (isShared || IsAskedFor(dimension))
                {
                    string length = parameter.Tensor.Order == 1 ? "Length" : $"GetLength({axis.ToString(CultureInfo.InvariantCulture)})";
                    declared.Add($"{module.Names.Of(dimension)} = {parameter.Name}.{length}");
                }
            }

            if (declared.Count > 0)
            {
                yield return $"int {string.Join(", ", declared)};";
            }

            if (isHeld)
            {
                yield return $"{expressions.Helper("RequireShape")}({parameter.Name}, nameof({parameter.Name}), {string.Join(", ", parameter.Tensor.Axes.Select(arrays.Size))});";
            }
        }

        foreach (string line in arrays.Sizes.OrderBy(d => d.Ordinal).ToArray().SelectMany(d => Derived(d, known)))
        {
            yield return line;
        }
    }

    /// <summary>Whether a size is asked for, or one is derived from it that may be.</summary>
    private bool IsAskedFor(Dimension dimension) => arrays.Sizes.Contains(dimension)
        || module.Program.Dimensions.Any(d => d.Bounds.SelectMany(b => b.Room.Terms).Any(t => t.Atom is SizeAtom size && size.Dimension == dimension));

    /// <summary>Lines that declare a size which keeps every read inside, where it follows from sizes that are known.</summary>
    private List<string> Derived(Dimension dimension, HashSet<Dimension> known)
    {
        var lines = new List<string>();
        Declare(dimension);
        return lines;

        bool Declare(Dimension d)
        {
            if (d.Value is not null || known.Contains(d))
            {
                return true;
            }

            if (d.Bounds.IsEmpty || !d.Bounds.SelectMany(b => b.Room.Terms).Select(t => t.Atom).OfType<SizeAtom>().All(a => Declare(a.Dimension)))
            {
                return false;
            }

            known.Add(d);
            lines.Add($"int {module.Names.Of(d)} = {new CSharpSizes(arrays, expressions).Derived(d)};");
            return true;
        }
    }

    /// <summary>The name of a result. Whole numbers that are returned as they are become floating-point numbers.</summary>
    private string Returned(NamedArray result)
    {
        if (result.Node is ParameterNode { Tensor.IsInteger: true, Rank: > 0 })
        {
            statements.Add(new Statement(result.Node, result.Name, ""));
        }

        return arrays.NameOf(result.Node);
    }

    private string ResultType() => plan.Results.Length == 1
        ? Array("double", plan.Results[0].Node.Rank)
        : $"({string.Join(", ", plan.Results.Select(r => $"{Array("double", r.Node.Rank)} {r.Name}"))})";

    private static string Type(ModuleParameter parameter) => parameter switch
    {
        TensorParameter { Tensor: var tensor } => Array(tensor.IsInteger ? "int" : "double", tensor.Order),
        FunctionParameter => "Func<double, double>",
        _ => "int",
    };

    private static string Array(string element, int rank) => rank == 0 ? element : $"{element}[{new string(',', rank - 1)}]";

    private static string Title(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
