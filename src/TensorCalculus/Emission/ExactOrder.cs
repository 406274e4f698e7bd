using System.Numerics;

namespace TensorCalculus.Emission;

/// <summary>The cheapest order of a product, by dynamic programming over subsets of its factors. Indices are bits.</summary>
internal sealed class ExactOrder
{
    private const double OuterPenalty = 1e-3;

    private readonly ContractionProblem problem;
    private readonly int all;
    private readonly double[] cost;
    private readonly int[] split;

    /// <summary>For each subset, the indices of its product.</summary>
    private readonly ulong[] labels;

    public ExactOrder(ContractionProblem problem)
    {
        this.problem = problem;
        all = (1 << problem.Factors.Length) - 1;
        (cost, split, labels) = (new double[all + 1], new int[all + 1], new ulong[all + 1]);
        ulong kept = Bits(problem.Kept);
        ulong[] union = new ulong[all + 1];
        for (int set = 1; set <= all; set++)
        {
            union[set] = union[set & (set - 1)] | Bits(problem.Factors[BitOperations.TrailingZeroCount(set)]);
        }

        for (int set = 1; set <= all; set++)
        {
            labels[set] = IsFactor(set) ? union[set] : union[set] & (kept | union[all & ~set]);
        }
    }

    public (ContractionTree Tree, double Cost) Find()
    {
        for (int set = 1; set <= all; set++)
        {
            if (!IsFactor(set))
            {
                Split(set);
            }
        }

        return (Tree(all), cost[all]);
    }

    /// <summary>Tries each way to part a set in two; the lowest factor stays in the first part, so that each comes up once.</summary>
    private void Split(int set)
    {
        int lowest = set & -set;
        cost[set] = double.PositiveInfinity;
        for (int second = set & ~lowest; second != 0; second = (second - 1) & set & ~lowest)
        {
            int first = set & ~second;
            double total = cost[first] + cost[second] + Step(first, second);
            if (total < cost[set])
            {
                (cost[set], split[set]) = (total, first);
            }
        }
    }

    private double Step(int first, int second)
    {
        bool isFree = IsFactor(first) && IsFactor(second)
            && problem.IsFree(BitOperations.TrailingZeroCount(first), BitOperations.TrailingZeroCount(second));
        if (isFree)
        {
            return 0;
        }

        // Of two equally dear orders, the one that makes no array larger than its parts.
        ulong both = labels[first] | labels[second];
        bool isElementwise = labels[first | second] == both;
        bool grows = isElementwise && both != labels[first] && both != labels[second];

        // Inner products side by side use each number once, as an operation on each element does.
        ulong result = labels[first | second];
        bool isRowByRow = result != 0 && (result & ~(labels[first] & labels[second])) == 0;
        return Volume(both) * (isElementwise || isRowByRow ? WorkEstimate.ElementwiseWeight : 1) * (grows ? 1 + OuterPenalty : 1);
    }

    private double Volume(ulong of)
    {
        double volume = 1;
        for (ulong rest = of; rest != 0; rest &= rest - 1)
        {
            volume *= problem.Sizes[BitOperations.TrailingZeroCount(rest)];
        }

        return volume;
    }

    private ContractionTree Tree(int set) => IsFactor(set)
        ? new ContractionTree(BitOperations.TrailingZeroCount(set))
        : new ContractionTree(Tree(split[set]), Tree(set & ~split[set]));

    private static bool IsFactor(int set) => (set & (set - 1)) == 0;

    private static ulong Bits(int[] indices) => indices.Aggregate(0UL, (bits, i) => bits | (1UL << i));
}
