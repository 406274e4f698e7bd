using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Evaluation;

namespace TensorCalculus.Checking;

/// <summary>Draws samples at which a program can be differentiated numerically.</summary>
/// <remarks>It tries: inputs from a normal distribution first, then more and more of them from narrower ones that suit the
/// functions above them, and where nothing fits the same with other sizes; it takes the first at which all values are finite, of moderate size, and away from kinks and
/// the borders of domains. Equal seeds give equal samples on every machine.</remarks>
internal sealed class SampleMaker
{
    private const int Tries = 16;
    private const ulong OtherSizes = 4;

    /// <summary>After how many draws that no identity could be made to hold at nothing is to be expected of others.</summary>
    private const int MostStrays = 40;

    private readonly BoundProgram program;
    private readonly IdentityProjection identities;
    private readonly SampleSizes sampleSizes;
    private readonly ImmutableArray<Func<TensorSymbol, Draw>> strategies;
    private readonly ImmutableDictionary<string, SmoothFunction> functions;
    private readonly ImmutableHashSet<TensorSymbol> matrices;
    private readonly ImmutableHashSet<TensorSymbol> positiveDefinite;
    private readonly ILookup<TensorSymbol, Dimension> gathered;

    /// <param name="program">The program.</param>
    /// <param name="sizes">Sizes by the label of an index or the symbol of a size.</param>
    /// <exception cref="ArgumentException">A label is unknown or ambiguous, or a size below 1.</exception>
    public SampleMaker(BoundProgram program, ImmutableDictionary<string, int> sizes)
        : this(program, new SampleSizes(program, sizes))
    {
    }

    /// <param name="program">The program.</param>
    /// <param name="sizes">Its sizes.</param>
    public SampleMaker(BoundProgram program, SampleSizes sizes)
    {
        this.program = program;
        identities = new IdentityProjection(program);
        sampleSizes = sizes;
        matrices = MatrixUses.In(program);
        positiveDefinite = MatrixUses.PositiveDefinite(program);
        gathered = PositionUses.Gathered(program);
        functions = program.Functions.ToImmutableDictionary(name => name, ProbeFunction.For);
        var direct = DomainUses.DirectIn(program);
        strategies = [_ => Normal, Suiting(direct), Suiting(direct.WithSources(program)), _ => Positive, _ => Small, _ => Large, _ => Tiny];
    }

    private delegate double Draw(SplitMix64 random);

    /// <summary>A sample, or why there is none.</summary>
    public (Sample? Sample, string? Problem) Make(ulong seed)
    {
        (Sample? Sample, string? Problem) first = Make(seed, sizing: seed);
        for (ulong other = seed + 1; other < seed + OtherSizes && first.Sample is null; other++)
        {
            if (Make(seed, other).Sample is { } sample)
            {
                return (sample, null);
            }
        }

        return first;
    }

    private (Sample? Sample, string? Problem) Make(ulong seed, ulong sizing)
    {
        var random = new SplitMix64(seed);
        if (!sampleSizes.TryChoose(sizing, random, out ImmutableDictionary<Dimension, int>? sizes, out ImmutableDictionary<string, int>? positions, out string? problem))
        {
            return (null, problem);
        }

        int strays = 0;
        var frame = new Sample { Sizes = sizes, Positions = positions, Functions = functions };
        foreach ((double domainMargin, double largest) in new[] { (0.05, 1e4), (1e-6, 1e10) })
        {
            foreach (Func<TensorSymbol, Draw> strategy in strategies)
            {
                for (int i = 0; i < Tries; i++)
                {
                    Sample drawn = frame with { Tensors = program.Inputs.ToImmutableDictionary(t => t, t => Fill(frame, t, strategy(t), random)) };
                    (Sample? sample, problem) = identities.Apply(drawn);
                    if (sample is null)
                    {
                        if (++strays > MostStrays)
                        {
                            return (null, problem);
                        }

                        continue;
                    }

                    problem = new SampleGuard(0.05 * Math.Pow(0.8, i), domainMargin, largest).Complaint(new ForwardPass(program, sample));
                    if (problem is null)
                    {
                        return (sample, null);
                    }
                }
            }
        }

        return (null, $"No numbers were found at which the program can be differentiated. {problem}");
    }

    private static double Normal(SplitMix64 random) => random.Normal();

    private static double Positive(SplitMix64 random) => random.Uniform(0.5, 1.5);

    private static double Small(SplitMix64 random) => random.Uniform(0.1, 0.9);

    private static double Signed(SplitMix64 random) => random.Uniform(-0.9, 0.9);

    private static double Large(SplitMix64 random) => random.Uniform(1.2, 3);

    private static double Tiny(SplitMix64 random) => random.Uniform(0.05, 0.3);

    /// <summary>Numbers inside the domains of the functions that an input stands below.</summary>
    private static Func<TensorSymbol, Draw> Suiting(DomainUses uses) => tensor =>
        (uses.BelowPositive.Contains(tensor), uses.BelowUnitBall.Contains(tensor)) switch
        {
            (true, true) => Small,
            (true, false) => Positive,
            (false, true) => Signed,
            _ => Normal,
        };

    private DenseTensor Fill(Sample frame, TensorSymbol tensor, Draw draw, SplitMix64 random)
    {
        int[] shape = frame.ShapeOf(tensor);
        // A position must fit into each axis along which it counts.
        Draw component = tensor.IsInteger ? r => r.Below(gathered[tensor].Select(frame.SizeOf).DefaultIfEmpty(2).Min()) : draw;
        double[] values = [.. Enumerable.Range(0, DenseTensor.Count(shape)).Select(_ => component(random))];
        return new DenseTensor(
            shape,
            positiveDefinite.Contains(tensor) ? Symmetric(WellConditioned(values, shape[^1]), shape[^1])
            : matrices.Contains(tensor) ? WellConditioned(values, shape[^1])
            : values);
    }

    /// <summary>Matrices whose diagonal is large, so that they have an inverse and a positive determinant.</summary>
    private static double[] WellConditioned(double[] values, int size)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (0.4 * values[i]) + (i / size % size == i % size ? 2 : 0);
        }

        return values;
    }

    private static double[] Symmetric(double[] values, int size) =>
    [
        .. values.Select((v, at) =>
        {
            (int matrix, int i, int j) = (at / (size * size), at / size % size, at % size);
            return (v + values[(((matrix * size) + j) * size) + i]) / 2;
        }),
    ];
}
