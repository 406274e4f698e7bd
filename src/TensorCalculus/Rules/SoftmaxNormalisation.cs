using TensorCalculus.Algebra;
using TensorCalculus.Functions;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>The values of a softmax sum to 1.</summary>
internal sealed class SoftmaxNormalisation() : NodeRule("softmax/normalised", "Softmax sums to one", "Σ_i softmax_i(u_i) = 1")
{
    protected override bool MayMatch(Expr expression) => expression.Facts is { HasReduction: true, HasContraction: true };

    protected override Expr Rewrite(ExprFactory factory, Expr node)
    {
        if (node is not Contraction contraction || factory.Open(contraction) is not { Body: Reduction { Kind: ReductionKind.Softmax } softmax } open)
        {
            return node;
        }

        // Every summed index is read once, at its own slot, and the body underneath does not know it.
        bool complete = softmax.At.Length == open.Indices.Length
            && softmax.At.All(s => s is IndexSubscript i && open.Indices.Contains(i.Index))
            && softmax.At.Distinct().Count() == softmax.At.Length
            && !open.Indices.Any(softmax.Body.Contains);
        return complete ? factory.One : node;
    }
}
