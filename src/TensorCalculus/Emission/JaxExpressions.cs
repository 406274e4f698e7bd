using System.Collections.Immutable;

namespace TensorCalculus.Emission;

/// <summary>The spelling of JAX.</summary>
internal sealed class JaxExpressions(SortedSet<string> helpers) : NumPyExpressions(helpers)
{
    private static readonly Dictionary<string, string> Functions = new()
    {
        ["erf"] = "jax.scipy.special.erf({0})",
        ["gelu"] = "jax.nn.gelu({0}, approximate=False)",
        ["relu"] = "jax.nn.relu({0})",
        ["sigmoid"] = "jax.nn.sigmoid({0})",
        ["silu"] = "jax.nn.silu({0})",
        ["softplus"] = "jax.nn.softplus({0})",
    };

    protected override string Prefix => "jnp.";

    protected override string Call(string function, string argument) => Functions.TryGetValue(function, out string? format)
        ? string.Format(System.Globalization.CultureInfo.InvariantCulture, format, argument)
        : base.Call(function, argument);

    /// <summary>While a function is compiled, sizes are numbers, and what is made of them is a constant.</summary>
    protected override string CallOfNumber(string function, string argument) => Call(function, $"float({argument})");

    protected override string OfMatrix(MatrixFunction function, string array) => function == MatrixFunction.LogDeterminant
        ? $"jnp.where(jnp.linalg.slogdet({array})[0] > 0, jnp.linalg.slogdet({array})[1], jnp.nan)"
        : base.OfMatrix(function, array);

    protected override string LogSumExp(string array, ImmutableArray<int> axes, ArrayNode source) =>
        $"jax.scipy.special.logsumexp({array}, axis={Tuple(axes)})";

    protected override string Softmax(string array, ImmutableArray<int> axes, ArrayNode source) => $"jax.nn.softmax({array}, axis={Tuple(axes)})";

    protected override string Einsum(string pattern, string operands, bool usesMatrixProducts) => $"jnp.einsum(\"{pattern}\", {operands})";

    protected override string Broadcast(BroadcastNode node, CodeText aligned, string shape) => $"jnp.broadcast_to({aligned}, {shape})";
}
