using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Claims;

/// <summary>Puts definitions in the place of names. Below a function of a whole tensor names stay.</summary>
internal static class Inlining
{
    /// <summary>The expression with what an equation defines written out.</summary>
    public static Expr Of(ExprFactory factory, Expr node, BoundEquation equation)
    {
        if (!node.MayContain(equation.Tensor) || node is Reduction { Kind: var kind } && kind.TakesName())
        {
            return node;
        }

        return node is TensorElement element
            ? element.Tensor == equation.Tensor ? factory.Instantiate(equation, element.Subscripts) : node
            : factory.Rebuild(node, child => Of(factory, child, equation));
    }
}
