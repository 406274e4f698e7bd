using TensorCalculus.Algebra;
using TensorCalculus.Functions;
using TensorCalculus.Rewriting;
using TensorCalculus.Rules;

namespace TensorCalculus.Emission.Stabilising;

/// <summary>Recognises the softmax in an exponential less its logarithm of the sum.</summary>
internal sealed class SoftmaxRecognition() : NodeRule(
    "stable/softmax", "Recognise the softmax", "exp(u_i − logsumexp_j(u_j)) = softmax_i(u_i)")
{
    protected override bool MayMatch(Expr expression) => expression.Facts is { HasCall: true, HasReduction: true, HasSum: true };

    protected override Expr Rewrite(ExprFactory factory, Expr node)
    {
        if (node is not Call { Function.Name: "exp", Argument: Sum sum })
        {
            return node;
        }

        foreach (Expr term in sum.Children)
        {
            if (factory.Negate(term) is Reduction { Kind: ReductionKind.LogSumExp } logarithm)
            {
                OpenBody open = factory.OpenFresh(logarithm);
                Expr rest = factory.Subtract(sum, term);
                var matcher = new Matcher(factory, open.Indices);
                Expr? softmax = null;
                if (matcher.Match(open.Body, rest, () => open.Indices.All(matcher.Map.ContainsKey)
                    && (softmax = factory.Reduce(ReductionKind.Softmax, open.Indices, open.Body, [.. open.Indices.Select(v => matcher.Map[v])])) is not null))
                {
                    return softmax!;
                }
            }
        }

        return node;
    }
}
