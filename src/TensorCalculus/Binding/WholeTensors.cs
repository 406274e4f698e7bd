using System.Collections.Immutable;
using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Binding;

/// <summary>Functions of a whole tensor. They act on its last two axes, <c>norm</c> of a vector on its one; the axes before are a batch.</summary>
internal static class WholeTensors
{
    /// <summary>How many indices a tensor has, told by the number of subscripts behind the function; of a tensor of which nothing else
    /// is known, <c>norm</c> is that of a matrix.</summary>
    /// <param name="function">The function.</param>
    /// <param name="subscripts">The number of subscripts.</param>
    /// <param name="known">The number of indices elsewhere in the program.</param>
    public static int OrderOf(string function, int subscripts, int? known) => function switch
    {
        _ when PicksComponents(function) => Math.Max(2, subscripts),
        "norm" when known == subscripts + 1 => subscripts + 1,
        _ => subscripts + 2,
    };

    /// <summary>Whether the result is a matrix, of which subscripts pick components.</summary>
    public static bool PicksComponents(string function) => function is "inv" or "chol" or "transpose";

    /// <summary>Whether the last two axes have one size.</summary>
    public static bool IsSquare(string function) => function is not ("norm" or "transpose");

    /// <summary>The axis at which each subscript stands.</summary>
    public static int AxisOf(string function, int subscript, int order) =>
        PicksComponents(function) && subscript >= order - 2 ? order - 1 - (subscript - (order - 2)) : subscript;

    public static Expr Bind(ExprFactory factory, string function, TensorSymbol tensor, ImmutableArray<Subscript> subscripts)
    {
        int own = function == "norm" ? tensor.Order - subscripts.Length : 2;
        ImmutableArray<Subscript> batch = PicksComponents(function) ? subscripts[..^2] : subscripts;
        IndexVariable[] over = [.. tensor.Axes[^own..].Select(factory.Fresh)];
        Expr component = factory.Element(tensor, [.. batch, .. over.Select(v => new IndexSubscript(v))]);
        return function switch
        {
            "transpose" => factory.Element(tensor, [.. batch, subscripts[^1], subscripts[^2]]),
            "tr" => factory.Contract(over, factory.Multiply(component, factory.KroneckerDelta(new IndexSubscript(over[0]), new IndexSubscript(over[1])))),
            "norm" => factory.Raise(factory.Contract(over, factory.Raise(component, 2)), new Fraction(1, 2)),
            "inv" => factory.Reduce(ReductionKind.Inverse, over, component, [subscripts[^1], subscripts[^2]]),
            "chol" => factory.Reduce(ReductionKind.Cholesky, over, component, [subscripts[^2], subscripts[^1]]),
            "det" => factory.Reduce(ReductionKind.Determinant, over, component, []),
            _ => factory.Reduce(ReductionKind.LogDeterminant, over, component, []),
        };
    }
}
