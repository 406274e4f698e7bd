using System.Collections.Immutable;
using System.Globalization;
using Fractions;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>Makes the array computations of one module. What is asked for twice is the same node, also where the indices have
/// other letters, or stand in another order: then the axes of the answer say in which.</summary>
internal sealed partial class ArrayGraph
{
    private readonly Dictionary<string, Labelled> byKey = [];
    private readonly Dictionary<string, ImmutableArray<IndexVariable>> naturals = [];
    private readonly Dictionary<string, ArrayNode> nodes = [];
    private int count;
    private int firstOfPass;

    /// <summary>The number of nodes made so far.</summary>
    public int Count => count;

    public ArrayNode Number(Fraction value) =>
        Make("n" + value.ToString(CultureInfo.InvariantCulture), () => new NumberNode(count++, value));

    public ArrayNode Pi() => Make("pi", () => new PiNode(count++));

    public ArrayNode Size(Dimension dimension) => dimension.Value is { } value
        ? Number(value)
        : Make($"s{dimension.Ordinal}", () => new SizeNode(count++, dimension));

    public ArrayNode Parameter(TensorSymbol tensor) => Make((tensor.Kind == TensorKind.Gradient ? "g" : "p") + tensor.Name, () => new ParameterNode(count++, tensor));

    /// <summary>Whether the product of the two, summed over what is not kept, is there already.</summary>
    public bool HasContraction(Labelled a, Labelled b, IReadOnlyCollection<IndexVariable> kept)
    {
        (Labelled first, Labelled second) = Ordered(a, b);
        return byKey.ContainsKey(ContractionKey(first, second, kept, out _));
    }

    /// <summary>Notes that another pass begins. Parts of lines of the passes before are not at hand in it.</summary>
    public void StartPass() => firstOfPass = count;

    /// <summary>Whether the pointwise operation is at hand already.</summary>
    public bool HasElementwise(ElementOperation operation, IReadOnlyList<Labelled> operands) =>
        byKey.TryGetValue(ElementwiseKey(operation, operands, out _), out Labelled known) && known.Node.Id >= firstOfPass;

    /// <summary>An operation on each element of operands that repeat along the indices that they lack.</summary>
    /// <param name="operation">What is done.</param>
    /// <param name="operands">The operands.</param>
    /// <param name="preferred">An order of indices to take where the operation is new, if it has all of the result's.</param>
    public Labelled Elementwise(ElementOperation operation, IReadOnlyList<Labelled> operands, IReadOnlyList<IndexVariable>? preferred = null)
    {
        string key = ElementwiseKey(operation, operands, out ImmutableArray<IndexVariable> natural);
        return Recall(key, natural) ?? Remember(key, natural, Build());

        Labelled Build()
        {
            ImmutableArray<IndexVariable> axes = preferred is not null && natural.All(preferred.Contains)
                ? [.. preferred.Where(v => natural.Contains(v))]
                : natural;
            Labelled[] aligned = [.. operands.Select(o => Transpose(o, [.. axes.Where(o.Has)]))];
            ImmutableArray<ImmutableArray<int>> maps = [.. aligned.Select(o => (ImmutableArray<int>)[.. o.Axes.Select(v => axes.IndexOf(v))])];
            return new Labelled(new ElementwiseNode(count++, ShapeOf(axes), operation, [.. aligned.Select(o => o.Node)], maps), axes);
        }
    }

    /// <summary>A product of two arrays, summed over the indices that both have and that are not kept.</summary>
    public Labelled Contract(Labelled a, Labelled b, IReadOnlyCollection<IndexVariable> kept, IReadOnlyList<IndexVariable>? preferred = null)
    {
        (Labelled first, Labelled second) = Ordered(a, b);
        string key = ContractionKey(first, second, kept, out ImmutableArray<IndexVariable> natural);
        return Recall(key, natural) ?? Remember(key, natural, Build());

        Labelled Build()
        {
            ImmutableArray<IndexVariable> wanted = preferred is not null && natural.All(preferred.Contains)
                ? [.. preferred.Where(v => natural.Contains(v))]
                : natural;
            IndexVariable? leading = wanted.FirstOrDefault(v => a.Has(v) != b.Has(v));
            (Labelled left, Labelled right) = leading is null ? (first, second) : a.Has(leading) ? (a, b) : (b, a);

            // A product of matrices has its axes in this order; a sum over more indices is as good in any.
            ImmutableArray<IndexVariable> axes = left.Axes.Count(v => right.Has(v) && !natural.Contains(v)) > 1 ? wanted :
            [
                .. wanted.Where(v => left.Has(v) && right.Has(v)),
                .. wanted.Where(v => left.Has(v) && !right.Has(v)),
                .. wanted.Where(v => right.Has(v) && !left.Has(v)),
            ];
            var labels = new List<IndexVariable>();
            ImmutableArray<int> Of(ImmutableArray<IndexVariable> indices) => [.. indices.Select(v => LabelOf(labels, v))];
            return new Labelled(
                new ContractionNode(count++, ShapeOf(axes), [left.Node, right.Node], Of(left.Axes), Of(right.Axes), Of(axes)), axes);
        }
    }

