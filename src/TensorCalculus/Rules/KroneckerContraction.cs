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
        (ImmutableArray<IndexVariable> bound, Expr body) = Reduce(factory, open.Indices, open.Body);
        return bound.Length == open.Indices.Length ? node : factory.Contract(bound, body);
    }

    /// <summary>The sum of a product over indices, the deltas among its factors contracted on the way.</summary>
    public static Expr Contract(ExprFactory factory, ImmutableArray<IndexVariable> bound, Expr body)
    {
        (bound, body) = Reduce(factory, bound, body);
        return factory.Contract(bound, body);
    }

    private static (ImmutableArray<IndexVariable> Bound, Expr Body) Reduce(ExprFactory factory, ImmutableArray<IndexVariable> bound, Expr body)
    {
        while (body.Facts.HasDelta && FindDelta(body, bound) is (Delta delta, var index, var by))
        {
            Expr rest = body is Product product
                ? factory.Multiply(product.Coefficient, [.. product.Children.ToArray().Where(f => f != delta)])
                : factory.One;
            body = factory.Substitute(rest, index!, by!);
            bound = bound.Remove(index!);
        }

        return (bound, body);
    }

    private static (Delta? Delta, IndexVariable? Index, Subscript? By) FindDelta(Expr body, ImmutableArray<IndexVariable> bound)
    {
        foreach (Expr factor in body is Product product ? product.Children : new ReadOnlySpan<Expr>(in body))
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
