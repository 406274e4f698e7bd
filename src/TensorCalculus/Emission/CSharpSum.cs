using System.Globalization;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>A sum over axes of an array, or of a product of two: which loops it takes, and in which order memory is read best.</summary>
internal sealed class CSharpSum
{
    private readonly Dictionary<int, Dimension> dimensions = [];

    private CSharpSum(CSharpArrays arrays, (ArrayNode Node, int[] Labels)[] operands, int[] kept)
    {
        (Operands, Kept) = (operands, kept);
        foreach ((ArrayNode node, int[] labels) in operands)
        {
            foreach ((int label, Dimension dimension) in labels.Zip(node.Shape))
            {
                dimensions.TryAdd(label, dimension);
            }
        }

        Summed = [.. dimensions.Keys.Where(l => !kept.Contains(l))];
        int[] all = [.. kept, .. Summed];
        string[][] reads = [.. operands.SelectMany(o => arrays.Reads(o.Node, [.. o.Labels.Select(Mark)])).Select(r => r.At.ToArray()), [.. kept.Select(Mark)]];
        int best = all.Max(Score);
        Innermost = all.Last(l => Score(l) == best);
        Summed = [.. Summed.Where(l => l != Innermost), .. Summed.Where(l => l == Innermost)];

        // An array is read best along its last axis alone, or not at all.
        int Score(int label) => reads.Count(r => !r.SkipLast(1).Any(t => CSharpText.Mentions(t, Mark(label))));
    }

    /// <summary>The factors, and for each of their axes a label.</summary>
    public (ArrayNode Node, int[] Labels)[] Operands { get; }

    /// <summary>The labels of the result's axes.</summary>
    public int[] Kept { get; }

    /// <summary>The labels to sum over, in the order of their loops.</summary>
    public int[] Summed { get; }

    /// <summary>The label whose loop should be the innermost.</summary>
    public int Innermost { get; }

    /// <summary>Whether each element of the result is best summed up at once.</summary>
    public bool SumsInnermost => !Kept.Contains(Innermost);

    /// <summary>The sum that a node is, or <see langword="null"/>.</summary>
    public static CSharpSum? Of(ArrayNode node, CSharpArrays arrays)
    {
        switch (node)
        {
            case ContractionNode contraction:
                return new CSharpSum(arrays, [(contraction.First, [.. contraction.Left]), (contraction.Second, [.. contraction.Right])], [.. contraction.Result]);
            case ReductionNode { Kind: ArrayReduction.Sum } reduction:
                int[] labels = [.. Enumerable.Range(0, reduction.Source.Rank)];
                return new CSharpSum(arrays, [(reduction.Source, labels)], [.. labels.Except(reduction.Axes)]);
            default:
                return null;
        }
    }

    public Dimension DimensionOf(int label) => dimensions[label];

    private static string Mark(int label) => "#" + label.ToString(CultureInfo.InvariantCulture);
}
