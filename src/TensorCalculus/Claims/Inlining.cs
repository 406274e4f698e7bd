using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Claims;

/// <summary>Puts definitions in the place of names.</summary>
internal static class Inlining
{
    /// <summary>The expression with what an equation defines written out.</summary>
    /// <param name="factory">The factory of both.</param>
    /// <param name="node">The expression.</param>
    /// <param name="equation">The equation.</param>
    /// <param name="everywhere">Below functions of whole tensors too, which then can be evaluated, and not be written.</param>
    public static Expr Of(ExprFactory factory, Expr node, BoundEquation equation, bool everywhere = false)
    {
        if (!node.MayContain(equation.Tensor) || (!everywhere && node is Reduction { Kind: var kind } && kind.TakesName()))
        {
            return node;
        }

        return node is TensorElement element
            ? element.Tensor == equation.Tensor ? factory.Instantiate(equation, element.Subscripts) : node
            : factory.Rebuild(node, child => Of(factory, child, equation, everywhere));
    }
}
