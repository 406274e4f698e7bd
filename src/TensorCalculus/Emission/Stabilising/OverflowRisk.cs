using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Emission.Stabilising;

/// <summary>How the values of an expression can leave what floating-point numbers hold.</summary>
internal enum Range
{
    /// <summary>No larger or smaller than what it is made of.</summary>
    Safe,

    /// <summary>It can round to zero, so that its logarithm and its reciprocal are lost.</summary>
    Vanishing,

    /// <summary>It can overflow.</summary>
    Exploding,
}

/// <summary>Counts the places of an expression where digits are lost that the mathematics has.</summary>
internal static class OverflowRisk
{
    public static int Of(ExprFactory factory, Expr node, Func<TensorSymbol, Range> tensors)
    {
        int risk = 0;
        foreach (Expr child in node is Binder binder ? [factory.Open(binder).Body] : node.Children.ToArray())
        {
            risk += Of(factory, child, tensors);
        }

        return risk + node switch
        {
            TensorElement element when tensors(element.Tensor) == Range.Exploding => 1,
            Call { Function.Name: "exp" } => 1,
            Call { Function.Name: "log" } call when RangeOf(factory, call.Argument, tensors) != Range.Safe => 1,
            Power { Exponent: Number { Value.IsNegative: true } } power when RangeOf(factory, power.Base, tensors) != Range.Safe => 1,
            _ => 0,
        };
    }

    /// <summary>How an expression's values can be out of bounds.</summary>
    public static Range RangeOf(ExprFactory factory, Expr node, Func<TensorSymbol, Range> tensors) => node switch
    {
        TensorElement element => tensors(element.Tensor),
        Call { Function.Name: "exp" or "cosh" or "sinh" } => Range.Exploding,
        Call { Function.Name: "sigmoid" } => Range.Vanishing,
        Reduction { Kind: ReductionKind.Softmax } => Range.Vanishing,
        Contraction contraction => RangeOf(factory, factory.Open(contraction).Body, tensors),
        Sum or Product or Power => Worst(factory, node, tensors),
        _ => Range.Safe,
    };

    private static Range Worst(ExprFactory factory, Expr node, Func<TensorSymbol, Range> tensors)
    {
        Range worst = Range.Safe;
        foreach (Expr child in node.Children)
        {
            Range range = RangeOf(factory, child, tensors);
            worst = range > worst ? range : worst;
        }

        return worst;
    }
}
