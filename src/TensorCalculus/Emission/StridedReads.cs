using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>Turns a read that skips positions around: Σ_i g_i w_{p−2i}, in which most of what is read lies outside of w, is
/// Σ_ik g_i w_k δ_{p,2i+k}, which adds each product where it belongs.</summary>
internal static class StridedReads
{
    /// <summary>The sum with a delta for each such read; <see langword="null"/> where there is none.</summary>
    public static Contraction? Turned(ExprFactory factory, OpenBody open)
    {
        Expr[] factors = open.Body is Product product ? product.Children.ToArray() : [open.Body];
        var bound = open.Indices.ToHashSet();
        var made = new List<IndexVariable>();
        var deltas = new List<Expr>();
        for (int f = 0; f < factors.Length; f++)
        {
            for (int axis = 0; factors[f] is TensorElement element && axis < element.Subscripts.Length; axis++)
            {
                if (TargetOf(element.Subscripts[axis], element.Tensor.Axes[axis], bound) is not { } target || Mentions(target, f, axis))
                {
                    continue;
                }

                IndexVariable place = factory.Fresh(element.Tensor.Axes[axis]);
                AffineForm form = element.Subscripts[axis].Form;
                long sign = form.CoefficientOf(new IndexAtom(target));
                made.Add(place);
                deltas.Add(factory.KroneckerDelta(
                    new IndexSubscript(target), Subscript.Of((AffineForm.Of(place) - form) * sign + AffineForm.Of(target))));
                factors[f] = factory.Element(element.Tensor, element.Subscripts.SetItem(axis, new IndexSubscript(place)));
            }
        }

        return made.Count == 0
            ? null
            : factory.Contract([.. open.Indices, .. made], factory.Multiply([factory.Rational(factory.SplitCoefficient(open.Body).Coefficient), .. factors, .. deltas])) as Contraction;

        bool Mentions(IndexVariable target, int factor, int axis) => factors.Where((e, f) => f != factor && e.Contains(target)).Any()
            || ((TensorElement)factors[factor]).Subscripts.Where((s, a) => a != axis && s.Indices.Contains(target)).Any();
    }

    /// <summary>The free index of a subscript such as p − 2i, i being summed over.</summary>
    private static IndexVariable? TargetOf(Subscript subscript, Dimension axis, HashSet<IndexVariable> bound)
    {
        if (subscript.IsInside(axis) || subscript is not AffineSubscript { Form.Terms: [{ Atom: IndexAtom } first, { Atom: IndexAtom } second] })
        {
            return null;
        }

        (AffineTerm free, AffineTerm summed) = bound.Contains(((IndexAtom)second.Atom).Index) ? (first, second) : (second, first);
        (IndexVariable target, IndexVariable along) = (((IndexAtom)free.Atom).Index, ((IndexAtom)summed.Atom).Index);
        return !bound.Contains(target) && bound.Contains(along) && Math.Abs(free.Coefficient) == 1 && Math.Abs(summed.Coefficient) > 1
            && IsSmaller(axis, target.Dimension, along.Dimension)
            ? target
            : null;
    }

    /// <summary>Whether one size is at most another: both are numbers, or a third is what one leaves of the other.</summary>
    private static bool IsSmaller(Dimension small, Dimension large, Dimension rest) => (small.Value, large.Value) is ({ } a, { } b)
        ? a <= b
        : rest.Bounds.Any(bound => bound.Room.CoefficientOf(new SizeAtom(small)) < 0 && bound.Room.CoefficientOf(new SizeAtom(large)) > 0);
}
