using System.Globalization;
using System.Numerics;
using Fractions;

namespace TensorCalculus.Printing;

/// <summary>Exact numbers as people write them: 2, 3/4, 0.044715, 1e-9.</summary>
internal static class NumberText
{
    private const int LargestPlainDenominator = 9;
    private const int MostDecimals = 40;
    private const int MostLeadingZeros = 3;

    /// <summary>A positive number as digits over digits; nothing below where the digits above say it all.</summary>
    public static (string Above, string? Below) Split(Fraction value)
    {
        if (value.Denominator.IsOne)
        {
            return (Digits(value.Numerator), null);
        }

        return value.Denominator > LargestPlainDenominator && Decimal(value) is { } text
            ? (text, null)
            : (Digits(value.Numerator), Digits(value.Denominator));
    }

    /// <summary>Whether a positive number is written with a decimal point.</summary>
    public static bool IsDecimal(Fraction value) => !value.Denominator.IsOne && Split(value).Below is null;

    /// <summary>How many characters a positive number takes as a coefficient.</summary>
    public static int Length(Fraction value)
    {
        if (value.Equals(Fraction.One))
        {
            return 0;
        }

        (string above, string? below) = Split(value);
        return above.Length + (below is null ? 0 : 1 + below.Length);
    }

    /// <summary>The decimal that terminates, or <see langword="null"/> where none of moderate length does.</summary>
    private static string? Decimal(Fraction value)
    {
        int decimals = 0;
        BigInteger scale = BigInteger.One;
        while (!(scale % value.Denominator).IsZero)
        {
            if (++decimals > MostDecimals)
            {
                return null;
            }

            scale *= 10;
        }

        BigInteger whole = value.Numerator * (scale / value.Denominator);
        string digits = Digits(whole);
        if (decimals - digits.Length > MostLeadingZeros)
        {
            return Scientific(digits, decimals);
        }

        digits = digits.PadLeft(decimals + 1, '0');
        return $"{digits[..^decimals]}.{digits[^decimals..]}";
    }

    private static string Scientific(string digits, int decimals)
    {
        int exponent = decimals - digits.Length + 1;
        string mantissa = digits.Length == 1 ? digits : $"{digits[..1]}.{digits[1..]}";
        return string.Create(CultureInfo.InvariantCulture, $"{mantissa}e-{exponent}");
    }

    /// <summary>Digits as LaTeX writes them: <c>3e-8</c> as <c>3 \cdot 10^{-8}</c>.</summary>
    public static string Latex(string digits) => digits.Split('e') switch
    {
        ["1", var exponent] => $"10^{{{exponent}}}",
        [var mantissa, var exponent] => $"{mantissa} \\cdot 10^{{{exponent}}}",
        _ => digits,
    };

    private static string Digits(BigInteger value) => value.ToString(CultureInfo.InvariantCulture);
}
