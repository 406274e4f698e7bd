using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Evaluation;

namespace TensorCalculus.Checking;

/// <summary>Holds derived equations against numerical differentiation of the program they were derived from.</summary>
/// <remarks>Each equation is checked by itself: gradients that its right side reads have their numerical values, so one wrong
/// line does not spoil the others. An equation passes if it agrees on every sample; one that cannot be judged does not pass.</remarks>
internal static class GradientChecker
{
    /// <param name="program">The program.</param>
    /// <param name="items">The equations with what they claim to be.</param>
    /// <param name="options">How many samples there are, and which.</param>
    /// <param name="moving">The tensors that move by themselves where something is differentiated along a direction.</param>
    /// <exception cref="ArgumentException">A size is asked for by an unknown or ambiguous label, or is below 1.</exception>
    public static CheckReport Check(BoundProgram program, IReadOnlyList<CheckItem> items, SamplingOptions options, IReadOnlyCollection<TensorSymbol>? moving = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Samples, 1);
        if (program.Dimensions.Any(d => d is { IsGroup: true, Order: null }))
        {
            // Each of the samples in a row has groups of another order.
            options = options with { Samples = Math.Max(options.Samples, SampleSizes.Orders) };
        }

        var maker = new SampleMaker(program, options.Sizes);
        var files = items.Select(item => new CheckFile(item, options)).ToImmutableArray();
        var summaries = ImmutableArray.CreateBuilder<SampleSummary>();
        for (int i = 0; i < options.Samples + options.SpareSamples && (i == 0 || files.Any(f => f.IsOpen)); i++)
        {
            ulong seed = options.Seed + (ulong)i;
            (Sample? sample, string? problem) = maker.Make(seed);
            if (sample is null)
            {
                return new CheckReport([.. files.Select(f => f.Close())], summaries.ToImmutable(), problem);
            }

            if (new IdentityProjection(program).BrokenClaim(sample) is { } broken)
            {
                return new CheckReport([.. files.Select(f => f.Close())], summaries.ToImmutable(), broken);
            }

            summaries.Add(new SampleSummary(seed, sample.Sizes));
            var experiment = new Experiment(program, sample, seed, moving ?? []);
            foreach (CheckFile file in files.Where(f => f.IsOpen))
            {
                file.Add(experiment);
            }
        }

        return new CheckReport([.. files.Select(f => f.Close())], summaries.ToImmutable(), null);
    }
}
