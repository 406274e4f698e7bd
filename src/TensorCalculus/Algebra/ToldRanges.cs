using TensorCalculus.Functions;

namespace TensorCalculus.Algebra;

/// <summary>Whether a reader of an expression finds the range of a summed index (section 6 of the notation): the index stands alone
/// on an axis of a tensor, or its label is declared, or the combinations in which it stands leave it just this range.</summary>
internal static class ToldRanges
{
    /// <summary>Whether a reader of <paramref name="body"/>, which is summed over <paramref name="index"/>, finds its range.</summary>
    public static bool IsTold(ExprFactory factory, IndexVariable index, Expr body) =>
        !index.Dimension.DeclaredLabels.IsEmpty || (body.Facts.HasComputed
            ? new Reader(factory, index).Tells(body)
            : !(body.Facts.HasDelta && IsToldNowhere(body, index)));

    /// <summary>Whether a tensor of the expression is read at the index alone.</summary>
    public static bool StandsAlone(Expr node, IndexVariable index) => node.Contains(index) && node switch
    {
        TensorElement element => element.Subscripts.Zip(element.Tensor.Axes)
            .Any(p => (p.First is IndexSubscript { Index: var v } && v == index && p.Second == index.Dimension) || InGathers(p.First.Form, index)),
        Delta delta => InGathers(delta.Difference, index),
        Bracket bracket => InGathers(bracket.Form, index),
        Reduction reduction when reduction.At.Any(s => InGathers(s.Form, index)) => true,
        Reduction { Kind: var kind } matrix when kind.TakesName() && matrix.At.Zip(matrix.Bound).Any(p =>
            p.First is IndexSubscript { Index: var v } && v == index && p.Second.Dimension == index.Dimension) => true,
        _ => Children(node, index),
    };

    /// <summary>Whether an index stands in brackets and beside positions only, so that it has the size of its letter elsewhere.</summary>
    public static bool IsToldNowhere(Expr node, IndexVariable index) => !node.Contains(index) || node switch
    {
        Delta { Left: PositionSubscript } or Delta { Right: PositionSubscript } => true,
        TensorElement or Delta => false,
        Bracket bracket => !bracket.Form.Terms.Any(t => t.Atom is GatherAtom gather && gather.Subscripts.Any(s => s.Indices.Contains(index))),
        Reduction reduction when reduction.At.Any(s => s.Indices.Contains(index)) => false,
        _ => node.Children.ToArray().All(c => IsToldNowhere(c, index)),
    };

    private static bool InGathers(AffineForm form, IndexVariable index) => form.Terms.Any(t => t.Atom is GatherAtom gather
        && gather.Subscripts.Zip(gather.Tensor.Axes).Any(p =>
            (p.First is IndexSubscript { Index: var v } && v == index && p.Second == index.Dimension) || InGathers(p.First.Form, index)));

    private static bool Children(Expr node, IndexVariable index)
    {
        foreach (Expr child in node.Children)
        {
            if (StandsAlone(child, index))
            {
                return true;
            }
        }

        return false;
    }

    private sealed class Reader(ExprFactory factory, IndexVariable index)
    {
        private readonly HashSet<SizeBound> bounds = [];
        private readonly HashSet<IndexVariable> summed = [index];
        private Expr? whole;

        public bool Tells(Expr body)
        {
            if (StandsAlone(body, index))
            {
                return true;
            }

            whole = body;
            return !index.Dimension.Bounds.IsEmpty && Collect(body) && bounds.SetEquals(index.Dimension.Bounds);
        }

        /// <summary>Collects what the reads allow the index; false where a read has another index without a range.</summary>
        private bool Collect(Expr node)
        {
            if (!node.Contains(index))
            {
                return true;
            }

            switch (node)
            {
                case TensorElement element:
                    return element.Subscripts.Zip(element.Tensor.Axes).All(p => p.First is not AffineSubscript || Collect(p.First.Form, p.Second));
                case Binder binder:
                    OpenBody open = factory.Open(binder);
                    summed.UnionWith(open.Indices);
                    Expr outside = whole!;
                    whole = open.Body;
                    bool found = Collect(open.Body);
                    whole = outside;
                    return found;
                default:
                    foreach (Expr child in node.Children)
                    {
                        if (!Collect(child))
                        {
                            return false;
                        }
                    }

                    return true;
            }
        }

        private bool Collect(AffineForm form, Dimension axis)
        {
            long coefficient = form.CoefficientOf(new IndexAtom(index));
            if (coefficient == 0 || form.Terms.Any(t => t.Atom is GatherAtom))
            {
                return coefficient == 0;
            }

            int sign = coefficient > 0 ? -1 : 1;
            AffineForm room = coefficient > 0 ? AffineForm.Of(axis) + -1 : AffineForm.Of(0);
            room += sign * form.Constant;
            foreach ((long times, SubscriptAtom atom) in form.Terms)
            {
                switch (atom)
                {
                    case IndexAtom { Index: var other } when other == index:
                        break;
                    case IndexAtom { Index: var other }:
                        if (summed.Contains(other) && other.Dimension.DeclaredLabels.IsEmpty && !StandsAlone(whole!, other))
                        {
                            return false;
                        }

                        room = Math.Sign(times) == -sign ? room + ((AffineForm.Of(other.Dimension) + -1) * (sign * times)) : room;
                        break;
                    default:
                        room += AffineForm.Of(atom) * (sign * times);
                        break;
                }
            }

            bounds.Add(new SizeBound(AffineRange.Reduced(room), Math.Abs(coefficient)));
            return true;
        }
    }
}
