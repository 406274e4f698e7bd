using System.Text;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>Writes the <c>torch.autograd.Function</c> of a module, and the call that applies it.</summary>
internal sealed class TorchFunction(TorchModule writer, EmissionModule module)
{
    private readonly FunctionPlan forward = module.Forward;
    private readonly FunctionPlan backward = module.Backward;
    private readonly KeepingPlan keeping = module.Keeping;

    private string OutputName => forward.Results[0].Name;

    private string ClassName => char.ToUpperInvariant(OutputName[0]) + OutputName[1..] + "Function";

    /// <summary>All parameters but the given gradients: those of the backward pass include the derivatives of functions.</summary>
    private ModuleParameter[] Inputs => [.. backward.Parameters.Where(p => p is not TensorParameter { Tensor.Kind: TensorKind.Gradient })];

    /// <summary>The results of the backward pass that belong to an input.</summary>
    private NamedArray[] Gradients => [.. backward.Results.Where(r => Inputs.Any(p => p is TensorParameter t && IsGradientBy(r, t.Tensor)))];

    private ModuleParameter[] Others => [.. Inputs.Where(p => p is not TensorParameter)];

    public string Write()
    {
        var text = new StringBuilder($"class {ClassName}(torch.autograd.Function):\n");
        text.Append($"    \"\"\"{Summary()}\"\"\"\n\n");
        text.Append("    @staticmethod\n");
        text.Append($"    def forward(ctx, {Names(Inputs)}):\n").Append(PythonModule.Indented(2, Forward()));
        text.Append("\n    @staticmethod\n");
        text.Append($"    def backward(ctx, {string.Join(", ", Upstream())}):\n").Append(PythonModule.Indented(2, Backward()));
        text.Append($"\n\ndef apply_{OutputName}({Names(Inputs)}):\n");
        text.Append($"    \"\"\"The outputs of the program, for autograd.\"\"\"\n");
        text.Append($"    return {ClassName}.apply({Names(Inputs)})\n");
        return text.ToString();
    }

    private string Summary() => keeping.Kept.IsEmpty
        ? "Keeps nothing for the backward pass."
        : $"Keeps {string.Join(", ", keeping.Kept.Select(k => k.Name))} for the backward pass.";

    private static string Names(IEnumerable<ModuleParameter> parameters) => string.Join(", ", parameters.Select(p => p.Name));

    /// <summary>The names of the given gradients. The loss itself is an output like others here: its gradient scales the results.</summary>
    private string[] Upstream() => IsLossItself
        ? [$"dl_d{OutputName}"]
        : [.. forward.Results.Select(r => module.Names.Of($"dl_d{r.Tensor.Name}"))];

    private bool IsLossItself => module.Program.Loss is { } loss && forward.Results.Any(r => r.Tensor == loss) && backward.Parameters.All(p => p is not TensorParameter { Tensor.Kind: TensorKind.Gradient });

    private IEnumerable<string> Forward()
    {
        PythonExpressions expressions = writer.NewExpressions();
        List<ArrayNode> needed = ArrayWalk.From(keeping.Forward.Select(s => s.Node).Concat(forward.Results.Select(r => r.Node)).Concat(keeping.Kept.Select(k => k.Node)));
        PythonModule.NameParameters(backward.Parameters, needed, expressions);
        List<string> lines = [.. writer.PositionChecks(needed, expressions), .. keeping.Forward.SelectMany(s => writer.Line(s, expressions))];
        if (!keeping.Kept.IsEmpty)
        {
            lines.Add($"ctx.save_for_backward({string.Join(", ", keeping.Kept.Select(k => k.Name))})");
        }

        lines.AddRange(Others.Select(p => $"ctx.{p.Name} = {p.Name}"));
        lines.AddRange(UntoldSizes().Select(s => $"ctx.{s.Name} = {s.Text}"));
        lines.Add($"return {string.Join(", ", forward.Results.Select(r => expressions.Write(r.Node).Text))}");
        return lines;

        IEnumerable<(string Name, string Text)> UntoldSizes() => SizesToKeep().Select(d => (module.Names.Of(d), expressions.Size(d)));
    }

