using System.Numerics;
using Fractions;

namespace TensorCalculus.Algebra;

/// <summary>Hashes that are the same in every process, so that orders derived from them are too.</summary>
internal static class StableHashing
{
    /// <summary>Combines two numbers; the order of the two matters. (The finaliser of SplitMix64.)</summary>
    public static ulong Mix(ulong a, ulong b)
    {
        ulong z = (a * 0x9E3779B97F4A7C15UL) + b + 0x632BE59BD9B4E019UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>FNV-1a over the characters.</summary>
    public static ulong Text(string text)
    {
        ulong hash = 14695981039346656037UL;
        foreach (char c in text)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return hash;
    }

    /// <summary>A hash of a rational number.</summary>
    public static ulong Number(Fraction value) => Mix(Number(value.Numerator), Number(value.Denominator));

    private static ulong Number(BigInteger value) =>
        value.GetBitLength() < 63 ? (ulong)(long)value : (ulong)(value & ulong.MaxValue);
}
