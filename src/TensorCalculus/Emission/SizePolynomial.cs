using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>A polynomial in sizes, such as <c>2 B H + 3 B</c>, with exact coefficients. Immutable.</summary>
internal sealed class SizePolynomial
{
    private readonly ImmutableArray<Term> terms;

    private SizePolynomial(ImmutableArray<Term> terms) => this.terms = terms;

    public static SizePolynomial Zero { get; } = new([]);

    /// <summary>How many elements an array has; declared sizes are numbers.</summary>
    public static SizePolynomial Volume(IEnumerable<Dimension> shape)
    {
        BigInteger coefficient = 1;
        var symbols = new List<Dimension>();
        foreach (Dimension dimension in shape)
        {
            if (dimension.Value is { } value)
            {
                coefficient *= value;
            }
            else
            {
                symbols.Add(dimension);
            }
        }

        return new SizePolynomial([new Term(coefficient, [.. symbols.OrderBy(d => d.Ordinal)])]);
    }

    /// <summary>The sum of any number of polynomials; like terms are collected.</summary>
    public static SizePolynomial Sum(IEnumerable<SizePolynomial> addends)
    {
        var collected = new Dictionary<string, Term>();
        foreach (Term term in addends.SelectMany(a => a.terms))
        {
            collected[term.Key] = term with { Coefficient = term.Coefficient + (collected.TryGetValue(term.Key, out Term? other) ? other.Coefficient : 0) };
        }

        return new SizePolynomial([.. collected.Values.Where(t => !t.Coefficient.IsZero).OrderByDescending(t => t.Sizes.Length).ThenBy(t => t.Key, StringComparer.Ordinal)]);
    }

    public static SizePolynomial operator +(SizePolynomial a, SizePolynomial b) => Sum([a, b]);

    public static SizePolynomial operator -(SizePolynomial a, SizePolynomial b) => Sum([a, -1 * b]);

    public static SizePolynomial operator *(BigInteger factor, SizePolynomial a) =>
        factor.IsZero ? Zero : new SizePolynomial([.. a.terms.Select(t => t with { Coefficient = factor * t.Coefficient })]);

    /// <summary>The value at some sizes.</summary>
    public double At(Func<Dimension, double> size) => terms.Sum(t => t.Sizes.Aggregate((double)t.Coefficient, (product, d) => product * size(d)));

    /// <summary>The polynomial as text, terms of high degree first.</summary>
    /// <param name="name">The name of a size.</param>
    public string Print(Func<Dimension, string> name)
    {
        var text = new StringBuilder();
        foreach (Term term in terms)
        {
            bool isNegative = term.Coefficient.Sign < 0;
            text.Append(text.Length > 0 ? isNegative ? " - " : " + " : isNegative ? "-" : "");
            var factors = new List<string>();
            var magnitude = BigInteger.Abs(term.Coefficient);
            if (!magnitude.IsOne || term.Sizes.IsEmpty)
            {
                factors.Add(magnitude.ToString(CultureInfo.InvariantCulture));
            }

            factors.AddRange(term.Sizes.GroupBy(d => d).Select(g => g.Count() == 1 ? name(g.Key) : string.Create(CultureInfo.InvariantCulture, $"{name(g.Key)}^{g.Count()}")));
            text.AppendJoin(' ', factors);
        }

        return text.Length == 0 ? "0" : text.ToString();
    }

    /// <summary>A coefficient times a product of sizes in the order of their ordinals; a power is a repetition.</summary>
    private sealed record Term(BigInteger Coefficient, ImmutableArray<Dimension> Sizes)
    {
        public string Key { get; } = string.Join(',', Sizes.Select(d => d.Ordinal.ToString("D6", CultureInfo.InvariantCulture)));
    }
}
