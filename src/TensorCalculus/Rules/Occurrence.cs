using TensorCalculus.Algebra;

namespace TensorCalculus.Rules;

/// <summary>Whether a tensor occurs in an expression.</summary>
internal static class Occurrence
{
    public static bool In(Expr node, TensorSymbol tensor)
    {
        if (!node.MayContain(tensor))
        {
            return false;
        }

        return node is TensorElement element ? element.Tensor == tensor : InChildren(node, tensor);
    }

    private static bool InChildren(Expr node, TensorSymbol tensor)
    {
        foreach (Expr child in node.Children)
        {
            if (In(child, tensor))
            {
                return true;
            }
        }

        return false;
    }
}
