using System.Collections.Immutable;
using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>Writes the subscripts of symmetric tensors in one order, so that <c>s_ij x_j + s_ji x_j</c> is <c>2 s_ij x_j</c>: free
/// indices first, as they follow one another, then those of outer sums, then those of inner ones. Which of two indices of one sum
/// comes first makes no difference to that; all ways are tried, and the shortest result stays.</summary>
internal sealed class SymmetricSubscripts : NodeRule
{
    private const int MaximalWays = 64;

    private readonly AxisSymmetries symmetries = new();

    /// <param name="factory">The factory of the program.</param>
    /// <param name="identities">The identities; those that exchange axes count.</param>
    /// <param name="equations">The program's lines, whose tensors may be symmetric because those are that they read.</param>
    public SymmetricSubscripts(ExprFactory factory, IReadOnlyCollection<BoundIdentity> identities, IEnumerable<BoundEquation> equations)
        : base("identities/symmetric", "Exchange the indices of a symmetric tensor", "s_ij = s_ji where s is symmetric by declaration, or because what defines it is")
    {
        foreach (BoundIdentity identity in identities)
        {
            symmetries.Add(factory, identity);
        }

        foreach (BoundEquation equation in symmetries.Mask == 0 ? [] : equations)
        {
            AddDefined(factory, equation);
        }
    }

    /// <summary>An expression in the ways in which its symmetric tensors can be written: what a pattern must know, which is compared
    /// subscript by subscript. Past a bound, some of them.</summary>
    public IEnumerable<Expr> Variants(ExprFactory factory, Expr node)
    {
        var variants = new List<Expr> { node };
        var elements = new HashSet<Expr>();
        Collect(node);
        foreach (TensorElement element in elements)
        {
            foreach (Expr known in variants.ToArray())
            {
                foreach (AxisExchange exchange in symmetries.Of(element.Tensor).Skip(1))
                {
                    Expr other = factory.Element(element.Tensor, [.. exchange.Order.Select(axis => element.Subscripts[axis])]);
                    Expr variant = Replace(factory, known, new Dictionary<Expr, Expr> { [element] = exchange.Negates ? factory.Negate(other) : other });
                    if (variants.Count < MaximalWays && !variants.Contains(variant))
                    {
                        variants.Add(variant);
                    }
                }
            }
        }

        return variants;

        void Collect(Expr part)
        {
            if (MayMatch(part))
            {
                elements.UnionWith(part is TensorElement ? [part] : []);
                foreach (Expr child in part is Binder binder ? [factory.Open(binder).Body] : part.Children.ToArray())
                {
                    Collect(child);
                }
            }
        }
    }

    protected override bool MayMatch(Expr expression) => (expression.Facts.TensorMask & symmetries.Mask) != 0;

    protected override Expr Rewrite(ExprFactory factory, Expr node) => node switch
    {
        Contraction contraction => OfBinder(factory, contraction),
        Reduction reduction => Ordered(factory, reduction is { Kind: ReductionKind.Inverse } ? reduction : OfBinder(factory, reduction)),
        _ => Ordered(factory, node),
    };

    /// <summary>Whether a line's body is the same with two neighbouring indices exchanged, or its negative.</summary>
    private void AddDefined(ExprFactory factory, BoundEquation equation)
    {
        Expr body = Apply(factory, equation.Body);
        for (int axis = 1; axis < equation.Indices.Length; axis++)
        {
            (IndexVariable a, IndexVariable b) = (equation.Indices[axis - 1], equation.Indices[axis]);
            if (a.Dimension != b.Dimension || !MayMatch(body))
            {
                continue;
            }

            Expr exchanged = Apply(factory, factory.Substitute(body, new Dictionary<IndexVariable, Subscript> { [a] = b.Alone, [b] = a.Alone }));
            bool negates = exchanged == factory.Negate(body);
            if (negates || exchanged == body)
            {
                int[] order = [.. Enumerable.Range(0, equation.Indices.Length)];
                (order[axis - 1], order[axis]) = (axis, axis - 1);
                symmetries.Add(equation.Tensor, new AxisExchange([.. order], negates));
            }
        }
    }

    /// <summary>The component by its first subscripts that have an order of their own: free indices.</summary>
    private Expr Ordered(ExprFactory factory, Expr node) => Ways(factory, node, []) is [var first, ..] ? first : node;

