using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>A delta under a sum replaces the summed index. It lowers the number of summed indices.</summary>
internal sealed class KroneckerContraction(bool plainOnly = false) : NodeRule("kronecker/contract", "Contract the Kronecker delta", "Σ_i δ_ip a_i = a_p; Σ_i δ_{p,i+k} a_i = a_{p-k}, where a factor is 0 outside the range of i or brackets say it")
{
    protected override bool MayMatch(Expr expression) => expression.Facts.HasDelta;

    protected override Expr Rewrite(ExprFactory factory, Expr node)
    {
        if (node is not Contraction contraction || !contraction.Facts.HasDelta)
        {
            return node;
        }

        OpenBody open = factory.Open(contraction);
        (ImmutableArray<IndexVariable> bound, Expr body) = Reduce(factory, open.Indices, open.Body, plainOnly);
        return bound.Length == open.Indices.Length ? node : factory.Contract(bound, body);
    }

    /// <summary>The sum of a product over indices, the plain deltas among its factors contracted on the way.</summary>
    public static Expr Contract(ExprFactory factory, ImmutableArray<IndexVariable> bound, Expr body)
    {
        (bound, body) = Reduce(factory, bound, body, plainOnly: true);
        return factory.Contract(bound, body);
    }

    private static (ImmutableArray<IndexVariable> Bound, Expr Body) Reduce(
        ExprFactory factory, ImmutableArray<IndexVariable> bound, Expr body, bool plainOnly)
    {
        while (body.Facts.HasDelta && DeltaSolution.Find(factory, body, bound, plainOnly) is { } solution)
        {
            body = solution.Apply(factory, body);
            bound = bound.Remove(solution.Index);
        }

        return (bound, body);
    }
}
