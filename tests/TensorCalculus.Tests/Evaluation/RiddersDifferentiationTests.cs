using TensorCalculus.Evaluation;

namespace TensorCalculus.Tests.Evaluation;

public class RiddersDifferentiationTests
{
    public static TheoryData<string, Func<double, double>, double, double> KnownDerivatives => new()
    {
        { "x^3", x => x * x * x, 1.3, 3 * 1.3 * 1.3 },
        { "exp", Math.Exp, 2, Math.Exp(2) },
        { "sin", Math.Sin, 0.3, Math.Cos(0.3) },
        { "log close to 0", Math.Log, 0.05, 20 },
        { "sqrt", Math.Sqrt, 0.07, 0.5 / Math.Sqrt(0.07) },
        { "1/x", x => 1 / x, -0.06, -1 / 0.0036 },
        { "tanh", Math.Tanh, 1.5, 1 - (Math.Tanh(1.5) * Math.Tanh(1.5)) },
        { "constant", _ => 5, 1, 0 },
        { "linear", x => (3 * x) - 1, 0, 3 },
        { "relu near its kink", x => Math.Max(x, 0), 0.01, 1 },
        { "kinked and curved", x => Math.Abs(x) * Math.Exp(x), 0.02, Math.Exp(0.02) * 1.02 },
    };

    [Theory]
    [MemberData(nameof(KnownDerivatives))]
    public void Known_derivatives_are_met(string name, Func<double, double> f, double x, double expected)
    {
        Estimate found = RiddersDifferentiation.At(t => [f(t)], x, 1)[0];
        found.Value.Should().BeApproximately(expected, 1e-9 * Math.Max(1, Math.Abs(expected)), name);
        found.Error.Should().BeLessThan(1e-8 * Math.Max(1, Math.Abs(expected)), name);
    }

    [Fact]
    public void The_error_is_not_understated()
    {
        for (double x = -2; x < 2; x += 0.17)
        {
            double at = x;
            Estimate found = RiddersDifferentiation.At(t => [Math.Exp(Math.Sin(3 * t))], at, 1)[0];
            double exact = 3 * Math.Cos(3 * at) * Math.Exp(Math.Sin(3 * at));
            Math.Abs(found.Value - exact).Should().BeLessThan((10 * found.Error) + 1e-13);
        }
    }

    [Fact]
    public void Components_are_judged_one_by_one()
    {
        Estimate[] found = RiddersDifferentiation.At(t => [t * t, Math.Sqrt(t - 10), 0], 1, 1);
        found[0].Value.Should().BeApproximately(2, 1e-12);
        found[1].Error.Should().Be(double.PositiveInfinity);
        found[2].Value.Should().Be(0);
    }

    [Fact]
    public void A_jump_is_not_taken_for_a_slope()
    {
        Estimate found = RiddersDifferentiation.At(t => [Math.Sign(t - 1)], 1, 1)[0];
        found.Error.Should().BeGreaterThan(1);
    }
}