    /// <summary>The sizes that the backward pass needs and that no array at hand tells.</summary>
    private List<Dimension> SizesToKeep()
    {
        List<ArrayNode> needed = ArrayWalk.From(Gradients.Select(r => r.Node), keeping.Kept.Select(k => k.Node).ToHashSet());
        HashSet<Dimension> told =
        [
            .. keeping.Kept.Where(k => k.Node is ParameterNode).SelectMany(k => k.Node.Shape),
            .. backward.Parameters.OfType<TensorParameter>().Where(p => p.Tensor.Kind == TensorKind.Gradient).SelectMany(p => p.Tensor.Axes),
            .. Others.OfType<SizeParameter>().Select(p => p.Dimension),
        ];
        return [.. needed.SelectMany(ModulePlanner.SizesOf).Where(d => d.Value is null && !told.Contains(d)).Distinct().OrderBy(d => d.Ordinal)];
    }

    private List<string> Backward()
    {
        PythonExpressions expressions = writer.NewExpressions();
        var lines = new List<string>();
        if (!keeping.Kept.IsEmpty)
        {
            string names = string.Join(", ", keeping.Kept.Select(k => k.Name));
            lines.Add(keeping.Kept.Length == 1 ? $"{names}, = ctx.saved_tensors" : $"{names} = ctx.saved_tensors");
        }

        List<ArrayNode> needed = ArrayWalk.From(Gradients.Select(r => r.Node), keeping.Kept.Select(k => k.Node).ToHashSet());
        IEnumerable<ModuleParameter> atHand = backward.Parameters.Where(p => p is not TensorParameter t
            || t.Tensor.Kind == TensorKind.Gradient || keeping.Kept.Any(k => k.Node is ParameterNode n && n.Tensor == t.Tensor));
        PythonModule.NameParameters(atHand, needed, expressions);
        foreach (KeptArray kept in keeping.Kept)
        {
            expressions.Name(kept.Node, kept.Name);
        }

        lines.AddRange(Others.Select(p => $"{p.Name} = ctx.{p.Name}"));
        foreach (Dimension dimension in SizesToKeep())
        {
            string name = module.Names.Of(dimension);
            lines.Add($"{name} = ctx.{name}");
            expressions.Name(dimension, name);
        }

        Dictionary<NamedArray, HashSet<ArrayNode>> needs = Gradients.ToDictionary(r => r, r => ArrayWalk.From([r.Node]).ToHashSet());
        string[] guards = [.. Inputs.Select((p, i) => $"ctx.needs_input_grad[{i}]")];
        var guarded = new List<(string? Guard, string Line)>();
        foreach (Statement statement in keeping.Backward)
        {
            NamedArray[] wanting = [.. Gradients.Where(r => needs[r].Contains(statement.Node))];
            string? guard = wanting.Length == Gradients.Length ? null : string.Join(" or ", wanting.Select(GuardOf));
            guarded.AddRange(writer.Line(statement, expressions).Select(l => (guard, l)));
        }

        if (guarded.Exists(g => g.Guard is not null))
        {
            lines.Add(string.Join(" = ", Gradients.Where(r => keeping.Backward.Any(s => s.Node == r.Node)).Select(r => expressions.Write(r.Node).Text).Distinct().Append("None")));
        }

        string? current = null;
        foreach ((string? guard, string line) in guarded)
        {
            if (guard is not null && guard != current)
            {
                lines.Add($"if {guard}:");
            }

            current = guard;
            lines.Add(guard is null ? line : "    " + line);
        }

        lines.Add($"return {string.Join(", ", Inputs.Select(Gradient))}");
        return lines;

        string GuardOf(NamedArray result) => guards[Array.FindIndex(Inputs, p => p is TensorParameter t && IsGradientBy(result, t.Tensor))];

        string Gradient(ModuleParameter input)
        {
            NamedArray? result = input is TensorParameter t ? Gradients.FirstOrDefault(r => IsGradientBy(r, t.Tensor)) : null;
            if (result is null)
            {
                return "None";
            }

            CodeText value = expressions.Write(result.Node);
            return IsLossItself ? $"{value.At(Binding.Product)} * dl_d{OutputName}" : value.Text;
        }
    }

    private static bool IsGradientBy(NamedArray result, TensorSymbol input) =>
        result.Tensor.Derivative is { By: [var by] } && by == input.Name;
}
