using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>Beside a delta whose indices are both free, the two are the same: the older one is written, or the position.</summary>
internal sealed class KroneckerReplacement() : NodeRule("kronecker/replace", "Replace the index beside a Kronecker delta", "δ_ip a_p = δ_ip a_i")
{
    protected override bool MayMatch(Expr expression) => expression.Facts.HasDelta;

    protected override Expr Rewrite(ExprFactory factory, Expr node)
    {
        if (node is not Product)
        {
            return node;
        }

        foreach (Expr factor in node.Children)
        {
            if (factor is Delta delta && Replaced(delta) is { Index: var index, By: var by })
            {
                Expr[] others = [.. Factors.Of(factory, node).Where(f => f != delta)];
                if (Array.Exists(others, f => f.Contains(index)))
                {
                    return Rewrite(factory, factory.Multiply([.. others.Select(f => factory.Substitute(f, index, by)), delta]));
                }
            }
        }

        return node;
    }

    /// <summary>An index that stands in a gathered position on the other side too, <c>δ_{v,t_v}</c>, is not told by it.</summary>
    private static (IndexVariable Index, Subscript By)? Replaced(Delta delta) => (delta.Left, delta.Right) switch
    {
        (IndexSubscript left, var right and not IndexSubscript) when right.Indices.Contains(left.Index) => null,
        (var left and not IndexSubscript, IndexSubscript right) when left.Indices.Contains(right.Index) => null,
        _ when !delta.IsPlain => null,
        (_, IndexSubscript right) when delta.Left is IndexSubscript => (right.Index, delta.Left),
        (IndexSubscript left, _) => (left.Index, delta.Right),
        (_, IndexSubscript right) => (right.Index, delta.Left),
        _ => null,
    };
}
