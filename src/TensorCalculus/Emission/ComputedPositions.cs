using System.Collections.Immutable;
using System.Diagnostics;
using Fractions;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>Lowers what stands at computed positions: reads through combinations of indices and gathered positions, brackets and
/// deltas of such, and sums over a delta, which are scatters.</summary>
internal sealed class ComputedPositions(Lowering lowering)
{
    private readonly ArrayGraph graph = lowering.Graph;

    /// <summary>A combination as an array of whole numbers over its indices.</summary>
    public Labelled Form(AffineForm form)
    {
        var addends = new List<(Labelled Value, bool Subtracted)>();
        foreach ((long coefficient, SubscriptAtom atom) in form.Terms)
        {
            long size = Math.Abs(coefficient);
            Labelled value = Atom(atom);
            addends.Add((size == 1 ? value : graph.Elementwise(new MultiplyOperation(), [Number(size), value]), coefficient < 0));
        }

        if (form.Constant != 0 || addends.Count == 0)
        {
            addends.Add((Number(Math.Abs(form.Constant)), form.Constant < 0));
        }

        (Labelled Value, bool Subtracted)[] ordered = [.. addends.OrderBy(a => a.Subtracted)];
        return ordered is [(var only, false)]
            ? only
            : graph.Elementwise(new AddOperation([.. ordered.Select(a => a.Subtracted)]), [.. ordered.Select(a => a.Value)]);
    }

    /// <summary>1 where a combination is 0 or more, else 0.</summary>
    public Labelled Bracket(AffineForm form) => graph.Elementwise(new IndicatorOperation(false), [Form(form)]);

    /// <summary>1 where a combination is 0, else 0.</summary>
    public Labelled Equality(AffineForm form) => graph.Elementwise(new IndicatorOperation(true), [Form(form)]);

    /// <summary>A component of an array at subscripts of any kind.</summary>
    public Labelled Read(ArrayNode source, IReadOnlyList<Subscript> subscripts)
    {
        var left = new List<Subscript>();
        foreach (Subscript subscript in subscripts)
        {
            int axis = left.Count;
            AffineForm form = subscript.Form;

            // An index of another size than the axis reads a part of it.
            bool isCombination = subscript is AffineSubscript || (subscript is IndexSubscript { Index: var plain } && plain.Dimension != source.Shape[axis]);
            if (!isCombination || form.Terms.Any(t => t.Atom is GatherAtom))
            {
                left.Add(subscript);
                continue;
            }

            AffineTerm[] terms = [.. form.Terms.Where(t => t.Atom is IndexAtom)];
            ImmutableArray<IndexVariable> indices = [.. terms.Select(t => ((IndexAtom)t.Atom).Index)];
            ArrayNode start = Form(AffineForm.Sum(form.Terms.Where(t => t.Atom is not IndexAtom), form.Constant)).Node;
            source = graph.Window(source, axis, start, indices, [.. terms.Select(t => t.Coefficient)], subscript.IsInside(source.Shape[axis]));
            left.AddRange(indices.Select(v => new IndexSubscript(v)));
        }

        return left.Exists(s => s is GatheredSubscript or AffineSubscript) ? Gather(source, left) : graph.View(source, left);
    }

    private Labelled Gather(ArrayNode source, List<Subscript> subscripts)
    {
        // An axis whose index the positions have too is read at positions as well: s_{b t_b}.
        HashSet<IndexVariable> computed = [.. subscripts.Where(s => s is not (IndexSubscript or PositionSubscript)).SelectMany(s => s.Indices)];
        int[] read = [.. Enumerable.Range(0, subscripts.Count).Where(a => subscripts[a] is GatheredSubscript or AffineSubscript || (subscripts[a] is IndexSubscript i && computed.Contains(i.Index)))];
        int[] rest = [.. Enumerable.Range(0, subscripts.Count).Except(read)];
        ArrayNode front = graph.Reordered(source, [.. read, .. rest]);
        var masks = new List<Labelled>();
        var positions = new List<Labelled>();
        foreach (int axis in read)
        {
            AffineForm form = subscripts[axis].Form;
            Labelled position = Form(form);
            if (!subscripts[axis].IsInside(source.Shape[axis]))
            {
                Labelled mask = Inside(form, source.Shape[axis]);
                masks.Add(mask);
                position = graph.Elementwise(new MultiplyOperation(), [position, mask]);
            }

            positions.Add(position);
        }

        // What is left are indices and positions; the indices of the gathered axes stand for themselves meanwhile.
        IndexVariable[] stand = [.. read.Select(a => lowering.Factory.Fresh(source.Shape[a]))];
        Labelled viewed = graph.View(front, [.. stand.Select(v => new IndexSubscript(v)), .. rest.Select(a => subscripts[a])]);
        Labelled gathered = graph.Gather(viewed, positions);
        return masks.Aggregate(gathered, (value, mask) => graph.Elementwise(new MultiplyOperation(), [value, mask]));
    }

