using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Checking;
using TensorCalculus.Evaluation;

namespace TensorCalculus.Claims;

/// <summary>Where a claim is wrong: at these sizes, in this component, it has another value than the truth.</summary>
internal sealed record FoundCounterexample(ImmutableDictionary<Dimension, int> Sizes, ImmutableArray<int> Position, double Claimed, double Derived)
{
    private const int MostSizes = 200;

    /// <summary>The counterexample of smallest sizes.</summary>
    public static FoundCounterexample? Find(TrueDerivative truth, ulong seed)
    {
        Dimension[] open = [.. truth.Program.Dimensions.Where(d => d.Value is null)];
        foreach (int[] sizes in Vectors(open.Length).Take(MostSizes))
        {
            var wanted = open.Zip(sizes).ToImmutableDictionary(p => p.First, p => p.Second);
            if (At(truth, seed, new SampleSizes(truth.Program, wanted)) is { } found)
            {
                return found;
            }
        }

        return At(truth, seed, new SampleSizes(truth.Program, ImmutableDictionary<Dimension, int>.Empty));
    }

    /// <summary>The component that differs most at one sample, if one does.</summary>
    private static FoundCounterexample? At(TrueDerivative truth, ulong seed, SampleSizes sizes)
    {
        if (Trial.At(truth, seed, sizes) is not { } trial)
        {
            return null;
        }

        DenseTensor claimed;
        try
        {
            claimed = trial.Of(truth.Claimed);
        }
        catch (PositionOutOfRangeException)
        {
            return null;
        }

        if (Trial.AreEqual(claimed, trial.Derived))
        {
            return null;
        }

        int worst = Enumerable.Range(0, claimed.Values.Length).MaxBy(i => Math.Abs(claimed.Values[i] - trial.Derived.Values[i]) is var d && double.IsNaN(d) ? double.MaxValue : d);
        return new FoundCounterexample(trial.Sample.Sizes, [.. claimed.PositionOf(worst)], claimed.Values[worst], trial.Derived.Values[worst]);
    }

    /// <summary>Sizes from 1 to 3, those with the least sum first.</summary>
    private static IEnumerable<int[]> Vectors(int count)
    {
        for (int excess = 0; excess <= 2 * count; excess++)
        {
            foreach (int[] vector in WithExcess(count, excess))
            {
                yield return vector;
            }
        }
    }

    private static IEnumerable<int[]> WithExcess(int count, int excess)
    {
        if (count == 0)
        {
            return excess == 0 ? [[]] : [];
        }

        return Enumerable.Range(0, Math.Min(2, excess) + 1).SelectMany(own => WithExcess(count - 1, excess - own).Select(rest => (int[])[own + 1, .. rest]));
    }
}
