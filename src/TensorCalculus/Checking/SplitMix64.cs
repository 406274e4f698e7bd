namespace TensorCalculus.Checking;

/// <summary>Random numbers that are the same on every machine.</summary>
/// <remarks>G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
/// Draws use additions and multiplications alone, whose results IEEE 754 fixes to the last bit; logarithms and
/// cosines, which other ways to a normal distribution need, differ between platforms.</remarks>
internal sealed class SplitMix64(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15UL;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>A number from <paramref name="low"/> to below <paramref name="high"/>.</summary>
    public double Uniform(double low, double high) => low + ((high - low) * ((Next() >> 11) * (1.0 / (1UL << 53))));

    /// <summary>A whole number from 0 to below <paramref name="count"/>.</summary>
    public int Below(int count) => (int)(Next() % (ulong)count);

    /// <summary>A number of mean 0 and variance 1, nearly normal: the sum of twelve uniform ones.</summary>
    public double Normal()
    {
        double sum = 0;
        for (int i = 0; i < 12; i++)
        {
            sum += Uniform(-0.5, 0.5);
        }

        return sum;
    }
}
