using System.Text;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>Writes the <c>torch.autograd.Function</c> of a module, and the call that applies it.</summary>
internal sealed class TorchFunction(TorchModule writer, EmissionModule module)
{
    private readonly KeepingPlan plan = module.Keeping;
    private readonly Dictionary<NamedArray, HashSet<ArrayNode>> needs = [];

    private string OutputName => plan.Outputs[0].Name;

    private string ClassName => char.ToUpperInvariant(OutputName[0]) + OutputName[1..] + "Function";

    private string InputNames => string.Join(", ", plan.Inputs.Select(p => p.Name));

    private IEnumerable<ModuleParameter> Others => plan.Inputs.Where(p => p is not TensorParameter);

    private bool HasGroups => module.Program.Dimensions.Any(d => d.IsGroup);

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
        text.Append("\n\n").Append(HasGroups
            ? writer.Around($"apply_{OutputName}", $"{ClassName}.apply", plan.Inputs, plan.Outputs, [documentation])
            : $"def apply_{OutputName}({InputNames}):\n" + PythonModule.Indented(1, [documentation, $"return {ClassName}.apply({InputNames})"]));
        return text.ToString();
    }

    /// <summary>The name of the gradient by an output.</summary>
    private string Upstream(NamedArray output) => module.Names.Of($"dl_d{output.Tensor.Name}");

    private string Summary() => (plan.Kept.IsEmpty
        ? "Keeps nothing for the backward pass."
        : $"Keeps {string.Join(", ", plan.Kept.Select(k => k.Name))} for the backward pass.")
        + (HasGroups ? " Takes the axes of a group as one." : "");

    private List<string> Forward()
    {
        PythonExpressions expressions = writer.NewExpressions();
        List<ArrayNode> needed = plan.ForwardNodes;
        PythonModule.NameParameters(plan.Inputs, needed, expressions);
        List<string> lines = [.. writer.SizeLines([.. needed, .. plan.BackwardNodes], expressions), .. writer.PositionChecks(needed, expressions), .. plan.Forward.SelectMany(s => writer.Line(s, expressions))];
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
        PythonExpressions expressions = writer.NewExpressions();
        List<string> lines = [.. TakeUp(expressions)];
        List<(string? Guard, string Line)> computed = [.. plan.Backward.SelectMany(s => writer.Line(s, expressions).Select(l => (GuardOf(s.Node), l)))];
        string[] guarded = [.. plan.Gradients.Where(g => plan.Backward.Any(s => s.Node == g.Node && GuardOf(s.Node) is not null)).Select(g => expressions.Write(g.Node).Text).Distinct()];
        if (guarded.Length > 0)
        {
            lines.Add($"{string.Join(" = ", guarded)} = None");
        }

        string? current = null;
        foreach ((string? guard, string line) in computed)
        {
            if (guard is not null && guard != current)
            {
                lines.Add($"if {guard}:");
            }

            current = guard;
            lines.Add(guard is null ? line : "    " + line);
        }

        lines.Add($"return {string.Join(", ", plan.Inputs.Select(Returned))}");
        return lines;

        string Returned(ModuleParameter input) => plan.GradientBy(input) is { } gradient ? expressions.Write(gradient.Node).Text : "None";
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
        int[] wanting = [.. Enumerable.Range(0, plan.Inputs.Length).Where(i => plan.GradientBy(plan.Inputs[i]) is { } g && Needs(g).Contains(node))];
        return wanting.Length == plan.Gradients.Length ? null : string.Join(" or ", wanting.Select(i => $"ctx.needs_input_grad[{i}]"));
    }

    private HashSet<ArrayNode> Needs(NamedArray gradient)
    {
        if (!needs.TryGetValue(gradient, out HashSet<ArrayNode>? found))
        {
            needs.Add(gradient, found = [.. ArrayWalk.From([gradient.Node], plan.Kept.Select(k => k.Node).ToHashSet())]);
        }

        return found;
    }
}
