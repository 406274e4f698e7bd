using TensorCalculus.Algebra;

namespace TensorCalculus.Rules;

/// <summary>Whether a tensor occurs in an expression; for one that stands for a direction, whether anything moves.</summary>
internal static class Occurrence
{
    public static bool In(Expr node, TensorSymbol tensor)
    {
        if (tensor.Motion is { } motion ? (node.Facts.TensorMask & motion.Mask) == 0 : !node.MayContain(tensor))
        {
            return false;
        }

        return node is TensorElement element
            ? tensor.Motion?.Moves(element.Tensor) ?? element.Tensor == tensor
            : InChildren(node, tensor);
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
