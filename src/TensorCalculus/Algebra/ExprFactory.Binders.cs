using System.Collections.Immutable;
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

        (body, bool merged) = MergeContractions(bound, body);
        while (merged)
        {
            (body, merged) = MergeContractions(bound, body);
        }

        var result = new List<Expr>();
        foreach (IndexVariable index in bound)
        {
            if (!body.Contains(index))
            {
                result.Add(Size(index.Dimension));
            }
        }

        bound.RemoveAll(v => !body.Contains(v));
        (Fraction coefficient, Expr core) = SplitCoefficient(body);
        result.Add(Rational(coefficient));
        foreach ((List<IndexVariable> indices, List<Expr> factors) in Components(bound, core))
        {
            Expr part = factors.Count == 1 ? factors[0] : Multiply([.. factors]);
            result.Add(indices.Count == 0 ? part : Close(indices, part));
        }

        return Multiply([.. result]);
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

        IndexVariable[] order = CanonicalOrder.Of([.. over], [body]);
        (ImmutableArray<IndexVariable> bound, Expr closed) = CloseBody(order, body);
        ImmutableArray<Subscript> positions = at.Count == 0 ? [] : [.. order.Select(v => at[IndexOf(over, v)])];
        return Intern(new Reduction(kind, bound, closed, positions));
    }

    /// <summary>The body of a binder over free indices of its own; the same ones each time.</summary>
    public OpenBody Open(Binder binder) => binder.Opened ??= OpenFresh(binder);

    /// <summary>The body of a binder over indices that stand nowhere else, for joining it with other expressions.</summary>
    public OpenBody OpenFresh(Binder binder)
    {
        var map = new Dictionary<IndexVariable, Subscript>(binder.Bound.Length);
        var fresh = ImmutableArray.CreateBuilder<IndexVariable>(binder.Bound.Length);
        foreach (IndexVariable slot in binder.Bound)
        {
            IndexVariable index = Fresh(slot.Dimension);
            map.Add(slot, new IndexSubscript(index));
            fresh.Add(index);
        }

        return new OpenBody(fresh.MoveToImmutable(), Substitute(binder.Body, map));
    }

    /// <summary>The binder with another body over the indices of <paramref name="open"/>.</summary>
    public Expr CloseAgain(Binder binder, OpenBody open, Expr body) => binder switch
    {
        Reduction reduction => Reduce(reduction.Kind, open.Indices, body, reduction.At),
        _ => Contract(open.Indices, body),
    };

    /// <summary>Opens the sums among the factors that carry one of the bound indices, since a product of sums is a sum of products.</summary>
    private (Expr Body, bool Merged) MergeContractions(List<IndexVariable> bound, Expr body)
    {
        if (body is Contraction only)
        {
            OpenBody open = OpenFresh(only);
            bound.AddRange(open.Indices);
            return (open.Body, true);
        }

        if (body is not Product product || !Array.Exists(product.Children.ToArray(), f => f is Contraction && bound.Exists(f.Contains)))
        {
            return (body, false);
        }

        var factors = new List<Expr> { Rational(product.Coefficient) };
        foreach (Expr factor in product.Children)
        {
            if (factor is Contraction contraction && bound.Exists(factor.Contains))
            {
                OpenBody open = OpenFresh(contraction);
                bound.AddRange(open.Indices);
                factors.Add(open.Body);
            }
            else
            {
                factors.Add(factor);
            }
        }

        return (Multiply([.. factors]), true);
    }

    /// <summary>The factors, grouped by the bound indices that link them; a factor without any is a group of its own.</summary>
    private static List<(List<IndexVariable> Indices, List<Expr> Factors)> Components(List<IndexVariable> bound, Expr core)
    {
        Expr[] factors = core is Product product ? product.Children.ToArray() : [core];
        var groups = new List<(List<IndexVariable> Indices, List<Expr> Factors)>();
        foreach (Expr factor in factors)
        {
            List<IndexVariable> own = bound.FindAll(factor.Contains);
            (List<IndexVariable> Indices, List<Expr> Factors) group = (own, [factor]);
            if (own.Count > 0)
            {
                foreach ((List<IndexVariable> indices, List<Expr> linked) in groups.FindAll(g => g.Indices.Exists(own.Contains)))
                {
                    group = ([.. group.Indices.Union(indices)], [.. linked, .. group.Factors]);
                    groups.RemoveAll(g => ReferenceEquals(g.Indices, indices));
                }
            }

            groups.Add(group);
        }

        return groups;
    }

    /// <summary>The sum of one part. The number that divides all of it stands outside, its sign chosen over the slots, so that it does
    /// not depend on the dummies' identities.</summary>
    private Expr Close(List<IndexVariable> indices, Expr body)
    {
        Expr[] factors = body is Product product ? product.Children.ToArray() : [body];
        (ImmutableArray<IndexVariable> bound, Expr closed) = CloseBody(CanonicalOrder.Of([.. indices], factors), body);
        (Fraction content, Expr primitive) = closed is Sum ? SplitContent(closed) : SplitCoefficient(closed);
        return Scale(content, Intern(new Contraction(bound, primitive)));
    }

    private (ImmutableArray<IndexVariable> Bound, Expr Body) CloseBody(IndexVariable[] order, Expr body)
    {
        int level = body.Facts.BinderLevel + 1;
        var map = new Dictionary<IndexVariable, Subscript>(order.Length);
        var bound = ImmutableArray.CreateBuilder<IndexVariable>(order.Length);
        foreach (IndexVariable index in order)
        {
            IndexVariable slot = Slot(level, bound.Count, index.Dimension);
            bound.Add(slot);
            map.Add(index, new IndexSubscript(slot));
        }

        return (bound.MoveToImmutable(), Substitute(body, map));
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
