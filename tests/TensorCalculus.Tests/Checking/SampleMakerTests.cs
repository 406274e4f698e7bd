using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Checking;
using TensorCalculus.Evaluation;
using TensorCalculus.Tests.Evaluation;

namespace TensorCalculus.Tests.Checking;

public class SampleMakerTests
{
    private readonly ProgramSketch p = new();
    private readonly Dimension d;
    private readonly IndexVariable i;
    private readonly TensorSymbol x;

    public SampleMakerTests()
    {
        d = p.Dimension("i");
        i = p.Index(d);
        x = p.Input("x", d);
    }

    [Fact]
    public void A_sample_that_needs_nothing_is_normal()
    {
        p.Define("y", [i], p.Call("exp", p.At(x, i)));
        IEnumerable<double> all = Enumerable.Range(0, 200).SelectMany(seed => Numbers(Make((ulong)seed), x));
        all.Average().Should().BeApproximately(0, 0.15);
        all.Average(v => v * v).Should().BeApproximately(1, 0.15);
    }

    public static TheoryData<string, double, double> Domains => new()
    {
        { "log", 0, double.PositiveInfinity },
        { "asin", -1, 1 },
        { "acos", -1, 1 },
    };

    [Theory]
    [MemberData(nameof(Domains))]
    public void Arguments_lie_in_the_domain(string function, double low, double high)
    {
        p.Define("y", [i], p.Call(function, p.At(x, i)));
        Numbers(Make(1), x).Should().OnlyContain(v => v > low && v < high);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(-1, 2)]
    [InlineData(1, 3)]
    public void Roots_are_taken_of_positive_numbers(int numerator, int denominator)
    {
        p.Define("y", [i], p.Pow(p.At(x, i), numerator, denominator));
        Numbers(Make(1), x).Should().OnlyContain(v => v > 0);
    }

    [Fact]
    public void Domains_reach_through_definitions()
    {
        TensorSymbol twice = p.Define("t", [i], p.Mul(p.Number(2), p.At(x, i)));
        TensorSymbol z = p.Input("z", d);
        p.Define("y", [i], p.Add(p.Call("log", p.At(twice, i)), p.At(z, i)));
        IEnumerable<Sample> samples = Enumerable.Range(0, 20).Select(seed => Make((ulong)seed));
        samples.SelectMany(s => Numbers(s, x)).Should().OnlyContain(v => v > 0);
        samples.SelectMany(s => Numbers(s, z)).Should().Contain(v => v < 0, "nothing restricts it");
    }

    [Fact]
    public void A_domain_that_starts_above_one_is_found()
    {
        p.Define("y", [i], p.Sqrt(p.Sub(p.Pow(p.At(x, i), 2), p.Number(1))));
        Numbers(Make(1), x).Should().OnlyContain(v => Math.Abs(v) > 1);
    }

    [Fact]
    public void Kinks_are_avoided()
    {
        p.Define("y", [i], p.Call("relu", p.At(x, i)));
        IEnumerable<double> all = Enumerable.Range(0, 50).SelectMany(seed => Numbers(Make((ulong)seed), x));
        all.Should().OnlyContain(v => Math.Abs(v) > 0.01);
        all.Should().Contain(v => v < 0).And.Contain(v => v > 0);
    }

    [Fact]
    public void An_argument_that_is_at_the_kink_by_construction_does_not_matter()
    {
        IndexVariable j = p.Index(d);
        p.Define("y", [i, j], p.Call("abs", p.Sub(p.At(x, i), p.At(x, j))));
        Make(1);
    }

    [Fact]
    public void Denominators_are_not_tiny()
    {
        p.Define("y", [i], p.Pow(p.At(x, i), -2));
        Enumerable.Range(0, 50).SelectMany(seed => Numbers(Make((ulong)seed), x)).Should().OnlyContain(v => Math.Abs(v) >= 0.05);
    }

    [Fact]
    public void Sizes_differ_and_are_never_one()
    {
        Dimension e = p.Dimension("j"), f = p.Dimension("k");
        p.Define("y", [i], p.At(x, i));
        for (ulong seed = 0; seed < 10; seed++)
        {
            Sample sample = Make(seed);
            new[] { d, e, f }.Select(axis => sample.Sizes[axis]).Should().OnlyHaveUniqueItems().And.OnlyContain(n => n >= 2 && n <= 4);
        }
    }

