namespace TensorCalculus.Emission;

/// <summary>A cheap order of a long product: again and again the pair whose result is smallest beside its parts, as
/// <c>opt_einsum</c> does. Only pairs that share an index are tried while there are any.</summary>
internal sealed class GreedyOrder
{
    private readonly ContractionProblem problem;
    private readonly Dictionary<int, List<int>> holders = [];
    private readonly List<(int[] Labels, ContractionTree Tree)?> open;
    private double cost;

    public GreedyOrder(ContractionProblem problem)
    {
        this.problem = problem;
        open = [.. problem.Factors.Select((f, i) => ((int[], ContractionTree)?)(f, new ContractionTree(i)))];
        for (int factor = 0; factor < open.Count; factor++)
        {
            Hold(factor);
        }
    }

    public (ContractionTree Tree, double Cost) Find()
    {
        for (int left = problem.Factors.Length; left > 1; left--)
        {
            (int first, int second) = Best();
            Merge(first, second);
        }

        return (open.Single(o => o is not null)!.Value.Tree, cost);
    }

    private (int First, int Second) Best()
    {
        (int First, int Second, double Gain) best = (-1, -1, double.PositiveInfinity);
        foreach ((int first, int second) in Linked())
        {
            double gain = Volume(Result(first, second)) - Volume(open[first]!.Value.Labels) - Volume(open[second]!.Value.Labels);
            if (gain < best.Gain || (gain == best.Gain && (first, second).CompareTo((best.First, best.Second)) < 0))
            {
                best = (first, second, gain);
            }
        }

        if (best.First >= 0)
        {
            return (best.First, best.Second);
        }

        int[] rest = [.. Enumerable.Range(0, open.Count).Where(i => open[i] is not null).OrderBy(i => Volume(open[i]!.Value.Labels)).Take(2).Order()];
        return (rest[0], rest[1]);
    }

    private IEnumerable<(int First, int Second)> Linked()
    {
        foreach (List<int> holding in holders.Values)
        {
            for (int i = 0; i < holding.Count; i++)
            {
                for (int j = i + 1; j < holding.Count; j++)
                {
                    yield return (Math.Min(holding[i], holding[j]), Math.Max(holding[i], holding[j]));
                }
            }
        }
    }

    private void Merge(int first, int second)
    {
        int[] result = Result(first, second);
        cost += Volume([.. open[first]!.Value.Labels.Union(open[second]!.Value.Labels)]);
        ContractionTree tree = new(open[first]!.Value.Tree, open[second]!.Value.Tree);
        foreach (int label in open[first]!.Value.Labels.Union(open[second]!.Value.Labels))
        {
            holders[label].RemoveAll(h => h == first || h == second);
        }

        open[second] = null;
        open[first] = (result, tree);
        Hold(first);
    }

    private void Hold(int factor)
    {
        foreach (int label in open[factor]!.Value.Labels)
        {
            if (!holders.TryGetValue(label, out List<int>? list))
            {
                holders.Add(label, list = []);
            }

            list.Add(factor);
        }
    }

    /// <summary>The indices of the product of two: those that the result or another factor has.</summary>
    private int[] Result(int first, int second) =>
    [
        .. open[first]!.Value.Labels.Union(open[second]!.Value.Labels)
            .Where(label => problem.Kept.Contains(label) || holders[label].Exists(h => h != first && h != second)),
    ];

    private double Volume(int[] labels) => labels.Aggregate(1.0, (volume, label) => volume * problem.Sizes[label]);
}