    /// <summary>A reduction over some of the indices.</summary>
    public Labelled Reduce(ArrayReduction kind, Labelled operand, IReadOnlyCollection<IndexVariable> over)
    {
        ImmutableArray<int> axes = [.. Enumerable.Range(0, operand.Axes.Length).Where(i => over.Contains(operand.Axes[i]))];
        ImmutableArray<IndexVariable> left = kind == ArrayReduction.Softmax ? operand.Axes : [.. operand.Axes.Where(v => !over.Contains(v))];
        ArrayNode node = Make(
            $"r{kind}{operand.Node.Id}:{string.Join(',', axes)}", () => new ReductionNode(count++, ShapeOf(left), kind, operand.Node, axes));
        return new Labelled(node, left);
    }

    /// <summary>What runs along indices of an array and keeps them.</summary>
    public Labelled Scan(ScanKind kind, Labelled operand, IReadOnlyCollection<IndexVariable> over)
    {
        ImmutableArray<int> axes = [.. Enumerable.Range(0, operand.Axes.Length).Where(i => over.Contains(operand.Axes[i]))];
        return operand with { Node = Make($"a{kind}{operand.Node.Id}:{string.Join(',', axes)}", () => new ScanNode(count++, kind, operand.Node, axes)) };
    }

    /// <summary>A function of the matrices along two indices, the first of which counts rows. An inverse counts its columns by the first.</summary>
    public Labelled OfMatrix(MatrixFunction function, Labelled operand, IndexVariable row, IndexVariable column)
    {
        ImmutableArray<IndexVariable> batch = [.. operand.Axes.Where(v => v != row && v != column)];
        Labelled matrices = Transpose(operand, [.. batch, row, column]);
        ImmutableArray<IndexVariable> axes = function switch
        {
            MatrixFunction.Inverse => [.. batch, column, row],
            MatrixFunction.Cholesky => [.. batch, row, column],
            _ => batch,
        };
        return new Labelled(
            Make($"m{function}{matrices.Node.Id}", () => new MatrixNode(count++, ShapeOf(axes), function, matrices.Node)), axes);
    }

    /// <summary>A view: for each axis of the source the index that stands there, or a position.</summary>
    public Labelled View(ArrayNode source, IReadOnlyList<Subscript> subscripts)
    {
        ImmutableArray<IndexVariable> axes = [.. subscripts.OfType<IndexSubscript>().Select(s => s.Index).Distinct()];
        if (axes.Length == subscripts.Count)
        {
            return new Labelled(source, axes);
        }

        ImmutableArray<ViewAxis> places = [.. subscripts.Select(s => s is IndexSubscript i ? new ViewAxis(axes.IndexOf(i.Index), null) : new ViewAxis(-1, (PositionSubscript)s))];
        return new Labelled(ViewOf(source, places, ShapeOf(axes)), axes);
    }

    /// <summary>The array with its axes in another order.</summary>
    public Labelled Transpose(Labelled operand, ImmutableArray<IndexVariable> order)
    {
        if (operand.Axes.SequenceEqual(order))
        {
            return operand;
        }

        ArrayNode source = operand.Node;
        ImmutableArray<IndexVariable> axes = operand.Axes;
        if (source is ViewNode { IsTransposition: true } view)
        {
            axes = [.. view.Axes.Select(a => operand.Axes[a.Axis])];
            source = view.Source;
        }

        return axes.SequenceEqual(order)
            ? new Labelled(source, order)
            : new Labelled(ViewOf(source, [.. axes.Select(v => new ViewAxis(order.IndexOf(v), null))], ShapeOf(order)), order);
    }

    /// <summary>The array with its axes in the order in which they are named.</summary>
    public ArrayNode Reordered(ArrayNode source, ImmutableArray<int> order) => order.SequenceEqual(Enumerable.Range(0, source.Rank))
        ? source
        : ViewOf(source, [.. Enumerable.Range(0, source.Rank).Select(a => new ViewAxis(order.IndexOf(a), null))], [.. order.Select(a => source.Shape[a])]);

    /// <summary>The array with exactly these indices, repeated along those that it lacks.</summary>
    public ArrayNode Broadcast(Labelled operand, ImmutableArray<IndexVariable> to)
    {
        Labelled ordered = Transpose(operand, [.. to.Where(operand.Has)]);
        if (ordered.Axes.Length == to.Length)
        {
            return ordered.Node;
        }

        ImmutableArray<int> map = [.. ordered.Axes.Select(v => to.IndexOf(v))];
        return Make(
            $"b{ordered.Node.Id}:{string.Join(',', map)}:{string.Join(',', to.Select(v => v.Dimension.Ordinal))}",
            () => new BroadcastNode(count++, ShapeOf(to), ordered.Node, map));
    }

