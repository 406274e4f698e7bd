using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Fractions;
using TensorCalculus.Functions;

namespace TensorCalculus.Algebra;

/// <content>Binders: sums over indices and other reductions, closed canonically and opened again.</content>
internal sealed partial class ExprFactory
{
    /// <summary>The sum of <paramref name="body"/> over free indices, which are bound by it. An index that the body lacks
    /// contributes its size; factors without a bound index, and parts that share none, stand outside.</summary>
    public Expr Contract(IEnumerable<IndexVariable> over, Expr body)
    {
        var bound = new List<IndexVariable>(over);
        if (bound.Count == 0)
        {
            return body;
        }

        while (body.Facts.HasContraction && MergeContractions(bound, body) is { } merged)
        {
            body = merged;
        }

        (Fraction coefficient, Expr core) = SplitCoefficient(body);
        ReadOnlySpan<Expr> factors = core is Product product ? product.Children : new ReadOnlySpan<Expr>(in core);
        var result = new ProductBuilder(this, coefficient);
        var rest = new List<Expr>(factors.Length);
        foreach (Expr factor in factors)
        {
            if (IsFreeOf(factor, bound))
            {
                result.Add(factor);
            }
            else
            {
                rest.Add(factor);
            }
        }

        while (bound.Count > 0)
        {
            (List<IndexVariable> indices, List<Expr> linked) = TakeLinked(bound, rest);
            result.Add(linked.Count == 0 ? Size(indices[0].Dimension) : Close(indices, linked));
        }

        return result.Build();
    }

    /// <summary>The mean over indices.</summary>
    public Expr Mean(IReadOnlyCollection<IndexVariable> over, Expr body) =>
        Multiply([Contract(over, body), .. over.Select(v => Raise(Size(v.Dimension), MinusOne))]);

    /// <summary>A reduction other than a sum. Along an index that the body lacks, all entries are equal.</summary>
    /// <param name="kind">Which one.</param>
    /// <param name="over">The free indices of the body that it binds.</param>
    /// <param name="body">What is reduced.</param>
    /// <param name="at">Where it is read, one for each bound index; empty for a reduction that drops its indices.</param>
    public Expr Reduce(ReductionKind kind, IReadOnlyList<IndexVariable> over, Expr body, IReadOnlyList<Subscript> at)
    {
        if (ReductionIdentities.Apply(this, kind, over, body, at) is { } known)
        {
            return known;
        }

        // A Cholesky factor is not the transpose of that of the transpose: its rows stay its rows.
        IndexVariable[] order = kind == ReductionKind.Cholesky ? [.. over] : CanonicalOrder.Of([.. over], [body]);
        (ImmutableArray<IndexVariable> bound, Expr closed) = CloseBody(order, body);
        ImmutableArray<Subscript> positions = at.Count == 0 ? [] : [.. order.Select(v => at[IndexOf(over, v)])];
        return Intern(new Reduction(kind, bound, closed, positions));
    }

    /// <summary>The body of a binder over free indices of its own; the same ones each time.</summary>
    public OpenBody Open(Binder binder) => kept is not null && binder.IsKept ? OpenKept(binder) : binder.Opened ??= OpenFresh(binder);

    /// <summary>The body of a binder over indices that stand nowhere else, for joining it with other expressions.</summary>
    public OpenBody OpenFresh(Binder binder)
    {
        var map = new IndexMap(binder.Bound.Length);
        var fresh = ImmutableArray.CreateBuilder<IndexVariable>(binder.Bound.Length);
        foreach (IndexVariable slot in binder.Bound)
        {
            IndexVariable index = Fresh(slot.Dimension);
            map.Add(slot, index.Alone);
            fresh.Add(index);
        }

        var substitution = new Substitution(this, map, renames: true);
        if (binder.Body is not Product product)
        {
            Expr only = substitution.Apply(binder.Body);
            return new OpenBody(fresh.MoveToImmutable(), only, Fraction.One, [only]);
        }

        Expr[] factors = product.Children.ToArray();
        for (int i = 0; i < factors.Length; i++)
        {
            factors[i] = substitution.Apply(factors[i]);
        }

        return new OpenBody(fresh.MoveToImmutable(), substitution.Apply(product), product.Coefficient, ImmutableCollectionsMarshal.AsImmutableArray(factors));
    }

