using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>Takes a sum over indices addend by addend where it adds up tangents: each tensor on the way contributes a term.</summary>
internal sealed class SumByAddends() : NodeRule("algebra/addends", "Sum each addend", "Σ_k (u_k + v_k) = Σ_k u_k + Σ_k v_k")
{
    protected override bool MayMatch(Expr expression) => expression.Facts is { HasContraction: true, HasSum: true, HasGradient: true };

    protected override Expr Rewrite(ExprFactory factory, Expr node)
    {
        if (node is not Contraction { Body: Sum } contraction)
        {
            return node;
        }

        OpenBody open = factory.Open(contraction);
        return factory.Add([.. open.Body.Children.ToArray().Select(t => factory.Contract(open.Indices, t))]);
    }
}
