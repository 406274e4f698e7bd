using TensorCalculus.Algebra;

namespace TensorCalculus.Claims;

/// <summary>Puts definitions in the place of names.</summary>
internal static class Inlining
{
    /// <summary>The expression with what an equation defines written out.</summary>
    public static Expr Of(ExprFactory factory, Expr node, BoundEquation equation)
    {
        if (!node.MayContain(equation.Tensor))
        {
            return node;
        }

        return node is TensorElement element
            ? element.Tensor == equation.Tensor ? factory.Instantiate(equation, element.Subscripts) : node
            : factory.Rebuild(node, child => Of(factory, child, equation));
    }
}
