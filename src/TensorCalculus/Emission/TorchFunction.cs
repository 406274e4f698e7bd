using System.Numerics;
using System.Text;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>Writes the <c>torch.autograd.Function</c> of a module, and the call that applies it.</summary>
internal sealed class TorchFunction
{
    private readonly TorchModule writer;
    private readonly EmissionModule module;
    private readonly KeepingPlan plan;

    /// <summary>For each array of the backward pass, the inputs whose gradients need it.</summary>
    private readonly Dictionary<ArrayNode, BigInteger> wanting = [];

    /// <summary>The inputs that have a gradient.</summary>
    private readonly BigInteger everything;

    public TorchFunction(TorchModule writer, EmissionModule module)
    {
        (this.writer, this.module, plan) = (writer, module, module.Keeping!);
        for (int input = 0; input < plan.Inputs.Length; input++)
        {
            if (plan.GradientBy(plan.Inputs[input]) is { Node: var gradient })
            {
                wanting[gradient] = wanting.GetValueOrDefault(gradient) | (BigInteger.One << input);
            }
        }

        everything = plan.Gradients.Aggregate(BigInteger.Zero, (all, g) => all | wanting.GetValueOrDefault(g.Node));
        HashSet<ArrayNode> kept = [.. plan.Kept.Select(k => k.Node)];
        foreach (ArrayNode node in plan.BackwardNodes.AsEnumerable().Reverse().Where(n => !kept.Contains(n)))
        {
            foreach (ArrayNode operand in node.Operands)
            {
                wanting[operand] = wanting.GetValueOrDefault(operand) | wanting[node];
            }
        }
    }

    private string OutputName => plan.Outputs[0].Name;

    private string ClassName => char.ToUpperInvariant(OutputName[0]) + OutputName[1..] + "Function";

    private string InputNames => string.Join(", ", plan.Inputs.Select(p => p.Name));

    private IEnumerable<ModuleParameter> Others => plan.Inputs.Where(p => p is not TensorParameter);

    /// <summary>The outputs that do not feed the loss.</summary>
    private IEnumerable<NamedArray> Unfed => plan.Outputs.Where(o => plan.Given.All(g => g.Name != Upstream(o)));

    public string Write()
    {
        var text = new StringBuilder($"class {ClassName}(torch.autograd.Function):\n");
        text.Append($"    \"\"\"{Summary()}\"\"\"\n\n");
        text.Append("    @staticmethod\n");
        text.Append($"    def forward(ctx, {InputNames}):\n").Append(PythonModule.Indented(2, Forward()));

        // Autograd does not see what was kept, so it would leave parts out of a second derivative.
        text.Append("\n    @staticmethod\n    @once_differentiable\n");
        text.Append($"    def backward(ctx, {string.Join(", ", plan.Outputs.Select(Upstream))}):\n");
        text.Append(PythonModule.Indented(2, Backward()));
        const string documentation = "\"\"\"The outputs of the program, for autograd.\"\"\"";
        text.Append("\n\n").Append(module.Program.HasGroups
            ? writer.Around($"apply_{OutputName}", $"{ClassName}.apply", plan.Inputs, plan.Outputs, [documentation])
            : $"def apply_{OutputName}({InputNames}):\n" + PythonModule.Indented(1, [documentation, $"return {ClassName}.apply({InputNames})"]));
        return text.ToString();
    }

    /// <summary>The name of the gradient by an output.</summary>
    private string Upstream(NamedArray output) => module.Names.Of($"dl_d{output.Tensor.Name}");

    private string Summary() => (plan.Kept.IsEmpty
        ? "Keeps nothing for the backward pass."
        : $"Keeps {string.Join(", ", plan.Kept.Select(k => k.Name))} for the backward pass.")
        + (module.Program.HasGroups ? " Takes the axes of a group as one." : "");

