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

        foreach (BoundEquation equation in equations)
        {
            AddDefined(factory, equation);
        }
    }

    /// <summary>The pairs of axes of a tensor, the first before the second, that can change places.</summary>
    public IReadOnlySet<(TensorSymbol Tensor, int First, int Second)> Pairs => symmetries.Pairs;

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

    protected override bool MayMatch(Expr expression) => (expression.Facts.TensorMask & symmetries.Mask) != 0 || expression.Facts.HasInverse;

    protected override Expr Rewrite(ExprFactory factory, Expr node) => node switch
    {
        Contraction contraction => OfBinder(factory, contraction),
        Reduction reduction => Ordered(factory, reduction is { Kind: ReductionKind.Inverse } ? reduction : OfBinder(factory, reduction)),
        Call call => factory.Rebuild(call, argument => WithoutSign(factory, argument)),
        _ => Ordered(factory, node),
    };

    /// <summary>A function is of <c>d_ji</c>, not of <c>-d_ij</c>.</summary>
    private Expr WithoutSign(ExprFactory factory, Expr argument) =>
        factory.SplitCoefficient(argument) is ({ IsNegative: true } coefficient, TensorElement element)
        && symmetries.Of(element.Tensor).FirstOrDefault(e => e.Negates) is { } exchange
            ? factory.Scale(-coefficient, factory.Element(element.Tensor, [.. exchange.Order.Select(axis => element.Subscripts[axis])]))
            : argument;

    /// <summary>Whether a line's body is the same with two of its indices exchanged, or its negative. Only axes of one size are worth a look,
    /// which few lines have.</summary>
    private void AddDefined(ExprFactory factory, BoundEquation equation)
    {
        for (int first = 0; first < equation.Indices.Length; first++)
        {
            for (int second = first + 1; second < equation.Indices.Length; second++)
            {
                if (equation.Indices[first].Dimension == equation.Indices[second].Dimension && Exchanged(factory, equation, first, second) is { } negates)
                {
                    int[] order = [.. Enumerable.Range(0, equation.Indices.Length)];
                    (order[first], order[second]) = (second, first);
                    symmetries.Add(equation.Tensor, new AxisExchange([.. order], negates));
                }
            }
        }
    }

    /// <summary>Whether the body becomes its negative by the exchange; <see langword="null"/> where it becomes something else.</summary>
    private bool? Exchanged(ExprFactory factory, BoundEquation equation, int first, int second)
    {
        (IndexVariable a, IndexVariable b) = (equation.Indices[first], equation.Indices[second]);
        Expr body = Apply(factory, equation.Body);
        Expr exchanged = Apply(factory, factory.Substitute(body, new Dictionary<IndexVariable, Subscript> { [a] = b.Alone, [b] = a.Alone }));
        return exchanged == body ? false : exchanged == factory.Negate(body) ? true : null;
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

    private (int, int, int, ulong) Key(Expr node) => (Complexity.Of(node), Crossings(node), Inversions(node), node.Hash);

    /// <summary>How many pairs of summed indices stand in both orders, as in <c>s_ij w_ji</c>.</summary>
    private static int Crossings(Expr node)
    {
        var pairs = new HashSet<(IndexVariable, IndexVariable)>();
        Collect(node);
        return pairs.Count(p => p.Item1 != p.Item2 && pairs.Contains((p.Item2, p.Item1)));

        void Collect(Expr part)
        {
            pairs.UnionWith(BoundPairs(part));
            foreach (Expr child in part.Children)
            {
                Collect(child);
            }
        }
    }

    /// <summary>The summed indices that stand beside one another in a component.</summary>
    private static IEnumerable<(IndexVariable, IndexVariable)> BoundPairs(Expr node)
    {
        ImmutableArray<Subscript> subscripts = node switch
        {
            TensorElement element => element.Subscripts,
            Reduction { Kind: ReductionKind.Inverse } inverse => Read(inverse, inverse.At),
            _ => [],
        };
        for (int i = 1; i < subscripts.Length; i++)
        {
            if (subscripts[i - 1] is IndexSubscript { Index: { IsBound: true } a } && subscripts[i] is IndexSubscript { Index: { IsBound: true } b })
            {
                yield return (a, b);
            }
        }
    }

    private static Expr Replace(ExprFactory factory, Expr node, IReadOnlyDictionary<Expr, Expr> by) =>
        by.TryGetValue(node, out Expr? other) ? other : factory.Rebuild(node, child => Replace(factory, child, by));

    /// <summary>How often a summed index stands before one that its sum has before it.</summary>
    private int Inversions(Expr node)
    {
        if (!MayMatch(node))
        {
            return 0;
        }

        int count = BoundPairs(node).Count(p => p.Item1.CompareTo(p.Item2) > 0);
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
            Reduction { Kind: ReductionKind.Inverse } inverse when Exchange(factory, inverse) is { } exchange => (Read(inverse, inverse.At), exchange),
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
                ? factory.Reduce(ReductionKind.Inverse, factory.Open(inverse).Indices, factory.Open(inverse).Body, Read(inverse, [.. way.Subscripts]))
                : factory.Element(((TensorElement)node).Tensor, [.. way.Subscripts]);
            return way.Negates ? factory.Negate(component) : component;
        }
    }

    /// <summary>The subscripts of an inverse as they are read, and back: the first of them belongs to the columns of the matrix.</summary>
    private static ImmutableArray<Subscript> Read(Reduction inverse, ImmutableArray<Subscript> at) =>
        inverse.Body is TensorElement { Subscripts: [.., IndexSubscript { Index: var row }, _] } && row == inverse.Bound[1] ? at : [at[1], at[0]];

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
