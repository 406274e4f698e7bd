using System.Text;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>Writes a module for JAX: <c>forward</c> with its own rule of differentiation (<c>jax.custom_vjp</c>), and <c>backward</c>.
/// All of it can be compiled by <c>jax.jit</c>.</summary>
internal sealed class JaxModule : PythonModule
{
    private readonly KeepingPlan plan;

    /// <summary>What is kept: the arrays of the plan, and inputs whose shapes or positions are needed besides.</summary>
    private readonly string[] residuals;

    public JaxModule(EmissionModule module)
        : base(module)
    {
        plan = module.Keeping!;
        HashSet<Dimension> sizes = [.. plan.BackwardNodes.SelectMany(ModulePlanner.SizesOf).Where(d => d.Value is null)];
        residuals =
        [
            .. plan.Kept.Select(k => k.Name)
                .Concat(plan.Inputs.Where(p => p is PositionParameter || (p is TensorParameter { Tensor: var t } && t.Axes.Any(sizes.Contains))).Select(p => p.Name)).Distinct(),
        ];
    }

    protected override string Imports => "import jax\nimport jax.numpy as jnp\n";

    public override PythonExpressions NewExpressions() => new JaxExpressions(Helpers);

    private static readonly Dictionary<string, string> HelperTexts = new()
    {
        ["_window"] =
            """
            def _window(x, axis, start, sizes, steps):
                # x at start + steps[0] * i + ... along an axis, zero outside of it; the axes of i, ... stand in its place.
                index = start
                for a, (size, step) in enumerate(zip(sizes, steps)):
                    index = index + step * jnp.arange(size).reshape((1,) * a + (size,) + (1,) * (len(sizes) - 1 - a))
                inside = (index >= 0) & (index < x.shape[axis])
                taken = jnp.take(x, jnp.where(inside, index, 0), axis=axis)
                return jnp.where(inside.reshape((1,) * axis + inside.shape + (1,) * (x.ndim - axis - 1)), taken, 0)

            """,
        ["_product_of_others"] = NumPyModule.ProductOfOthers("jnp"),
    };

    protected override string HelperText(string name) => HelperTexts[name];

    protected override IEnumerable<string> Scatter(PythonExpressions expressions, string name, ScatterNode node) =>
    [
        $"{name} = {expressions.Full("0", expressions.Shape(node.Shape))}.at[{expressions.Positions(node)}].add({expressions.Write(node.Added)})",
    ];

    protected override IEnumerable<string> Functions() => Module.Keeping is null ? [Function(Module.Forward), Function(Module.Derivative)] :
    [
        .. Module.Program.HasGroups ? [Decorator + Joined(), Around(Forward.Name, "_forward_joined", plan.Inputs, Forward.Results, FunctionDocumentation(Forward))] : new[] { Decorator + Function(Forward) },
        Function(Module.Derivative),
        ForwardKept(),
        BackwardKept(),
        $"{(Module.Program.HasGroups ? "_forward_joined" : Forward.Name)}.defvjp(_forward_kept, _backward_kept)\n",
    ];

    private FunctionPlan Forward => Module.Forward with { Parameters = plan.Inputs };

    /// <summary>The forward pass where each group is one axis: what a rule of differentiation is given.</summary>
    private string Joined()
    {
        PythonExpressions expressions = NewExpressions();
        FunctionPlan forward = Forward;
        return $"def _forward_joined({string.Join(", ", plan.Inputs.Select(p => p.Name))}):\n" + Indented(1,
        [
            .. Opening(forward, expressions),
            .. forward.Statements.SelectMany(s => Line(s, expressions)),
            $"return {Returned(forward, expressions)}",
        ]);
    }

    /// <summary>Functions and sizes are not arrays; they are handed to the rule as they are.</summary>
    private int[] Static => [.. Enumerable.Range(0, plan.Inputs.Length).Where(i => plan.Inputs[i] is FunctionParameter or SizeParameter)];

    private string Decorator => Static.Length == 0
        ? "@jax.custom_vjp\n"
        : $"@functools.partial(jax.custom_vjp, nondiff_argnums=({string.Join(", ", Static)},))\n";

