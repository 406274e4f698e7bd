using System.Collections.Immutable;

namespace TensorCalculus.Emission;

/// <summary>The spelling of NumPy, and of <c>jax.numpy</c> where the two agree.</summary>
internal class NumPyExpressions(SortedSet<string> helpers) : PythonExpressions(helpers)
{
    private static readonly Dictionary<string, string> Functions = new()
    {
        ["exp"] = "np.exp({0})",
        ["log"] = "np.log({0})",
        ["sqrt"] = "np.sqrt({0})",
        ["abs"] = "np.abs({0})",
        ["sign"] = "np.sign({0})",
        ["sin"] = "np.sin({0})",
        ["cos"] = "np.cos({0})",
        ["tan"] = "np.tan({0})",
        ["asin"] = "np.arcsin({0})",
        ["acos"] = "np.arccos({0})",
        ["atan"] = "np.arctan({0})",
        ["sinh"] = "np.sinh({0})",
        ["cosh"] = "np.cosh({0})",
        ["tanh"] = "np.tanh({0})",
        ["relu"] = "np.maximum({0}, 0)",
        ["softplus"] = "np.logaddexp({0}, 0)",
    };

    protected override string Prefix => "np.";

    protected override bool TransposesBatches => true;

    protected override string Call(string function, string argument) => Functions.TryGetValue(function, out string? format)
        ? string.Format(System.Globalization.CultureInfo.InvariantCulture, format, argument)
        : $"{Helper("_" + function)}({argument})";

    protected override string OfTwo(string function, string array, string other, bool otherIsPlain) => $"np.{function}imum({array}, {other})";

    protected override string Choose(string condition, CodeText then, CodeText otherwise, bool bothArePlain) =>
        $"np.where({condition}, {(bothArePlain ? $"float({then})" : then.Text)}, {otherwise})";

    protected override string Sum(string array, ImmutableArray<int> axes, int rank) => $"{array}.sum({Axes(axes, rank)})";

    protected override string Reduce(ArrayReduction kind, string array, ImmutableArray<int> axes, int rank) => kind switch
    {
        ArrayReduction.Max => $"{array}.max({Axes(axes, rank)})",
        ArrayReduction.Min => $"{array}.min({Axes(axes, rank)})",
        _ => $"{array}.prod({Axes(axes, rank)})",
    };

    protected override string OfMatrix(MatrixFunction function, string array) => function switch
    {
        MatrixFunction.Inverse => $"np.linalg.inv({array})",
        MatrixFunction.Determinant => $"np.linalg.det({array})",
        _ => $"{Helper("_logdet")}({array})",
    };

    protected override string Mean(string array, ImmutableArray<int> axes, int rank) => $"{array}.mean({Axes(axes, rank)})";

    protected override string LogSumExp(string array, ImmutableArray<int> axes, ArrayNode source) =>
        $"{Helper("_logsumexp")}({array}, axis={Tuple(axes)})";

    protected override string Softmax(string array, ImmutableArray<int> axes, ArrayNode source) =>
        $"{Helper("_softmax")}({array}, axis={Tuple(axes)})";

    protected override string Transpose(string array, int[] permutation) =>
        permutation is [1, 0] ? $"{array}.T" : $"{array}.transpose({string.Join(", ", permutation)})";

    protected override string Einsum(string pattern, string operands, bool usesMatrixProducts) =>
        $"np.einsum(\"{pattern}\", {operands}{(usesMatrixProducts ? ", optimize=True" : "")})";

    protected override string Inner(CodeText left, CodeText right) => $"np.vdot({left}, {right})";

    protected override CodeText SumOfProduct(ContractionNode node, CodeText left, CodeText right, Func<string> einsum) => Atom(einsum());

    protected override string Broadcast(CodeText aligned, string shape) => $"np.broadcast_to({aligned}, {shape}).copy()";

    public override string Full(string value, string shape) => (value, FloatingArray(1)) switch
    {
        ("0", { } array) => $"np.zeros({shape}, {array}.dtype)",
        (_, { } array) => $"np.full({shape}, {value}, {array}.dtype)",
        _ => $"np.full({shape}, {value}, float)",
    };

    private static string Axes(ImmutableArray<int> axes, int rank) => axes.Length == rank ? "" : "axis=" + Tuple(axes);

    private static string Tuple(ImmutableArray<int> axes) => axes.Length == 1 ? $"{axes[0]}" : $"({string.Join(", ", axes)})";
}
