using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>Multiplies a sum out, under a summed index, as far as its addends carry deltas that the index contracts.</summary>
internal sealed class KroneckerDistribution() : NodeRule(
    "kronecker/distribute", "Multiply out to reach the Kronecker delta", "Σ_i g_i (δ_ip a_i + b_i) = Σ_i δ_ip g_i a_i + Σ_i g_i b_i")
{
    protected override bool MayMatch(Expr expression) => expression.Facts.HasDelta;

    protected override Expr Rewrite(ExprFactory factory, Expr node)
    {
        if (node is not Contraction contraction)
        {
            return node;
        }

        OpenBody open = factory.Open(contraction);
        Expr[] factors = [.. Factors.Of(factory, open.Body)];
        int at = Array.FindIndex(factors, f => f is Sum && open.Indices.Any(v => Reaches(f, v)));
        if (at < 0)
        {
            return node;
        }

        Expr rest = factory.Multiply([.. factors[..at], .. factors[(at + 1)..]]);
        Expr[] addends = factors[at].Children.ToArray();
        Expr[] reached = Array.FindAll(addends, t => open.Indices.Any(v => Reaches(t, v)));
        return factory.Add(
            [
                .. reached.Select(t => factory.Contract(open.Indices, factory.Multiply(t, rest))),
                factory.Contract(open.Indices, factory.Multiply(factory.Add([.. addends.Except(reached)]), rest)),
            ]);
    }

    /// <summary>Whether multiplying out brings a delta with this index to the surface.</summary>
    private static bool Reaches(Expr node, IndexVariable index)
    {
        if (!node.Facts.HasDelta || !node.Contains(index))
        {
            return false;
        }

        return node switch
        {
            Delta => true,
            Sum or Product => node.Children.ToArray().Any(c => Reaches(c, index)),
            _ => false,
        };
    }
}
