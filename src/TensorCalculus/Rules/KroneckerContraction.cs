using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>A delta under a sum replaces the summed index. It lowers the number of summed indices.</summary>
internal sealed class KroneckerContraction() : NodeRule("kronecker/contract", "Contract the Kronecker delta", "Σ_i δ_ip a_i = a_p")
{
    protected override bool MayMatch(Expr expression) => expression.Facts.HasDelta;

    protected override Expr Rewrite(ExprFactory factory, Expr node)
    {
        if (node is not Contraction contraction || !contraction.Facts.HasDelta)
        {
            return node;
        }

        OpenBody open = factory.Open(contraction);
        ImmutableArray<IndexVariable> bound = open.Indices;
        Expr body = open.Body;
        while (FindDelta(body, bound) is var (delta, index, by) && delta is not null)
        {
            Expr[] rest = [.. Factors.Of(factory, body).Where(f => f != delta)];
            body = factory.Substitute(factory.Multiply(rest), index!, by!);
            bound = bound.Remove(index!);
        }

        return bound.Length == open.Indices.Length ? node : factory.Contract(bound, body);
    }

    private static (Delta? Delta, IndexVariable? Index, Subscript? By) FindDelta(Expr body, ImmutableArray<IndexVariable> bound)
    {
        foreach (Expr factor in body is Product product ? product.Children.ToArray() : [body])
        {
            if (factor is Delta delta)
            {
                if (delta.Left is IndexSubscript left && bound.Contains(left.Index))
                {
                    return (delta, left.Index, delta.Right);
                }

                if (delta.Right is IndexSubscript right && bound.Contains(right.Index))
                {
                    return (delta, right.Index, delta.Left);
                }
            }
        }

        return default;
    }
}
