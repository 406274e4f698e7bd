using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>Multiplies a sum out, under a summed index, as far as its addends carry deltas that the index contracts.</summary>
internal sealed class KroneckerDistribution(bool plainOnly = false) : NodeRule(
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
        foreach (Expr sum in factors.OfType<Sum>())
        {
            Expr rest = factory.Multiply([.. factors.Where(f => f != sum)]);
            Expr[] addends = sum.Children.ToArray();
            Expr[] reached = Array.FindAll(addends, t => open.Indices.Any(v => Reaches(t, v)) || IsSolved(factory, open, t, rest));
            if (reached.Length > 0)
            {
                return factory.Add(
                    [
                        .. reached.Select(t => factory.Contract(open.Indices, factory.Multiply(t, rest))),
                        factory.Contract(open.Indices, factory.Multiply(factory.Add([.. addends.Except(reached)]), rest)),
                    ]);
            }
        }

        return node;
    }

    /// <summary>Whether multiplying out brings a plain delta with this index to the surface.</summary>
    private static bool Reaches(Expr node, IndexVariable index)
    {
        if (!node.Facts.HasDelta || !node.Contains(index))
        {
            return false;
        }

        return node switch
        {
            Delta delta => delta.IsPlain && new[] { delta.Left, delta.Right }.Any(s => s is IndexSubscript { Index: var v } && v == index),
            Sum or Product => node.Children.ToArray().Any(c => Reaches(c, index)),
            _ => false,
        };
    }

    /// <summary>Whether an addend with the factors beside it carries another delta that is contracted then.</summary>
    private bool IsSolved(ExprFactory factory, OpenBody open, Expr addend, Expr rest) =>
        (addend is Product product ? product.Children.ToArray() : [addend]).Any(f => f is Delta { IsPlain: false })
        && DeltaSolution.Find(factory, factory.Multiply(addend, rest), open.Indices, plainOnly) is not null;
}
