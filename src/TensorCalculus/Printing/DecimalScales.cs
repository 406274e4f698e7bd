using Fractions;
using TensorCalculus.Algebra;

namespace TensorCalculus.Printing;

/// <summary>By which number a sum among factors is multiplied so that decimals stay as the program writes them: the algebra makes
/// 0.5 (x + 0.044715 x³) of whole numbers, 0.0000025 (200000 x + 8943 x³).</summary>
/// <param name="written">The numbers that the program writes with a decimal point; without any, nothing is multiplied.</param>
internal sealed class DecimalScales(IReadOnlySet<Fraction> written)
{
    private readonly NodeTable<Fraction> known = new();

    /// <summary>The number; 1 for what is no sum, and where no other is shorter.</summary>
    public Fraction Of(Expr factor)
    {
        if (written.Count == 0 || factor is not Sum)
        {
            return Fraction.One;
        }

        if (!known.TryGetValue(factor, out Fraction scale))
        {
            scale = Shortest(Coefficients(factor.Children));
            known.Add(factor, scale);
        }

        return scale;
    }

    /// <summary>By which number the one sum of a product is multiplied: by the decimal before it too, where that takes no more
    /// than a character: 0.1 (5 x + 3 x²) is 0.5 x + 0.3 x².</summary>
    public Fraction Within(Product product, Expr sum)
    {
        Fraction scale = Of(sum);
        if (written.Count == 0 || product.Children.ToArray().Count(f => f is Sum) > 1)
        {
            return scale;
        }

        Fraction outside = Fraction.Abs(Shown(product));
        Fraction[] coefficients = Coefficients(sum.Children);
        int apart = NumberText.Length(outside) + coefficients.Sum(c => NumberText.Length(c * scale));
        return NumberText.IsDecimal(outside) && coefficients.Sum(c => NumberText.Length(c * scale * outside)) <= apart + 1 ? scale * outside : scale;
    }

    /// <summary>What a factor leaves to the coefficient of its term, since a sum in it is shown multiplied by a number.</summary>
    public Fraction Left(Expr factor) => factor switch
    {
        Sum => Of(factor).Reciprocal(),
        Power { Base: Sum sum, Exponent: Number { Value: { Denominator.IsOne: true } e } } => Fraction.Pow(Of(sum), -(int)e.Numerator),
        _ => Fraction.One,
    };

    /// <summary>The coefficient with which an addend is shown, once the sums among its factors have taken their part.</summary>
    private Fraction Shown(Expr node) => node switch
    {
        Number number => number.Value,
        Product product => product.Children.ToArray().Aggregate(product.Coefficient, (c, f) => c * Shown(f)),
        Contraction contraction => Shown(contraction.Body),
        _ => Left(node),
    };

    private Fraction[] Coefficients(ReadOnlySpan<Expr> addends)
    {
        var coefficients = new Fraction[addends.Length];
        for (int i = 0; i < coefficients.Length; i++)
        {
            coefficients[i] = Fraction.Abs(Shown(addends[i]));
        }

        return coefficients;
    }

    private Fraction Shortest(Fraction[] coefficients)
    {
        Fraction best = Fraction.One;
        int least = Length(coefficients, best);
        foreach (Fraction coefficient in coefficients)
        {
            Fraction candidate = coefficient.Reciprocal();
            int length = Length(coefficients, candidate);
            (best, least) = length < least ? (candidate, length) : (best, least);
        }

        return best;
    }

    private int Length(Fraction[] coefficients, Fraction scale) => coefficients.Sum(c => Length(c * scale));

    /// <summary>What the program writes is as good as one character.</summary>
    private int Length(Fraction coefficient) => written.Contains(coefficient) ? 1 : NumberText.Length(coefficient);
}
