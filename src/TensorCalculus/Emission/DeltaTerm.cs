using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>An addend that is zero but where indices agree, or at a position: the array there, and where it goes.</summary>
/// <param name="Value">The array, over the indices that are left when the deltas have been used.</param>
/// <param name="Subtracted">Whether it is subtracted.</param>
/// <param name="Places">For each index of the addend, the subscript that its delta binds it to: another index, itself, or a position.</param>
internal sealed record DeltaTerm(Labelled Value, bool Subtracted, IReadOnlyDictionary<IndexVariable, Subscript> Places)
{
    /// <summary>Whether the delta says where something stands: at equal indices, or at a position.</summary>
    public static bool IsPlace(Delta delta) => delta.IsPlain
        && delta is { Left: IndexSubscript, Right: IndexSubscript or PositionSubscript } or { Left: PositionSubscript, Right: IndexSubscript };

    /// <summary>g_p (a_p δ_q0 + b_p δ_q1) as g_p a_p δ_q0 + g_p b_p δ_q1: the factor is needed where something stands, and nowhere else.</summary>
    public static Expr? Distributed(ExprFactory factory, Expr node)
    {
        if (node is not Product product || !node.Facts.HasDelta
            || Array.Find(product.Children.ToArray(), f => f is Sum && f.Children.ToArray().All(IsPlaced)) is not { } sum)
        {
            return null;
        }

        Expr rest = factory.Multiply([factory.Rational(product.Coefficient), .. product.Children.ToArray().Where(f => f != sum)]);
        return factory.Add(Array.ConvertAll(sum.Children.ToArray(), t => factory.Multiply(rest, t)));

        static bool IsPlaced(Expr term) => term is Delta delta ? IsPlace(delta) : term is Product && term.Children.ToArray().OfType<Delta>().Any(IsPlace);
    }

    /// <summary>The addend as such a term; <see langword="null"/> where it has no delta outside of its functions and sums.</summary>
    public static DeltaTerm? Of(Lowering lowering, Expr term, bool subtracted)
    {
        Expr[] factors = term is Product product ? product.Children.ToArray() : [term];
        Delta[] deltas = [.. factors.OfType<Delta>().Where(IsPlace)];
        if (deltas.Length == 0)
        {
            return null;
        }

        ExprFactory factory = lowering.Factory;
        Expr rest = factory.Multiply([factory.Rational(factory.SplitCoefficient(term).Coefficient), .. factors.Where(f => !deltas.Contains(f))]);
        var places = term.FreeIndices.ToDictionary(v => v, v => (Subscript)new IndexSubscript(v));
        var open = new Queue<Delta>(deltas);
        while (open.TryDequeue(out Delta? delta))
        {
            (Subscript left, Subscript right) = (Current(delta.Left), Current(delta.Right));
            (IndexVariable? bound, Subscript by) = right is IndexSubscript r ? (r.Index, left) : left is IndexSubscript l ? (l.Index, right) : (null, left);
            if (bound is null)
            {
                // Two positions: they are equal or not when the program runs.
                rest = factory.Multiply(rest, factory.KroneckerDelta(left, right));
                continue;
            }

            foreach (IndexVariable index in places.Keys.Where(v => places[v] is IndexSubscript s && s.Index == bound).ToArray())
            {
                places[index] = by;
            }

            rest = factory.Substitute(rest, bound, by);
        }

        // In the order in which its axes are placed, so that none is turned.
        return new DeltaTerm(lowering.Lower(rest, [.. rest.FreeIndices.OrderBy(v => v.Key)]), subtracted, places);

        Subscript Current(Subscript subscript) => subscript is IndexSubscript s ? places[s.Index] : subscript;
    }

    /// <summary>A regular part, if there is one, and delta terms, as one array.</summary>
    public static Labelled Place(ArrayGraph graph, Labelled? regular, IReadOnlyList<DeltaTerm> terms, IReadOnlyList<IndexVariable>? preferred)
    {
        IEnumerable<IndexVariable> all = terms.SelectMany(t => t.Places.Keys).Concat(regular?.Axes ?? []).Distinct();
        ImmutableArray<IndexVariable> axes = regular is { } r && all.All(r.Has)
            ? r.Axes
            : [.. all.OrderBy(v => preferred is null ? -1 : preferred.TakeWhile(p => p != v).Count()).ThenBy(v => v.Key)];
        ArrayNode? start = regular is { } given ? graph.Broadcast(given, axes) : null;
        return graph.Place(start, axes, [.. terms.Select(t => t.In(graph, axes))]);
    }

    private (ArrayNode Node, Placement Place) In(ArrayGraph graph, ImmutableArray<IndexVariable> axes)
    {
        var labels = new List<IndexVariable>();
        ImmutableArray<ViewAxis> places = [.. axes.Select(PlaceOf)];
        Labelled ordered = graph.Transpose(Value, [.. labels.Where(Value.Has)]);
        return (ordered.Node, new Placement(Subtracted, places, [.. ordered.Axes.Select(v => labels.IndexOf(v))]));

        ViewAxis PlaceOf(IndexVariable axis)
        {
            Subscript place = Places.GetValueOrDefault(axis) ?? new IndexSubscript(axis);
            if (place is PositionSubscript position)
            {
                return new ViewAxis(-1, position);
            }

            IndexVariable index = ((IndexSubscript)place).Index;
            if (!labels.Contains(index))
            {
                labels.Add(index);
            }

            return new ViewAxis(labels.IndexOf(index), null);
        }
    }
}
