using TensorCalculus.Algebra;
using TensorCalculus.Evaluation;

namespace TensorCalculus.Checking;

/// <summary>What stands for an arbitrary function in a check: a sin(ω x) + b x³, with all its derivatives; a, b and ω
/// follow from the name.</summary>
internal static class ProbeFunction
{
    public static SmoothFunction For(string name)
    {
        var random = new SplitMix64(StableHashing.Text(name));
        double amplitude = random.Uniform(0.8, 1.2);
        double frequency = random.Uniform(1.1, 1.5);
        double cubic = random.Uniform(0.15, 0.25);
        return (primes, x) => (amplitude * Math.Pow(frequency, primes) * Wave(primes, frequency * x)) + (cubic * Cube(primes, x));
    }

    /// <summary>A derivative of the sine.</summary>
    private static double Wave(int primes, double u) => (primes % 4) switch
    {
        0 => Math.Sin(u),
        1 => Math.Cos(u),
        2 => -Math.Sin(u),
        _ => -Math.Cos(u),
    };

    /// <summary>A derivative of the cube.</summary>
    private static double Cube(int primes, double x) => primes switch
    {
        0 => x * x * x,
        1 => 3 * x * x,
        2 => 6 * x,
        3 => 6,
        _ => 0,
    };
}