    /// <summary>1 where a combination is a position along a dimension, else 0.</summary>
    public Labelled Inside(AffineForm form, Dimension dimension) => graph.Elementwise(
        new MultiplyOperation(), [Bracket(form), Bracket(AffineForm.Of(dimension) - form + -1)]);

    /// <summary>A sum over indices with a delta between a free index and a combination of summed ones, as a scatter; <see langword="null"/>
    /// for another sum.</summary>
    public Labelled? Scatter(OpenBody open)
    {
        if (open.Body is not Product product || !product.Facts.HasDelta)
        {
            return null;
        }

        var bound = open.Indices.ToHashSet();
        var chosen = new List<(Delta Delta, IndexVariable Target, Subscript From)>();
        foreach (Delta delta in product.Children.ToArray().OfType<Delta>())
        {
            foreach ((Subscript target, Subscript from) in new[] { (delta.Left, delta.Right), (delta.Right, delta.Left) })
            {
                if (target is IndexSubscript { Index: var index } && !bound.Contains(index) && from.Indices.Any(bound.Contains)
                    && !from.Indices.Contains(index) && !chosen.Exists(c => c.Target == index || c.From.Indices.Contains(index) || from.Indices.Contains(c.Target)))
                {
                    chosen.Add((delta, index, from));
                    break;
                }
            }
        }

        Expr[] others = [.. product.Children.ToArray().Where(f => !chosen.Exists(c => c.Delta == f))];
        chosen.RemoveAll(c => others.Any(o => o.Contains(c.Target)));
        if (chosen.Count == 0)
        {
            return null;
        }

        ExprFactory factory = lowering.Factory;
        Expr rest = factory.Multiply([factory.Rational(product.Coefficient), .. product.Children.ToArray().Where(f => !chosen.Exists(c => c.Delta == f))]);
        IndexVariable[] labels = [.. chosen.SelectMany(c => c.From.Indices).Distinct()];
        Labelled added = lowering.Lower(factory.Contract(bound.Where(v => !labels.Contains(v)), rest));
        var targets = new List<IndexVariable>();
        var positions = new List<Labelled>();
        foreach ((_, IndexVariable target, Subscript from) in chosen)
        {
            Labelled position = Form(from.Form);
            if (!from.IsInside(target.Dimension))
            {
                Labelled mask = Inside(from.Form, target.Dimension);
                added = graph.Elementwise(new MultiplyOperation(), [added, mask]);
                position = graph.Elementwise(new MultiplyOperation(), [position, mask]);
            }

            targets.Add(target);
            positions.Add(position);
        }

        foreach (IndexVariable free in labels.Where(v => !bound.Contains(v)))
        {
            targets.Add(free);
            positions.Add(graph.Range(free));
        }

        return graph.Scatter(added, targets, positions);
    }

    private Labelled Atom(SubscriptAtom atom) => atom switch
    {
        IndexAtom index => graph.Range(index.Index),
        SizeAtom size => new Labelled(graph.Size(size.Dimension)),
        PositionAtom position => new Labelled(graph.Position(position.Symbol)),
        GatherAtom gather => lowering.Lower(lowering.Factory.Element(gather.Tensor, gather.Subscripts)),
        _ => throw new UnreachableException(),
    };

    private Labelled Number(long value) => new(graph.Number(new Fraction(value)));
}
