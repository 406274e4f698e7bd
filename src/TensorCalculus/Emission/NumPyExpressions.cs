using System.Collections.Immutable;

namespace TensorCalculus.Emission;

/// <summary>The spelling of NumPy; that of <c>jax.numpy</c> derives from it.</summary>
internal class NumPyExpressions(SortedSet<string> helpers) : PythonExpressions(helpers)
{
    private static readonly Dictionary<string, string> Functions = new()
    {
        ["exp"] = "exp({0})",
        ["log"] = "log({0})",
        ["sqrt"] = "sqrt({0})",
        ["abs"] = "abs({0})",
        ["sign"] = "sign({0})",
        ["sin"] = "sin({0})",
        ["cos"] = "cos({0})",
        ["tan"] = "tan({0})",
        ["asin"] = "arcsin({0})",
        ["acos"] = "arccos({0})",
        ["atan"] = "arctan({0})",
        ["sinh"] = "sinh({0})",
        ["cosh"] = "cosh({0})",
        ["tanh"] = "tanh({0})",
        ["relu"] = "maximum({0}, 0)",
        ["softplus"] = "logaddexp({0}, 0)",
    };

    protected override string Prefix => "np.";

    protected override bool TransposesBatches => true;

    protected override string Call(string function, string argument) => Functions.TryGetValue(function, out string? format)
        ? Prefix + string.Format(System.Globalization.CultureInfo.InvariantCulture, format, argument)
        : $"{Helper("_" + function)}({argument})";

    protected override string CallOfNumber(string function, string argument) => $"float({Call(function, $"float({argument})")})";

    protected override string OfTwo(string function, string array, string other, bool otherIsPlain) => $"{Prefix}{function}imum({array}, {other})";

    protected override string Choose(ElementwiseNode node, string condition, CodeText then, CodeText otherwise)
    {
        // Of two numbers NumPy makes an array in their own type.
        bool isOfNumbers = node.Operands[2].Rank == 0 && node.Operands[3].Rank == 0;
        string type = !isOfNumbers ? "" : FloatingArray(1) is { } array ? $".astype({array}.dtype)" : ".astype(float)";
        return $"{Prefix}where({condition}, {then}, {otherwise}){type}";
    }

    protected override string Sum(string array, ImmutableArray<int> axes, int rank) => $"{array}.sum({Axes(axes, rank)})";

    protected override string Reduce(ArrayReduction kind, string array, ImmutableArray<int> axes, int rank) => kind switch
    {
        ArrayReduction.Max => $"{array}.max({Axes(axes, rank)})",
        ArrayReduction.Min => $"{array}.min({Axes(axes, rank)})",
        _ => $"{array}.prod({Axes(axes, rank)})",
    };

    protected override string Scan(ScanKind kind, string array, ImmutableArray<int> axes) => kind switch
    {
        ScanKind.Sum => $"{Prefix}cumsum({array}, axis={axes[0]})",
        ScanKind.SumFromEnd => $"{Prefix}flip({Prefix}cumsum({Prefix}flip({array}, {axes[0]}), axis={axes[0]}), {axes[0]})",
        _ => $"{Helper("_product_of_others")}({array}, ({string.Concat(axes.Select(a => $"{a}, ")).TrimEnd(' ')}))",
    };

    protected override string OfMatrix(MatrixFunction function, string array) => function switch
    {
        MatrixFunction.Inverse => $"{Prefix}linalg.inv({array})",
        MatrixFunction.Determinant => $"{Prefix}linalg.det({array})",
        MatrixFunction.Cholesky => $"{Prefix}linalg.cholesky({array})",
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
        $"{Prefix}einsum(\"{pattern}\", {operands}{(usesMatrixProducts ? ", optimize=True" : "")})";

    protected override string Inner(CodeText left, CodeText right) => $"{Prefix}vdot({left}, {right})";

    protected override CodeText SumOfProduct(ContractionNode node, CodeText left, CodeText right, Func<string> einsum) => Atom(einsum());

    protected override string Broadcast(BroadcastNode node, CodeText aligned, string shape) =>
        // A number would give the array its own type.
        node.Source.Rank == 0 ? Full(aligned.Text, shape) : $"{Prefix}broadcast_to({aligned}, {shape}).copy()";

    public override string Full(string value, string shape) => (value, FloatingArray(1)) switch
    {
        ("0", { } array) => $"{Prefix}zeros({shape}, {array}.dtype)",
        (_, { } array) => $"{Prefix}full({shape}, {value}, {array}.dtype)",
        _ => $"{Prefix}full({shape}, {value}, float)",
    };

    protected override string Range(string size) => $"{Prefix}arange({size})";

    protected override string AsPositions(CodeText numbers) => $"{numbers.At(Binding.Atom)}.astype(int)";

    protected override string AsNumbers(CodeText mask) => FloatingArray(1) is { } array
        ? $"{mask.At(Binding.Atom)}.astype({array}.dtype)"
        : $"{mask.At(Binding.Atom)}.astype(float)";

    protected static string Axes(ImmutableArray<int> axes, int rank) => axes.Length == rank ? "" : "axis=" + Tuple(axes);

    protected static string Tuple(ImmutableArray<int> axes) => axes.Length == 1 ? $"{axes[0]}" : $"({string.Join(", ", axes)})";
}
