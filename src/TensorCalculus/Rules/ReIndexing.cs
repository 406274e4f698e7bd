using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>Sums over the position at which a tensor is read, where nothing else tells the range of the index: what was summed is
/// then a combination.</summary>
internal sealed class ReIndexing() : NodeRule("kronecker/re-index", "Sum over the position that is read", "Σ_i a_{i-k} b_i = Σ_j a_j b_{j+k}")
{
    protected override bool MayMatch(Expr expression) => expression.Facts is { HasContraction: true, HasComputed: true };

    protected override Expr Rewrite(ExprFactory factory, Expr node)
    {
        if (node is not Contraction { Facts.HasComputed: true } contraction)
        {
            return node;
        }

        OpenBody open = factory.Open(contraction);
        (Expr body, ImmutableArray<IndexVariable> bound) = (open.Body, open.Indices);
        while (bound.FirstOrDefault(v => !ToldRanges.IsTold(factory, v, body)) is { } untold && Exchange(factory, body, bound, untold) is var (after, over) && after is not null)
        {
            (body, bound) = (after, over);
        }

        return ReferenceEquals(body, open.Body) ? node : factory.Contract(bound, body);
    }

    /// <summary>The body with another index in place of one without a range, where that gives ranges to more indices; the one with
    /// the fewest differences of indices.</summary>
    private static (Expr? Body, ImmutableArray<IndexVariable> Bound) Exchange(
        ExprFactory factory, Expr body, ImmutableArray<IndexVariable> bound, IndexVariable index)
    {
        (Expr? Body, ImmutableArray<IndexVariable> Bound) best = default;
        int least = int.MaxValue, untold = Untold(factory, body, bound);
        foreach (TensorElement element in Factors.Of(factory, body).OfType<TensorElement>())
        {
            for (int axis = 0; axis < element.Subscripts.Length; axis++)
            {
                if (element.Subscripts[axis] is not AffineSubscript { Form: var form } || form.SolveFor(index) is null)
                {
                    continue;
                }

                // Σ_i a_f = Σ_ij δ_jf a_j, and the delta is solved for i.
                IndexVariable position = factory.Fresh(element.Tensor.Axes[axis]);
                Expr read = factory.Element(element.Tensor, element.Subscripts.SetItem(axis, new IndexSubscript(position)));
                Expr[] factors = [.. Factors.Of(factory, body).Where(f => f != element), read];
                if (factory.KroneckerDelta(new IndexSubscript(position), Subscript.Of(form)) is not Delta delta
                    || DeltaSolution.Of(delta, index, factors) is not { } solution)
                {
                    continue;
                }

                Expr after = solution.Apply(factory, factory.Multiply(factors));
                ImmutableArray<IndexVariable> over = bound.Remove(index).Add(position);
                if (Untold(factory, after, over) < untold && Differences(factory, after) is var count && count < least)
                {
                    (best, least) = ((after, over), count);
                }
            }
        }

        return best;
    }

    private static int Differences(ExprFactory factory, Expr body) => Factors.Of(factory, body).OfType<TensorElement>()
        .Sum(e => e.Subscripts.Sum(s => s.Form.Terms.Count(t => t.Coefficient < 0)));

    private static int Untold(ExprFactory factory, Expr body, ImmutableArray<IndexVariable> bound) =>
        bound.Count(v => !ToldRanges.IsTold(factory, v, body));
}
