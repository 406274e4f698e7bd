using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <content>Arrays that are read or written at computed positions.</content>
internal sealed partial class ArrayGraph
{
    public ArrayNode Position(string symbol) => Make("P" + symbol, () => new PositionNode(count++, symbol));

    /// <summary>The values of an index.</summary>
    public Labelled Range(IndexVariable index) => new(Make($"i{index.Dimension.Ordinal}", () => new RangeNode(count++, index.Dimension)), [index]);

    /// <summary>An array read along one axis at a combination of indices.</summary>
    /// <param name="source">The array.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="start">The combination without its indices.</param>
    /// <param name="indices">The indices, which become axes in the place of that one.</param>
    /// <param name="steps">Their coefficients.</param>
    /// <param name="isInside">Whether every position is inside the axis.</param>
    public ArrayNode Window(ArrayNode source, int axis, ArrayNode start, ImmutableArray<IndexVariable> indices, ImmutableArray<long> steps, bool isInside) => Make(
        $"w{source.Id}:{axis}:{start.Id}:{string.Join(',', steps)}:{string.Join(',', indices.Select(v => v.Dimension.Ordinal))}:{isInside}",
        () => new WindowNode(
            count++, [.. source.Shape[..axis], .. indices.Select(v => v.Dimension), .. source.Shape[(axis + 1)..]], source, start, axis, steps, isInside));

    /// <summary>An array read along its first axes at positions.</summary>
    public Labelled Gather(Labelled source, IReadOnlyList<Labelled> positions)
    {
        (ImmutableArray<IndexVariable> axes, ImmutableArray<ArrayNode> nodes, ImmutableArray<ImmutableArray<int>> maps, string key) = Aligned(positions);
        ImmutableArray<IndexVariable> rest = source.Axes[positions.Count..];
        return new Labelled(
            Make($"g{source.Node.Id}:{key}", () => new GatherNode(count++, ShapeOf([.. axes, .. rest]), [source.Node, .. nodes], maps, axes.Length)),
            [.. axes, .. rest]);
    }

    /// <summary>Zeros to which an array is added at positions.</summary>
    /// <param name="added">What is added.</param>
    /// <param name="targets">The indices of the result along which the positions are.</param>
    /// <param name="positions">The positions along each.</param>
    public Labelled Scatter(Labelled added, IReadOnlyList<IndexVariable> targets, IReadOnlyList<Labelled> positions)
    {
        (ImmutableArray<IndexVariable> axes, ImmutableArray<ArrayNode> nodes, ImmutableArray<ImmutableArray<int>> maps, string key) = Aligned(positions);
        ImmutableArray<IndexVariable> rest = [.. added.Axes.Where(v => !axes.Contains(v))];
        ArrayNode full = Broadcast(added, [.. axes, .. rest]);
        ImmutableArray<IndexVariable> result = [.. targets, .. rest];
        return new Labelled(
            Make(
                $"S{full.Id}:{key}:{string.Join(',', targets.Select(v => v.Dimension.Ordinal))}",
                () => new ScatterNode(count++, ShapeOf(result), [full, .. nodes], maps, axes.Length)),
            result);
    }

    /// <summary>Arrays of positions over the indices of all of them.</summary>
    private (ImmutableArray<IndexVariable> Axes, ImmutableArray<ArrayNode> Nodes, ImmutableArray<ImmutableArray<int>> Maps, string Key) Aligned(IReadOnlyList<Labelled> positions)
    {
        ImmutableArray<IndexVariable> axes = [.. positions.OrderByDescending(p => p.Axes.Length).SelectMany(p => p.Axes).Distinct()];
        Labelled[] ordered = [.. positions.Select(p => Transpose(p, [.. axes.Where(p.Has)]))];
        ImmutableArray<ImmutableArray<int>> maps = [.. ordered.Select(p => (ImmutableArray<int>)[.. p.Axes.Select(v => axes.IndexOf(v))])];
        string key = string.Join('|', ordered.Zip(maps).Select(p => $"{p.First.Node.Id}:{string.Join(',', p.Second)}"));
        return (axes, [.. ordered.Select(p => p.Node)], maps, key);
    }
}
