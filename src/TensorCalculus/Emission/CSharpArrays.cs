using System.Collections.Immutable;
using System.Globalization;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>The arrays and sizes that a C# function has at hand.</summary>
/// <param name="module">The module.</param>
/// <param name="expressions">Writes positions.</param>
internal sealed class CSharpArrays(ModuleNames module, CSharpExpressions expressions)
{
    private readonly Dictionary<ArrayNode, string> names = [];

    /// <summary>The sizes without a number that the function has asked for.</summary>
    public HashSet<Dimension> Sizes { get; } = [];

    /// <summary>Says under which name an array is found.</summary>
    public void Name(ArrayNode node, string name) => names[node] = name;

    /// <summary>Says that an array is not there any more.</summary>
    public void Forget(ArrayNode node) => names.Remove(node);

    public bool IsNamed(ArrayNode node) => names.ContainsKey(node);

    public string NameOf(ArrayNode node) => names[node];

    /// <summary>The size of a dimension: a number, or a local variable.</summary>
    public string Size(Dimension dimension)
    {
        if (dimension.Value is { } value)
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }

        Sizes.Add(dimension);
        return module.Of(dimension);
    }

    /// <summary>An element of an array that has a name.</summary>
    public CSharpText Element(ArrayNode node, IReadOnlyList<string> at) =>
        CSharpText.Atom(Access(names[node], at)) with { IsWhole = node is ParameterNode { Tensor.IsInteger: true } };

    /// <summary>An element of an array.</summary>
    public static string Access(string array, IReadOnlyList<string> at) => at.Count == 0 ? array : $"{array}[{string.Join(", ", at)}]";

    /// <summary>An array of zeros.</summary>
    public string Zeros(ImmutableArray<Dimension> shape) => $"new double[{string.Join(", ", shape.Select(Size))}]";

    /// <summary>Where the axes of a view's source are, given where the view's are.</summary>
    public ImmutableArray<string> Source(ViewNode view, IReadOnlyList<string> at) => Places(view.Axes, at);

    /// <summary>What stands at axes, given what stands for each label.</summary>
    public ImmutableArray<string> Places(ImmutableArray<ViewAxis> axes, IReadOnlyList<string> labels) =>
        [.. axes.Select(a => a.Position is { } position ? expressions.Position(position) : labels[a.Axis])];

    /// <summary>Reads through views down to an array that has a name, if there is one: it and where it is read.</summary>
    public (ArrayNode Array, IReadOnlyList<string> At)? Read(ArrayNode node, IReadOnlyList<string> at)
    {
        while (!IsNamed(node) && node is ViewNode view)
        {
            (node, at) = (view.Source, Source(view, at));
        }

        return IsNamed(node) ? (node, at) : null;
    }

    /// <summary>Every read of an array with axes that an element takes, other than inside of loops of its own.</summary>
    public IEnumerable<(ArrayNode Array, IReadOnlyList<string> At)> Reads(ArrayNode node, IReadOnlyList<string> at) => (node, Read(node, at)) switch
    {
        (_, { } read) => read.Array.Rank > 0 ? [read] : [],
        (ViewNode view, _) => Reads(view.Source, Source(view, at)),
        (WindowNode window, _) => Reads(window.Source, Along(window, at, string.Join(' ', at.Skip(window.Axis).Take(window.Steps.Length)))),
        (GatherNode gather, _) => Reads(
            gather.Source, [.. gather.Maps.Select(m => string.Join(' ', Select(at, m))), .. at.Skip(gather.PositionAxes)]),
        (BroadcastNode broadcast, _) => Reads(broadcast.Source, Select(at, broadcast.Map)),
        (ElementwiseNode elementwise, _) => elementwise.Operands.Zip(elementwise.Maps).SelectMany(o => Reads(o.First, Select(at, o.Second))),
        _ => [],
    };

    /// <summary>Where a window's source is read: at a position along its axis, beside where the window is.</summary>
    public static string[] Along(WindowNode window, IReadOnlyList<string> at, string position) =>
        [.. at.Take(window.Axis), position, .. at.Skip(window.Axis + window.Steps.Length)];

    public static string[] Select(IReadOnlyList<string> at, IEnumerable<int> axes) => [.. axes.Select(a => at[a])];
}