    /// <summary>A sum with parts that stand on diagonals or at positions only.</summary>
    /// <param name="start">What stands everywhere, if anything does.</param>
    /// <param name="axes">The axes of the result.</param>
    /// <param name="parts">What is added where.</param>
    public Labelled Place(ArrayNode? start, ImmutableArray<IndexVariable> axes, IReadOnlyList<(ArrayNode Node, Placement Place)> parts)
    {
        string key = $"d{start?.Id}:{string.Join(',', axes.Select(v => v.Dimension.Ordinal))}:" + string.Join(';', parts.Select(p =>
            $"{p.Node.Id},{p.Place.Subtracts},{string.Join(' ', p.Place.Axes.Select(a => $"{a.Axis}{a.Position}"))},{string.Join(' ', p.Place.Labels)}"));
        ImmutableArray<ArrayNode> operands = [.. start is null ? [] : new[] { start }, .. parts.Select(p => p.Node)];
        return new Labelled(
            Make(key, () => new PlacementNode(count++, ShapeOf(axes), operands, start is not null, [.. parts.Select(p => p.Place)])), axes);
    }

    private ArrayNode ViewOf(ArrayNode source, ImmutableArray<ViewAxis> axes, ImmutableArray<Dimension> shape) => Make(
        $"v{source.Id}:{string.Join(',', axes.Select(a => $"{a.Axis}{a.Position?.ToString()}"))}", () => new ViewNode(count++, shape, source, axes));

    private ArrayNode Make(string key, Func<ArrayNode> make)
    {
        if (!nodes.TryGetValue(key, out ArrayNode? node))
        {
            nodes.Add(key, node = make());
        }

        return node;
    }

    /// <summary>A remembered answer: its axes were noted as positions among the natural indices, whatever those were called.</summary>
    private Labelled? Recall(string key, ImmutableArray<IndexVariable> natural)
    {
        if (!byKey.TryGetValue(key, out Labelled known))
        {
            return null;
        }

        ImmutableArray<IndexVariable> then = naturals[key];
        return known with { Axes = [.. known.Axes.Select(v => natural[then.IndexOf(v)])] };
    }

    private Labelled Remember(string key, ImmutableArray<IndexVariable> natural, Labelled made)
    {
        byKey.Add(key, made);
        naturals.Add(key, natural);
        return made;
    }

    private static string ElementwiseKey(ElementOperation operation, IReadOnlyList<Labelled> operands, out ImmutableArray<IndexVariable> natural)
    {
        Labelled[] bySize = [.. operands.OrderByDescending(o => o.Axes.Length).ThenBy(o => o.Node.Id)];
        ImmutableArray<IndexVariable> axes = [.. bySize.SelectMany(o => o.Axes).Distinct()];
        natural = axes;
        IEnumerable<string> parts = operands.Select((o, i) =>
            $"{(operation is AddOperation { Subtracted: var s } && s[i] ? "-" : "")}{o.Node.Id}:{string.Join(',', o.Axes.Select(v => axes.IndexOf(v)))}");
        return $"e{operation.Key}|{string.Join('|', operation.IsCommutative ? parts.Order(StringComparer.Ordinal) : parts)}";
    }

    private static (Labelled First, Labelled Second) Ordered(Labelled a, Labelled b) => a.Node.Id <= b.Node.Id ? (a, b) : (b, a);

    private static string ContractionKey(Labelled first, Labelled second, IReadOnlyCollection<IndexVariable> kept, out ImmutableArray<IndexVariable> natural)
    {
        ImmutableArray<IndexVariable> all = [.. first.Axes.Union(second.Axes)];
        natural =
        [
            .. first.Axes.Where(v => kept.Contains(v) && second.Has(v)),
            .. first.Axes.Where(v => kept.Contains(v) && !second.Has(v)),
            .. second.Axes.Where(v => kept.Contains(v) && !first.Has(v)),
        ];
        return $"c{first.Node.Id}:{Positions(first.Axes)}|{second.Node.Id}:{Positions(second.Axes)}|{Positions(natural)}";

        string Positions(ImmutableArray<IndexVariable> indices) => string.Join(',', indices.Select(v => all.IndexOf(v)));
    }

    private static int LabelOf(List<IndexVariable> labels, IndexVariable index)
    {
        int label = labels.IndexOf(index);
        if (label < 0)
        {
            labels.Add(index);
            label = labels.Count - 1;
        }

        return label;
    }

    private static ImmutableArray<Dimension> ShapeOf(ImmutableArray<IndexVariable> axes) => [.. axes.Select(v => v.Dimension)];
}
