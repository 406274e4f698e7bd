using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>A factor with the index of a delta joins the delta, where it makes a diagonal.</summary>
internal sealed class KroneckerDiagonal() : NodeRule(
    "kronecker/diagonal", "Write the diagonal apart", "a_i (δ_ip - b_p) = a_i δ_ip - a_i b_p")
{
    protected override bool MayMatch(Expr expression) => expression.Facts is { HasDelta: true, HasSum: true };

    protected override Expr Rewrite(ExprFactory factory, Expr node)
    {
        if (node is not Product)
        {
            return node;
        }

        Expr[] factors = [.. Factors.Of(factory, node)];
        foreach (Expr sum in factors.OfType<Sum>())
        {
            IndexVariable[] indices = [.. sum.Children.ToArray().SelectMany(DeltaIndices)];
            Expr[] beside = Array.FindAll(factors, f => f != sum && f.FreeIndices.Any(indices.Contains));
            if (beside.Length > 0)
            {
                Expr apart = factory.Add([.. sum.Children.ToArray().Select(t => factory.Multiply([t, .. beside]))]);
                return Rewrite(factory, factory.Multiply([apart, .. factors.Except(beside).Where(f => f != sum)]));
            }
        }

        return node;
    }

    private static IEnumerable<IndexVariable> DeltaIndices(Expr addend) =>
        (addend is Product product ? product.Children.ToArray() : [addend]).OfType<Delta>().Where(d => d.IsPlain).SelectMany(d => d.FreeIndices);
}
