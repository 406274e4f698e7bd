using System.Text;

namespace TensorCalculus.Emission;

/// <summary>Writes a module for PyTorch: <c>forward</c> and <c>backward</c> as plain functions, and an autograd function that keeps
/// for the backward pass what is cheaper to keep than to compute again.</summary>
internal sealed class TorchModule(EmissionModule module) : PythonModule(module)
{
    protected override string Imports => Module.Keeping is null ? "import torch\n" : "import torch\nfrom torch.autograd.function import once_differentiable\n";

    public override PythonExpressions NewExpressions() => new TorchExpressions(Helpers);

    /// <summary>Makes what writes the expressions of a pass that autograd does not look into.</summary>
    /// <param name="statements">The lines of the pass.</param>
    /// <param name="lasting">The arrays that are read after its end.</param>
    public InPlaceExpressions NewExpressions(IReadOnlyCollection<Statement> statements, IEnumerable<ArrayNode> lasting) => new(
        Helpers,
        new Lifetimes(statements, lasting),
        Module.Program.Inputs.Select(t => SizePolynomial.Volume(t.Axes).At(TypicalSizes.Of)).DefaultIfEmpty().Max());

    private static readonly Dictionary<string, string> HelperTexts = new()
    {
        ["_softmax"] =
            """
            def _softmax(x, dims):
                return torch.exp(x - torch.logsumexp(x, dims, keepdim=True))

            """,
        ["_window"] =
            """
            def _window(x, dim, start, sizes, steps):
                # x at start + steps[0] * i + ... along a dimension, zero outside of it; the dimensions of i, ... stand in its place.
                reach = [step * (size - 1) for size, step in zip(sizes, steps)]
                low = start + sum(min(r, 0) for r in reach)
                high = start + sum(max(r, 0) for r in reach)
                before, after = max(-low, 0), max(high + 1 - x.shape[dim], 0)
                if before or after:
                    x = torch.nn.functional.pad(x, [0, 0] * (x.dim() - 1 - dim) + [before, after])
                stride = x.stride(dim)
                shape = x.shape[:dim] + tuple(sizes) + x.shape[dim + 1:]
                strides = x.stride()[:dim] + tuple(abs(step) * stride for step in steps) + x.stride()[dim + 1:]
                x = x.as_strided(shape, strides, x.storage_offset() + (before + low) * stride)
                backwards = [dim + a for a, step in enumerate(steps) if step < 0]
                return x.flip(backwards) if backwards else x

            """,
        ["_product_of_others"] =
            """
            def _product_of_others(x, axes):
                # The product of all entries along the axes but the one at hand: of those before, times those behind.
                ends = tuple(range(-len(axes), 0))
                x = torch.movedim(x, axes, ends)
                flat = x.reshape(x.shape[:-len(axes)] + (math.prod(x.shape[-len(axes):]),))
                one = torch.ones_like(flat[..., :1])
                before = torch.cumprod(torch.cat([one, flat[..., :-1]], -1), -1)
                behind = torch.flip(torch.cumprod(torch.cat([one, torch.flip(flat, (-1,))[..., :-1]], -1), -1), (-1,))
                return torch.movedim((before * behind).reshape(x.shape), ends, axes)

            """,
    };

    protected override string HelperText(string name) => HelperTexts[name];

    protected override string HasNegative(string positions) => $"({positions} < 0).any()";

    protected override IEnumerable<string> Scatter(PythonExpressions expressions, string name, ScatterNode node) =>
    [
        $"{name} = {expressions.Full("0", expressions.Shape(node.Shape))}",
        $"{name}.index_put_(({expressions.Positions(node)},), {expressions.Write(node.Added)}, accumulate=True)",
    ];

    protected override IEnumerable<string> Functions() =>
    [
        Function(Module.Forward),
        Function(Module.Derivative),
        .. Module.Keeping is not null ? [new TorchFunction(this, Module).Write()] : Array.Empty<string>(),
    ];

    protected override IEnumerable<string> Place(PythonExpressions expressions, string name, PlacementNode node)
    {
        yield return $"{name} = {Start(expressions, node, ".clone()", n => n is ElementwiseNode or ContractionNode or ReductionNode)}";
        foreach ((ArrayNode added, Placement place) in node.Added.Zip(node.Places))
        {
            string target = name + PythonExpressions.Picking(place.Axes);
            List<int> labels = [.. place.Axes.Where(a => a.Position is null).Select(a => a.Axis)];
            bool isDiagonal = labels.Distinct().Count() < labels.Count;
            var diagonal = new StringBuilder(target);
            for (int axis = 0; axis < labels.Count; axis++)
            {
                int twin = labels.FindIndex(axis + 1, l => l == labels[axis]);
                if (twin > 0)
                {
                    // The diagonal becomes the last axis.
                    diagonal.Append($".diagonal(dim1={axis}, dim2={twin})");
                    int label = labels[axis];
                    labels.RemoveAt(twin);
                    labels.RemoveAt(axis);
                    labels.Add(label);
                    axis = -1;
                }
            }

            string value = PlacedValue(expressions, added, place, [.. labels]).Text;
            yield return isDiagonal || target == name
                ? $"{diagonal}.{(place.Subtracts ? "sub_" : "add_")}({value})"
                : $"{target} {(place.Subtracts ? "-" : "+")}= {value}";
        }
    }
}