    private string ForwardKept()
    {
        PythonExpressions expressions = NewExpressions();
        List<ArrayNode> needed = plan.ForwardNodes;
        PythonModule.NameParameters(plan.Inputs, needed, expressions);
        var text = new StringBuilder($"def _forward_kept({string.Join(", ", plan.Inputs.Select(p => p.Name))}):\n");
        text.Append(Indented(1, SizeLines(needed, expressions)));
        text.Append(Indented(1, plan.Forward.SelectMany(s => Line(s, expressions))));
        string outputs = string.Join(", ", plan.Outputs.Select(o => expressions.Write(o.Node).Text));
        text.Append($"    return {(plan.Outputs.Length == 1 ? outputs : $"({outputs})")}, ({string.Concat(residuals.Select(r => r + ", ")).TrimEnd()})\n");
        return text.ToString();
    }

    private string BackwardKept()
    {
        PythonExpressions expressions = NewExpressions();
        List<ArrayNode> needed = plan.BackwardNodes;
        var text = new StringBuilder($"def _backward_kept({string.Concat(Static.Select(i => plan.Inputs[i].Name + ", "))}kept, given):\n");
        if (residuals.Length > 0)
        {
            text.Append($"    {string.Concat(residuals.Select(r => r + ", ")).TrimEnd()} = kept\n");
        }

        text.Append($"    {string.Join(", ", plan.Given.Select(g => g.Name))} = given\n");
        PythonModule.NameParameters([.. plan.Inputs, .. plan.Given], needed, expressions);
        foreach (KeptArray kept in plan.Kept)
        {
            expressions.Name(kept.Node, kept.Name);
        }

        text.Append(Indented(1, SizeLines(needed, expressions)));
        text.Append(Indented(1, plan.Backward.SelectMany(s => Line(s, expressions))));
        string[] gradients = [.. Enumerable.Range(0, plan.Inputs.Length).Except(Static).Select(i => plan.GradientBy(plan.Inputs[i]) is { } gradient ? expressions.Write(gradient.Node).Text : "None")];
        text.Append($"    return {string.Join(", ", gradients)}{(gradients.Length == 1 ? "," : "")}\n");
        return text.ToString();
    }

    /// <summary>A position is checked where it is a number already; while a function is compiled it is not.</summary>
    protected override string Checkable(PositionSubscript position) => $"isinstance({position.Symbol}, int) and ";

    /// <summary>While a function is compiled, no value can be looked at.</summary>
    protected override string? HasNegative(string positions) => null;

    /// <summary>Masks, which the compiler melts into what surrounds them.</summary>
    protected override IEnumerable<string> Place(PythonExpressions expressions, string name, PlacementNode node)
    {
        string text = node.Start is null ? "" : expressions.Write(node.Start).At(Binding.Sum);
        foreach ((ArrayNode added, Placement place) in node.Added.Zip(node.Places))
        {
            int[] firsts = [.. Enumerable.Range(0, node.Rank).Where(i => place.Axes[i].Position is null && place.Axes.Take(i).All(a => a.Position is not null || a.Axis != place.Axes[i].Axis))];
            IEnumerable<string> masks = Enumerable.Range(0, node.Rank).Except(firsts).Select(i => place.Axes[i].Position is { } position
                ? $"({Range(i)} == {PythonExpressions.Position(position)})"
                : $"({Range(firsts.First(f => place.Axes[f].Axis == place.Axes[i].Axis))} == {Range(i)})");
            CodeText value = expressions.Write(added);
            CodeText aligned = place.Labels.IsEmpty ? value : PythonExpressions.Aligned(value, [.. place.Labels.Select(l => firsts.First(f => place.Axes[f].Axis == l))], node.Rank);
            string masked = $"jnp.where({string.Join(" & ", masks)}, {aligned}, 0)";
            text = (text.Length, place.Subtracts) switch
            {
                (0, false) => masked,
                (0, true) => "-" + masked,
                (_, false) => $"{text} + {masked}",
                _ => $"{text} - {masked}",
            };
        }

        yield return $"{name} = {text}";

        string Range(int axis) => PythonExpressions.Aligned(new CodeText($"jnp.arange({expressions.Size(node.Shape[axis])})", Binding.Atom), [axis], node.Rank).Text;
    }
}