    private List<string> Forward()
    {
        InPlaceExpressions expressions = writer.NewExpressions(plan.Forward, plan.Outputs.Select(o => o.Node).Concat(plan.Kept.Select(k => k.Node)));
        List<ArrayNode> needed = plan.ForwardNodes;
        PythonModule.NameParameters(plan.Inputs, needed, expressions);
        List<string> lines = [.. writer.SizeLines([.. needed, .. plan.BackwardNodes], expressions), .. writer.PositionChecks(needed, expressions), .. plan.Forward.SelectMany(s => Line(s, expressions))];
        if (!plan.Kept.IsEmpty)
        {
            lines.Add($"ctx.save_for_backward({string.Join(", ", plan.Kept.Select(k => k.Name))})");
        }

        lines.AddRange(Others.Select(p => $"ctx.{p.Name} = {p.Name}"));
        lines.AddRange(SizesToKeep().Select(d => $"ctx.{module.Names.Of(d)} = {expressions.Size(d)}"));
        foreach (NamedArray output in Unfed.Where(o => !expressions.IsNamed(o.Node)))
        {
            lines.Add($"{output.Name} = {expressions.Write(output.Node)}");
            expressions.Name(output.Node, output.Name);
        }

        if (Unfed.Any())
        {
            lines.Add($"ctx.mark_non_differentiable({string.Join(", ", Unfed.Select(o => expressions.Write(o.Node)))})");
        }

        lines.Add($"return {string.Join(", ", plan.Outputs.Select(o => expressions.Write(o.Node).Text))}");
        return lines;
    }

    private List<string> Backward()
    {
        InPlaceExpressions expressions = writer.NewExpressions(plan.Backward, plan.Gradients.Select(g => g.Node));
        List<string> text = [.. TakeUp(expressions)];
        List<(string? Guard, string Line)> computed = [.. plan.Backward.SelectMany(s => Line(s, expressions).Select(l => (GuardOf(s.Node), l)))];
        HashSet<ArrayNode> lines = [.. plan.Backward.Select(s => s.Node)];
        string[] guarded = [.. plan.Gradients.Where(g => lines.Contains(g.Node) && GuardOf(g.Node) is not null).Select(g => expressions.Write(g.Node).Text).Distinct()];
        if (guarded.Length > 0)
        {
            text.Add($"{string.Join(" = ", guarded)} = None");
        }

        string? current = null;
        foreach ((string? guard, string line) in computed)
        {
            if (guard is not null && guard != current)
            {
                text.Add($"if {guard}:");
            }

            current = guard;
            text.Add(guard is null ? line : "    " + line);
        }

        text.Add($"return {string.Join(", ", plan.Inputs.Select(Returned))}");
        return text;

        string Returned(ModuleParameter input) => plan.GradientBy(input) is { } gradient ? expressions.Write(gradient.Node).Text : "None";
    }

    private IEnumerable<string> Line(Statement statement, InPlaceExpressions expressions)
    {
        expressions.Begin(statement);
        return writer.Line(statement, expressions);
    }

    /// <summary>Lines that take up what was kept; from here on it has its names.</summary>
    private IEnumerable<string> TakeUp(PythonExpressions expressions)
    {
        if (!plan.Kept.IsEmpty)
        {
            yield return $"{string.Join(", ", plan.Kept.Select(k => k.Name))}{(plan.Kept.Length == 1 ? "," : "")} = ctx.saved_tensors";
        }

        foreach (ModuleParameter other in Others)
        {
            yield return $"{other.Name} = ctx.{other.Name}";
        }

        PythonModule.NameParameters(AtHand, plan.BackwardNodes, expressions);
        foreach (KeptArray kept in plan.Kept)
        {
            expressions.Name(kept.Node, kept.Name);
        }

        foreach (Dimension dimension in SizesToKeep())
        {
            expressions.Name(dimension, module.Names.Of(dimension));
            yield return $"{module.Names.Of(dimension)} = ctx.{module.Names.Of(dimension)}";
        }
    }

    /// <summary>What the backward pass has without computing it.</summary>
    private IEnumerable<ModuleParameter> AtHand =>
    [
        .. plan.Inputs.Where(p => p is not TensorParameter t || plan.Kept.Any(k => k.Node is ParameterNode n && n.Tensor == t.Tensor)),
        .. plan.Given,
    ];

    /// <summary>The sizes that the backward pass needs and that nothing at hand tells.</summary>
    private List<Dimension> SizesToKeep()
    {
        HashSet<Dimension> told = [.. AtHand.SelectMany(p => p switch
        {
            TensorParameter t => t.Tensor.Axes,
            SizeParameter s => [s.Dimension],
            _ => [],
        })];
        return [.. plan.BackwardNodes.SelectMany(ModulePlanner.SizesOf).Where(d => d.Value is null && !told.Contains(d)).Distinct().OrderBy(d => d.Ordinal)];
    }

    /// <summary>The condition under which an array is needed; <see langword="null"/> where it always is.</summary>
    private string? GuardOf(ArrayNode node)
    {
        BigInteger inputs = wanting[node];
        return inputs == everything ? null : InputSet.Write(inputs, plan.Inputs.Length);
    }
}