    [Fact]
    public void Declared_sizes_hold_and_asked_ones_hold_more()
    {
        Dimension declared = p.Dimension("j", 6);
        p.Define("y", [i], p.At(x, i));
        Make(1).Sizes[declared].Should().Be(6);
        Make(1, ("j", 3), ("i", 9)).Sizes.Should().Contain(declared, 3).And.Contain(d, 9);
    }

    [Theory]
    [InlineData("nope", 2)]
    [InlineData("i", 0)]
    public void Sizes_that_mean_nothing_are_refused(string label, int size)
    {
        p.Define("y", [i], p.At(x, i));
        Action make = () => Make(1, (label, size));
        make.Should().Throw<ArgumentException>().WithMessage($"*{label}*");
    }

    [Fact]
    public void An_axis_has_room_for_its_positions()
    {
        p.Define("y", [], p.AtPositions(x, new PositionSubscript(null, 7)));
        Make(1).Sizes[d].Should().Be(8);
    }

    [Fact]
    public void Positions_of_a_symbol_fit_all_its_uses()
    {
        p.Define("y", [], p.Mul(p.AtPositions(x, new PositionSubscript("T", -2)), p.AtPositions(x, new PositionSubscript("T", 1))));
        for (ulong seed = 0; seed < 10; seed++)
        {
            Sample sample = Make(seed);
            sample.Positions["T"].Should().BeInRange(2, sample.Sizes[d] - 2);
        }
    }

    [Fact]
    public void A_position_that_does_not_fit_is_reported()
    {
        p.Define("y", [], p.AtPositions(x, new PositionSubscript(null, 7)));
        (Sample? sample, string? problem) = new SampleMaker(p.Build(), Sizes(("i", 4))).Make(1);
        sample.Should().BeNull();
        problem.Should().Be("Position 7 does not fit into an axis of size 4.");
    }

    [Fact]
    public void Integer_inputs_are_positions()
    {
        TensorSymbol t = p.Input("t", isInteger: true, d);
        p.Define("y", [i], p.Mul(p.At(t, i), p.At(x, i)));
        Numbers(Make(1, ("i", 40)), t).Should().OnlyContain(v => v == Math.Floor(v) && v >= 0 && v < 40);
    }

    [Fact]
    public void Equal_seeds_give_equal_samples_and_others_do_not()
    {
        p.Define("y", [i], p.Call("log", p.At(x, i)));
        Numbers(Make(5), x).Should().Equal(Numbers(Make(5), x));
        Numbers(Make(5), x).Should().NotEqual(Numbers(Make(6), x));
    }

    [Fact]
    public void Random_numbers_are_the_same_on_every_machine()
    {
        var random = new SplitMix64(1234567);
        new[] { random.Next(), random.Next(), random.Next() }.Should().Equal(6457827717110365317, 3203168211198807973, 9817491932198370423);
        BitConverter.DoubleToInt64Bits(new SplitMix64(1).Normal()).Should().Be(4609093512702339074);
    }

    [Fact]
    public void Probes_have_the_derivatives_of_their_primes()
    {
        SmoothFunction f = ProbeFunction.For("f");
        ProbeFunction.For("g")(0, 0.7).Should().NotBe(f(0, 0.7));
        for (int primes = 0; primes < 6; primes++)
        {
            int order = primes;
            Estimate slope = RiddersDifferentiation.At(u => [f(order, u)], 0.7, 1)[0];
            slope.Value.Should().BeApproximately(f(order + 1, 0.7), 1e-9);
        }
    }

    private static ImmutableDictionary<string, int> Sizes(params (string Label, int Size)[] sizes) =>
        sizes.ToImmutableDictionary(s => s.Label, s => s.Size);

    private static double[] Numbers(Sample sample, TensorSymbol tensor) => sample.Tensors[tensor].Values.ToArray();

    private Sample Make(ulong seed, params (string Label, int Size)[] sizes)
    {
        (Sample? sample, string? problem) = new SampleMaker(p.Build(), Sizes(sizes)).Make(seed);
        problem.Should().BeNull();
        return sample!;
    }
}
