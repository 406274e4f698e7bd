using System.Collections.Immutable;

namespace TensorCalculus.Emission;

/// <summary>Writes a module for NumPy: <c>forward</c> and <c>backward</c>.</summary>
internal sealed class NumPyModule(EmissionModule module) : PythonModule(module)
{
    private static readonly Dictionary<string, string> HelperTexts = new()
    {
        ["_erf"] =
            """
            def _erf(x):
                return np.vectorize(math.erf, otypes=[np.result_type(x)])(x)

            """,
        ["_gelu"] =
            """
            def _gelu(x):
                return x * 0.5 * np.vectorize(math.erfc, otypes=[np.result_type(x)])(x * -math.sqrt(0.5))

            """,
        ["_logdet"] =
            """
            def _logdet(x):
                sign, logarithm = np.linalg.slogdet(x)
                return np.where(sign > 0, logarithm, np.nan)

            """,
        ["_logsumexp"] =
            """
            def _logsumexp(x, axis):
                top = x.max(axis=axis, keepdims=True)
                top = np.where(np.isfinite(top), top, 0)
                return np.squeeze(top, axis) + np.log(np.exp(x - top).sum(axis=axis))

            """,
        ["_sigmoid"] =
            """
            def _sigmoid(x):
                return np.exp(-np.logaddexp(0, -x))

            """,
        ["_silu"] =
            """
            def _silu(x):
                return x * np.exp(-np.logaddexp(0, -x))

            """,
        ["_softmax"] =
            """
            def _softmax(x, axis):
                e = np.exp(x - x.max(axis=axis, keepdims=True))
                return e / e.sum(axis=axis, keepdims=True)

            """,
        ["_window"] =
            """
            def _window(x, axis, start, sizes, steps):
                # x at start + steps[0] * i + ... along an axis, zero outside of it; the axes of i, ... stand in its place.
                reach = [step * (size - 1) for size, step in zip(sizes, steps)]
                low = start + sum(min(r, 0) for r in reach)
                high = start + sum(max(r, 0) for r in reach)
                before, after = max(-low, 0), max(high + 1 - x.shape[axis], 0)
                if before or after:
                    x = np.pad(x, [(before, after) if a == axis else (0, 0) for a in range(x.ndim)])
                x = x[(slice(None),) * axis + (slice(before + start, None),)]
                stride = x.strides[axis]
                shape = x.shape[:axis] + tuple(sizes) + x.shape[axis + 1:]
                strides = x.strides[:axis] + tuple(step * stride for step in steps) + x.strides[axis + 1:]
                return np.lib.stride_tricks.as_strided(x, shape, strides, writeable=False)

            """,
        ["_product_of_others"] = ProductOfOthers("np"),
    };

    /// <summary>The text of a function that both NumPy and JAX spell alike.</summary>
    /// <param name="library">The name of the library.</param>
    public static string ProductOfOthers(string library) =>
        $"""
        def _product_of_others(x, axes):
            # The product of all entries along the axes but the one at hand: of those before, times those behind.
            ends = tuple(range(-len(axes), 0))
            x = {library}.moveaxis(x, axes, ends)
            flat = x.reshape(x.shape[:-len(axes)] + (math.prod(x.shape[-len(axes):]),))
            one = {library}.ones_like(flat[..., :1])
            before = {library}.cumprod({library}.concatenate([one, flat[..., :-1]], -1), -1)
            behind = {library}.flip({library}.cumprod({library}.concatenate([one, {library}.flip(flat, -1)[..., :-1]], -1), -1), -1)
            return {library}.moveaxis((before * behind).reshape(x.shape), ends, axes)

        """;

    protected override string Imports => "import numpy as np\n";

    public override PythonExpressions NewExpressions() => new NumPyExpressions(Helpers);

    protected override string HelperText(string name) => HelperTexts[name];

    protected override string HasNegative(string positions) => $"np.any({positions} < 0)";

    protected override IEnumerable<string> Functions() =>
    [
        Function(Module.Forward),
        Function(Module.Derivative),
    ];

    /// <summary>Diagonals are written through a view of them.</summary>
    protected override IEnumerable<string> Place(PythonExpressions expressions, string name, PlacementNode node)
    {
        yield return $"{name} = {Start(expressions, node, ".copy()", n => n is ElementwiseNode or ContractionNode or BroadcastNode or ReductionNode)}";
        foreach ((ArrayNode added, Placement place) in node.Added.Zip(node.Places))
        {
            string target = name + PythonExpressions.Picking(place.Axes);
            int[] labels = [.. place.Axes.Where(a => a.Position is null).Select(a => a.Axis)];
            int[] distinct = [.. labels.Distinct()];
            CodeText value = PlacedValue(expressions, added, place, distinct);
            if (distinct.Length < labels.Length)
            {
                target = $"np.einsum(\"{string.Concat(labels.Select(Letter))}->{string.Concat(distinct.Select(Letter))}\", {target})[...]";
            }
            else if (target == name)
            {
                target = $"{name}[...]";
            }

            yield return $"{target} {(place.Subtracts ? "-" : "+")}= {value}";
        }
    }

    protected override IEnumerable<string> Scatter(PythonExpressions expressions, string name, ScatterNode node) =>
    [
        $"{name} = {expressions.Full("0", expressions.Shape(node.Shape))}",
        $"np.add.at({name}, ({expressions.Positions(node)},), {expressions.Write(node.Added)})",
    ];

    private static char Letter(int label) => (char)('i' + label);
}
