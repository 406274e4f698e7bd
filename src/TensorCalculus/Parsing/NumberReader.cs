using System.Globalization;
using System.Numerics;
using Fractions;

namespace TensorCalculus.Parsing;

/// <summary>Reads decimal numbers exactly.</summary>
internal static class NumberReader
{
    // Far beyond what a double holds; more would let a short text ask for a number of a million digits.
    private const int MostDigits = 400;

    /// <summary>The value of <c>0.5</c> or <c>1e-5</c>; <see langword="false"/> if it is out of all proportion.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out Fraction value)
    {
        value = Fraction.One;
        if (!char.IsAscii(text[0])) // 𝟏
        {
            return true;
        }

        if (text.Length < 9 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int small))
        {
            value = new Fraction(small);
            return true;
        }

        int mantissaEnd = text.IndexOfAny('e', 'E');
        ReadOnlySpan<char> mantissa = mantissaEnd < 0 ? text : text[..mantissaEnd];
        int exponent = 0;
        bool inProportion = mantissa.Length <= MostDigits
            && (mantissaEnd < 0 || int.TryParse(text[(mantissaEnd + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
            && exponent is >= -MostDigits and <= MostDigits;
        if (!inProportion)
        {
            return false;
        }

        int point = mantissa.IndexOf('.');
        string digits = point < 0 ? mantissa.ToString() : $"{mantissa[..point]}{mantissa[(point + 1)..]}";
        int scale = exponent - (point < 0 ? 0 : mantissa.Length - point - 1);
        var number = BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        var power = BigInteger.Pow(10, Math.Abs(scale));
        value = scale < 0 ? new Fraction(number, power) : new Fraction(number * power);
        return true;
    }
}
