using Fractions;

namespace TensorCalculus.Emission;

/// <summary>About how much work one element of an array is that is written in line, in multiplications.</summary>
internal sealed class CSharpCost(Func<ArrayNode, bool> isNamed)
{
    /// <summary>More than any element that takes no loop.</summary>
    public const int Loop = 1000;

    public int Of(ArrayNode node) => isNamed(node) ? 0 : node switch
    {
        ElementwiseNode elementwise => Own(elementwise) + node.Operands.Sum(Of),
        ContractionNode or ReductionNode or PlacementNode or ScatterNode or ScanNode or MatrixNode => Loop,
        _ => node.Operands.Sum(Of),
    };

    private static int Own(ElementwiseNode node) => node.Operation switch
    {
        AddOperation => node.IsPlain ? 0 : node.Operands.Length - 1,
        MultiplyOperation => node.IsPlain ? 0 : 1,
        NegateOperation => 0,
        ChooseOperation or IndicatorOperation => 1,
        DivideOperation => node.IsPlain ? 0 : 4,
        PowerOperation { Exponent: var exponent } => IsRepeated(exponent) ? 2 : 10,
        CallOperation { Function.Name: "abs" or "relu" or "sign" or "max" or "min" } => 1,
        _ => 20,
    };

    /// <summary>Whether a power is written as products.</summary>
    public static bool IsRepeated(Fraction exponent) => exponent.Denominator.IsOne && exponent.Numerator <= 4;
}
