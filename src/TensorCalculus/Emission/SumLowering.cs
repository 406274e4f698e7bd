using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>Lowers a sum: addends over the same indices first, then the smaller ones onto the larger. Addends with a Kronecker
/// delta are added in place.</summary>
internal static class SumLowering
{
    public static Labelled Lower(Lowering lowering, Sum sum, IReadOnlyList<IndexVariable>? preferred)
    {
        var addends = new List<(Labelled Value, bool Subtracted)>();
        var placed = new List<DeltaTerm>();
        foreach (Expr term in Terms(lowering.Factory, sum))
        {
            bool negative = lowering.Factory.SplitCoefficient(term).Coefficient.IsNegative;
            Expr size = negative ? lowering.Factory.Negate(term) : term;
            if (DeltaTerm.Of(lowering, size, negative) is { } delta)
            {
                placed.Add(delta);
            }
            else
            {
                addends.Add((lowering.Lower(size, preferred), negative));
            }
        }

        Labelled? regular = addends.Count == 0 ? null : Add(lowering.Graph, addends, preferred);
        return placed.Count == 0 ? regular!.Value : DeltaTerm.Place(lowering.Graph, regular, placed, preferred);
    }

    /// <summary>The addends; a sum of deltas within one is addends too.</summary>
    private static IEnumerable<Expr> Terms(ExprFactory factory, Expr sum) =>
        sum.Children.ToArray().SelectMany(t => DeltaTerm.Distributed(factory, t) is { } terms ? Terms(factory, terms) : [t]);

    private static Labelled Add(ArrayGraph graph, List<(Labelled Value, bool Subtracted)> addends, IReadOnlyList<IndexVariable>? preferred)
    {
        IndexVariable[] all = [.. addends.SelectMany(a => a.Value.Axes).Distinct()];
        var groups = addends.GroupBy(a => a.Value.Axes.Length == all.Length ? "" : string.Join(',', a.Value.Axes.Select(v => v.Key).Order())).ToArray();
        if (groups.Length == 1)
        {
            return Join(graph, addends, preferred);
        }

        // a_p + b_p + c_pq is (a_p + b_p) + c_pq: the smaller ones together cost one pass over the larger.
        return Join(graph, [.. groups.SelectMany(g => g.Key.Length == 0 || g.Count() == 1 ? g.AsEnumerable() : [Partial(g)])], preferred);

        (Labelled, bool) Partial(IEnumerable<(Labelled Value, bool Subtracted)> group)
        {
            bool negative = group.All(a => a.Subtracted);
            return (Join(graph, [.. group.Select(a => (a.Value, a.Subtracted != negative))], null), negative);
        }
    }

    private static Labelled Join(ArrayGraph graph, List<(Labelled Value, bool Subtracted)> addends, IReadOnlyList<IndexVariable>? preferred)
    {
        if (addends is [var (only, subtracted)])
        {
            return subtracted ? graph.Elementwise(new NegateOperation(), [only]) : only;
        }

        // What is added stands before what is subtracted, what is larger before what is repeated along it.
        (Labelled Value, bool Subtracted)[] ordered = [.. addends.OrderBy(a => a.Subtracted).ThenByDescending(a => a.Value.Axes.Length)];
        return graph.Elementwise(new AddOperation([.. ordered.Select(a => a.Subtracted)]), [.. ordered.Select(a => a.Value)], preferred);
    }
}