    /// <summary>The binder with another body over the indices of <paramref name="open"/>.</summary>
    public Expr CloseAgain(Binder binder, OpenBody open, Expr body) => binder switch
    {
        Reduction reduction => Reduce(reduction.Kind, open.Indices, body, reduction.At),
        _ => Contract(open.Indices, body),
    };

    /// <summary>Opens the sums among the factors that carry one of the bound indices, since a product of sums is a sum of products;
    /// <see langword="null"/> where there are none.</summary>
    private Expr? MergeContractions(List<IndexVariable> bound, Expr body)
    {
        if (body is Contraction only)
        {
            OpenBody open = OpenFresh(only);
            bound.AddRange(open.Indices);
            return open.Body;
        }

        if (body is not Product product)
        {
            return null;
        }

        bool merged = false;
        Expr[] factors = product.Children.ToArray();
        for (int i = 0; i < factors.Length; i++)
        {
            if (factors[i] is Contraction contraction && !IsFreeOf(contraction, bound))
            {
                OpenBody open = OpenFresh(contraction);
                bound.AddRange(open.Indices);
                factors[i] = open.Body;
                merged = true;
            }
        }

        return merged ? Multiply(product.Coefficient, factors) : null;
    }

    private static bool IsFreeOf(Expr factor, List<IndexVariable> bound)
    {
        foreach (IndexVariable index in bound)
        {
            if (factor.Contains(index))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes one bound index out, and with it all that factors link to it, directly or by way of others.</summary>
    private static (List<IndexVariable> Indices, List<Expr> Factors) TakeLinked(List<IndexVariable> bound, List<Expr> factors)
    {
        List<IndexVariable> indices = [bound[0]];
        List<Expr> linked = [];
        bound.RemoveAt(0);
        for (int next = 0; next < indices.Count; next++)
        {
            for (int i = 0; i < factors.Count; i++)
            {
                if (factors[i].Contains(indices[next]))
                {
                    Expr factor = factors[i];
                    linked.Add(factor);
                    factors.RemoveAt(i--);
                    for (int v = 0; v < bound.Count; v++)
                    {
                        if (factor.Contains(bound[v]))
                        {
                            indices.Add(bound[v]);
                            bound.RemoveAt(v--);
                        }
                    }
                }
            }
        }

        return (indices, linked);
    }

    /// <summary>The sum of one part. The number that divides all of it stands outside, its sign chosen over the slots, so that it does
    /// not depend on the dummies' identities.</summary>
    private Expr Close(List<IndexVariable> indices, List<Expr> factors)
    {
        Expr body = factors.Count == 1 ? factors[0] : Multiply([.. factors]);
        (ImmutableArray<IndexVariable> bound, Expr closed) = CloseBody(CanonicalOrder.Of([.. indices], [.. factors]), body);
        (Fraction content, Expr primitive) = closed is Sum ? SplitContent(closed) : SplitCoefficient(closed);
        return Scale(content, Intern(new Contraction(bound, primitive)));
    }

    private (ImmutableArray<IndexVariable> Bound, Expr Body) CloseBody(IndexVariable[] order, Expr body)
    {
        int level = body.Facts.BinderLevel + 1;
        var map = new IndexMap(order.Length);
        var bound = ImmutableArray.CreateBuilder<IndexVariable>(order.Length);
        foreach (IndexVariable index in order)
        {
            IndexVariable slot = Slot(level, bound.Count, index.Dimension);
            bound.Add(slot);
            map.Add(index, slot.Alone);
        }

        return (bound.MoveToImmutable(), new Substitution(this, map, renames: true).Apply(body));
    }

    private static int IndexOf(IReadOnlyList<IndexVariable> list, IndexVariable item)
    {
        int i = 0;
        while (list[i] != item)
        {
            i++;
        }

        return i;
    }
}
