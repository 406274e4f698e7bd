using System.Collections.Immutable;

namespace TensorCalculus.Emission;

/// <summary>The spelling of PyTorch.</summary>
internal class TorchExpressions(SortedSet<string> helpers) : PythonExpressions(helpers)
{
    private static readonly Dictionary<string, string> Functions = new()
    {
        ["softplus"] = "torch.nn.functional.softplus({0}, threshold=40)",
        ["silu"] = "torch.nn.functional.silu({0})",
        ["gelu"] = "torch.nn.functional.gelu({0})",
    };

    protected override string Prefix => "torch.";

    protected override bool TransposesBatches => false;

    protected override string Call(string function, string argument) => Functions.TryGetValue(function, out string? format)
        ? string.Format(System.Globalization.CultureInfo.InvariantCulture, format, argument)
        : $"torch.{function}({argument})";

    protected override string CallOfNumber(string function, string argument) => $"{Call(function, $"torch.tensor({argument}, dtype=torch.float64)")}.item()";

    protected override string OfTwo(string function, string array, string other, bool otherIsPlain) => otherIsPlain
        ? $"torch.clamp({array}, {(function == "max" ? "min" : "max")}={other})"
        : $"torch.{function}imum({array}, {other})";

    protected override string Choose(ElementwiseNode node, string condition, CodeText then, CodeText otherwise)
    {
        bool isOfNumbers = node.Operands[2].IsPlain && node.Operands[3].IsPlain;
        return $"torch.where({condition}, {(isOfNumbers && FloatingArray(0) is { } array ? $"{array}.new_tensor({then})" : then.Text)}, {otherwise})";
    }

    protected override string Sum(string array, ImmutableArray<int> axes, int rank) => $"{array}.sum({Dims(axes, rank)})";

    protected override string Reduce(ArrayReduction kind, string array, ImmutableArray<int> axes, int rank) => kind switch
    {
        ArrayReduction.Max => $"torch.amax({array}, {Tuple(axes)})",
        ArrayReduction.Min => $"torch.amin({array}, {Tuple(axes)})",
        _ => array + string.Concat(axes.Reverse().Select(axis => $".prod({axis})")),
    };

    protected override string Scan(ScanKind kind, string array, ImmutableArray<int> axes) => kind switch
    {
        ScanKind.Sum => $"torch.cumsum({array}, {axes[0]})",
        ScanKind.SumFromEnd => $"torch.flip(torch.cumsum(torch.flip({array}, ({axes[0]},)), {axes[0]}), ({axes[0]},))",
        _ => $"{Helper("_product_of_others")}({array}, ({string.Concat(axes.Select(a => $"{a}, ")).TrimEnd(' ')}))",
    };

    protected override string OfMatrix(MatrixFunction function, string array) => function switch
    {
        MatrixFunction.Inverse => $"torch.linalg.inv({array})",
        MatrixFunction.Determinant => $"torch.linalg.det({array})",
        MatrixFunction.Cholesky => $"torch.linalg.cholesky({array})",
        _ => $"torch.logdet({array})",
    };

    protected override string Mean(string array, ImmutableArray<int> axes, int rank) => $"{array}.mean({Dims(axes, rank)})";

    protected override string LogSumExp(string array, ImmutableArray<int> axes, ArrayNode source) => $"torch.logsumexp({array}, {Tuple(axes)})";

    protected override string Softmax(string array, ImmutableArray<int> axes, ArrayNode source) => axes.Length == 1
        ? $"torch.softmax({array}, {axes[0]})"
        : $"{Helper("_softmax")}({array}, {Tuple(axes)})";

    protected override string Transpose(string array, int[] permutation) => permutation switch
    {
        [1, 0] => $"{array}.T",
        _ when permutation[..^2].SequenceEqual(Enumerable.Range(0, permutation.Length - 2)) => $"{array}.mT",
        _ => $"{array}.permute({string.Join(", ", permutation)})",
    };

    protected override string Einsum(string pattern, string operands, bool usesMatrixProducts) => $"torch.einsum(\"{pattern}\", {operands})";

    protected override string Inner(CodeText left, CodeText right) =>
        $"torch.dot({left.At(Binding.Atom)}.flatten(), {right.At(Binding.Atom)}.flatten())";

    protected override CodeText SumOfProduct(ContractionNode node, CodeText left, CodeText right, Func<string> einsum)
    {
        // A batch of inner products is slower in PyTorch than the product and the sum one after the other.
        if (!node.Left.SequenceEqual(node.Right))
        {
            return Atom(einsum());
        }

        int[] axes = [.. Enumerable.Range(0, node.Left.Length).Where(axis => !node.Result.Contains(node.Left[axis]))];
        bool inOrder = node.Result.SequenceEqual(node.Left.Where(node.Result.Contains));
        return inOrder
            ? Atom($"({left.At(Binding.Product)} * {right.At(Binding.Power)}).sum({Tuple([.. axes])})")
            : Atom(einsum());
    }

    protected override string Broadcast(BroadcastNode node, CodeText aligned, string shape) => $"{aligned.At(Binding.Atom)}.expand({shape})";

    public override string Full(string value, string shape) => (value, FloatingArray(0)) switch
    {
        ("0", { } array) => $"{array}.new_zeros({shape})",
        (_, { } array) => $"{array}.new_full({shape}, {value})",
        _ => $"torch.full({shape}, {value})",
    };

    protected override string Range(string size) => FloatingArray(0) is { } array
        ? $"torch.arange({size}, device={array}.device)"
        : $"torch.arange({size})";

    protected override string AsPositions(CodeText numbers) => $"{numbers.At(Binding.Atom)}.long()";

    protected override string AsNumbers(CodeText mask) => FloatingArray(0) is { } array
        ? $"{mask.At(Binding.Atom)}.to({array}.dtype)"
        : $"{mask.At(Binding.Atom)}.to(torch.get_default_dtype())";

    private static string Dims(ImmutableArray<int> axes, int rank) => axes.Length == rank ? "" : Tuple(axes);

    private static string Tuple(ImmutableArray<int> axes) => axes.Length == 1 ? $"{axes[0]}" : $"({string.Join(", ", axes)})";
}
