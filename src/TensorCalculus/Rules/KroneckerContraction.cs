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
        ImmutableArray<IndexVariable> bound = open.Indices;
        Expr body = open.Body;
        while (DeltaSolution.Find(factory, body, bound, plainOnly) is { } solution)
        {
            body = solution.Apply(factory, body);
            bound = bound.Remove(solution.Index);
        }

        return bound.Length == open.Indices.Length ? node : factory.Contract(bound, body);
    }
}