    private Expr OfBinder(ExprFactory factory, Binder binder)
    {
        OpenBody open = factory.Open(binder);
        var ways = new Dictionary<Expr, Expr[]>();
        Collect(open.Body);
        if (ways.Count == 0)
        {
            return binder;
        }

        Expr[] components = [.. ways.Keys];
        Expr best = binder;
        var results = new HashSet<Expr> { binder };
        var chosen = new Dictionary<Expr, Expr>();
        if (ways.Values.Aggregate(1L, (count, w) => Math.Min(count * w.Length, MaximalWays + 1)) <= MaximalWays)
        {
            Try(0);
        }
        else
        {
            OneByOne();
        }

        return results.Any(r => results.Contains(factory.Negate(r))) ? factory.Zero : best;

        void Collect(Expr part)
        {
            if (!MayMatch(part) || !Array.Exists(part.FreeIndices, open.Indices.Contains) || ways.ContainsKey(part))
            {
                return;
            }

            if (Ways(factory, part, open.Indices) is { Length: > 0 } several && (several.Length > 1 || several[0] != part))
            {
                ways.Add(part, several);
            }

            if (part is Binder inner)
            {
                Collect(factory.Open(inner).Body);
                return;
            }

            foreach (Expr child in part.Children)
            {
                Collect(child);
            }
        }

        void Try(int next)
        {
            if (next == components.Length)
            {
                Take(chosen);
                return;
            }

            foreach (Expr way in ways[components[next]])
            {
                chosen[components[next]] = way;
                Try(next + 1);
            }
        }

        // Too many to try all together: each one by itself, the others as they are best so far.
        void OneByOne()
        {
            foreach (Expr component in components)
            {
                chosen[component] = ways[component][0];
            }

            foreach (Expr component in components)
            {
                Expr kept = chosen[component];
                foreach (Expr way in ways[component])
                {
                    chosen[component] = way;
                    kept = Take(chosen) ? way : kept;
                }

                chosen[component] = kept;
            }
        }

        bool Take(IReadOnlyDictionary<Expr, Expr> by)
        {
            Expr candidate = factory.CloseAgain(binder, open, Replace(factory, open.Body, by));
            results.Add(candidate);
            bool isBetter = Key(candidate).CompareTo(Key(best)) < 0;
            best = isBetter ? candidate : best;
            return isBetter;
        }
    }

    private (int, int, ulong) Key(Expr node) => (Complexity.Of(node), Inversions(node), node.Hash);

    private static Expr Replace(ExprFactory factory, Expr node, IReadOnlyDictionary<Expr, Expr> by) =>
        by.TryGetValue(node, out Expr? other) ? other : factory.Rebuild(node, child => Replace(factory, child, by));

    /// <summary>How often a summed index stands before one that its sum has before it.</summary>
    private int Inversions(Expr node)
    {
        if (!MayMatch(node))
        {
            return 0;
        }

        ImmutableArray<Subscript> subscripts = node is TensorElement element ? element.Subscripts : node is Reduction { Kind: ReductionKind.Inverse } inverse ? [inverse.At[1], inverse.At[0]] : [];
        int count = subscripts.Zip(subscripts.Skip(1)).Count(p => p is { First: IndexSubscript { Index: { IsBound: true } a }, Second: IndexSubscript { Index: { IsBound: true } b } } && a.CompareTo(b) > 0);
        foreach (Expr child in node.Children)
        {
            count += Inversions(child);
        }

        return count;
    }

    /// <summary>The ways to write a component that put its subscripts in order, among them where some are alike: first those without
    /// an index of the sum at hand. None for what is not symmetric.</summary>
    private Expr[] Ways(ExprFactory factory, Expr node, ImmutableArray<IndexVariable> bound)
    {
        (ImmutableArray<Subscript> subscripts, ImmutableArray<AxisExchange> exchanges) = node switch
        {
            TensorElement element => (element.Subscripts, symmetries.Of(element.Tensor)),
            Reduction { Kind: ReductionKind.Inverse } inverse when Exchange(factory, inverse) is { } exchange => ([inverse.At[1], inverse.At[0]], exchange),
            _ => ([], []),
        };
        if (exchanges.IsEmpty)
        {
            return [];
        }

        var all = exchanges.Select(e => (Subscripts: (Subscript[])[.. e.Order.Select(axis => subscripts[axis])], e.Negates)).ToArray();
        (int, long)[] least = all.Select(w => Ranks(w.Subscripts)).MinBy(r => r, RankOrder)!;
        return [.. all.Where(w => Ranks(w.Subscripts).SequenceEqual(least)).Select(Written).Distinct()];

        (int, long)[] Ranks(Subscript[] ordered) => Array.ConvertAll(ordered, s => s switch
        {
            IndexSubscript { Index: { IsOpened: false, IsBound: false } free } when !bound.Contains(free) => (0, free.Key),
            _ => (s.Indices.Any(bound.Contains) ? 2 : 1, 0L),
        });

        Expr Written((Subscript[] Subscripts, bool Negates) way)
        {
            Expr component = node is Reduction inverse
                ? factory.Reduce(ReductionKind.Inverse, factory.Open(inverse).Indices, factory.Open(inverse).Body, [way.Subscripts[1], way.Subscripts[0]])
                : factory.Element(((TensorElement)node).Tensor, [.. way.Subscripts]);
            return way.Negates ? factory.Negate(component) : component;
        }
    }

    private static readonly Comparer<(int, long)[]> RankOrder = Comparer<(int, long)[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b));

    /// <summary>The inverse of a symmetric matrix is symmetric.</summary>
    private ImmutableArray<AxisExchange>? Exchange(ExprFactory factory, Reduction inverse)
    {
        if (!MayMatch(inverse))
        {
            return null;
        }

        OpenBody open = factory.Open(inverse);
        IndexVariable[] rows = [.. open.Indices.Select((v, i) => factory.Fresh(v.Dimension, i == 0 ? "row" : "column"))];
        return With(rows[0], rows[1]) == With(rows[1], rows[0])
            ? [new AxisExchange([0, 1], Negates: false), new AxisExchange([1, 0], Negates: false)]
            : null;

        Expr With(IndexVariable a, IndexVariable b) =>
            Apply(factory, factory.Substitute(open.Body, new Dictionary<IndexVariable, Subscript> { [open.Indices[0]] = a.Alone, [open.Indices[1]] = b.Alone }));
    }
}
