using System.Numerics;
using Fractions;

namespace TensorCalculus.Algebra;

/// <content>Sums: flat, like terms collected.</content>
internal sealed partial class ExprFactory
{
    private const int LargestMultiple = 10_000;

    private Comparison<Expr>? termOrder;

    public Expr Add(params ReadOnlySpan<Expr> terms)
    {
        if (terms.Length == 1)
        {
            return terms[0];
        }

        var collected = new NodeTable<Fraction>();
        Fraction constant = Fraction.Zero;
        foreach (Expr term in terms)
        {
            Collect(term);
        }

        var addends = new List<Expr>(collected.Count + 1);
        for (int i = 0; i < collected.Count; i++)
        {
            (Expr core, Fraction coefficient) = collected[i];
            if (!coefficient.IsZero)
            {
                addends.Add(Scale(coefficient, core));
            }
        }

        if (!constant.IsZero)
        {
            addends.Add(Rational(constant));
        }

        switch (addends.Count)
        {
            case 0:
                return Zero;
            case 1:
                return addends[0];
            default:
                addends.Sort(termOrder ??= TermOrder);
                return Intern(new Sum([.. addends]));
        }

        void Collect(Expr term)
        {
            switch (term)
            {
                case Sum sum:
                    foreach (Expr child in sum.Children)
                    {
                        Collect(child);
                    }

                    break;
                case Number number:
                    constant += number.Value;
                    break;
                default:
                    (Fraction coefficient, Expr core) = SplitCoefficient(term);
                    int i = collected.Find(core);
                    if (i < 0)
                    {
                        collected.Add(core, coefficient);
                    }
                    else
                    {
                        collected.Set(i, collected[i].Value + coefficient);
                    }

                    break;
            }
        }
    }

    public Expr Subtract(Expr a, Expr b) => Add(a, Negate(b));

    public Expr Negate(Expr node) => Scale(Fraction.MinusOne, node);

    /// <summary>A rational number times an expression. A sum is multiplied out only where the number is -1; else it is made primitive.</summary>
    public Expr Scale(Fraction coefficient, Expr node)
    {
        if (coefficient.IsZero)
        {
            return Zero;
        }

        switch (node)
        {
            case Number number:
                return Rational(coefficient * number.Value);
            case var _ when coefficient.IsOne():
                return node;
            case Product product:
                Fraction total = coefficient * product.Coefficient;
                return product.Children.Length == 1 && (total.IsOne() || product.Children[0] is Sum)
                    ? Scale(total, product.Children[0])
                    : Intern(new Product(total, product.Children.ToArray()));
            case Sum sum when coefficient.Equals(Fraction.MinusOne):
                return Add(ScaleAll(Fraction.MinusOne, sum.Children));
            case Sum when SplitContent(node) is { Primitive: var primitive } split && !ReferenceEquals(primitive, node):
                return Scale(coefficient * split.Content, primitive);
            default:
                return Intern(new Product(coefficient, [node]));
        }
    }

    /// <summary>The rational coefficient of a term and the rest.</summary>
    public (Fraction Coefficient, Expr Core) SplitCoefficient(Expr term) => term switch
    {
        Number number => (number.Value, One),
        Product { Coefficient: var c } product when !c.IsOne() =>
            (c, product.Core ??= product.Children.Length == 1 ? product.Children[0] : Intern(new Product(Fraction.One, product.Children.ToArray()))),
        _ => (Fraction.One, term),
    };

    /// <summary>The largest rational number that divides every addend, with the sign of the addend that reads first,
    /// and the sum divided by it. 1 and the node itself for anything else than a sum.</summary>
    /// <remarks>Beside a coefficient many times its size a small one stays a fraction: n² + 1e-7, not 10⁷ n² + 1.</remarks>
    public (Fraction Content, Expr Primitive) SplitContent(Expr node)
    {
        if (node is not Sum sum)
        {
            return (Fraction.One, node);
        }

        Scaled split = sum.Content ??= Split(sum);
        return (split.Coefficient, split.Rest);
    }

    private Scaled Split(Sum sum)
    {
        Expr first = sum.Children[0];
        var coefficients = new Fraction[sum.Children.Length];
        for (int i = 0; i < coefficients.Length; i++)
        {
            coefficients[i] = SplitCoefficient(sum.Children[i]).Coefficient;
            first = ReadsBefore(sum.Children[i], first) ? sum.Children[i] : first;
        }

        Fraction content = GreatestCommonDivisor(coefficients);
        content *= Scale([.. coefficients.Select(c => Fraction.Abs(c / content).Numerator)]);
        if (SplitCoefficient(first).Coefficient.IsNegative)
        {
            content = -content;
        }

        return new Scaled(content, content.IsOne() ? sum : Add(ScaleAll(content.Reciprocal(), sum.Children)));
    }

    /// <summary>By what whole coefficients without a common divisor are divided where they are too large to read, so that decimals remain.</summary>
    private static BigInteger Scale(BigInteger[] coefficients)
    {
        BigInteger[] large = [.. coefficients.Where(c => c > LargestMultiple)];
        if (large.Length == 0)
        {
            return BigInteger.One;
        }

        BigInteger shared = DecimalPart(large.Aggregate(BigInteger.GreatestCommonDivisor));
        return shared > LargestMultiple ? shared : large.Where(c => DecimalPart(c) == c).DefaultIfEmpty(BigInteger.One).Max();
    }

    /// <summary>The largest divisor by which dividing gives a decimal that terminates.</summary>
    private static BigInteger DecimalPart(BigInteger number)
    {
        BigInteger rest = number;
        foreach (int prime in (ReadOnlySpan<int>)[2, 5])
        {
            while ((rest % prime).IsZero)
            {
                rest /= prime;
            }
        }

        return number / rest;
    }

    private Expr[] ScaleAll(Fraction coefficient, ReadOnlySpan<Expr> terms)
    {
        Expr[] scaled = terms.ToArray();
        for (int i = 0; i < scaled.Length; i++)
        {
            scaled[i] = Scale(coefficient, scaled[i]);
        }

        return scaled;
    }

    private static Fraction GreatestCommonDivisor(Fraction[] numbers) => numbers.Aggregate(Fraction.Zero, GreatestCommonDivisor);

    private static Fraction GreatestCommonDivisor(Fraction a, Fraction b)
    {
        var numerator = BigInteger.GreatestCommonDivisor(a.Numerator * b.Denominator, b.Numerator * a.Denominator);
        return new Fraction(numerator, a.Denominator * b.Denominator);
    }

    /// <summary>People write numbers first, then the tensors in the order in which the program introduces them.</summary>
    /// <remarks>Coefficients do not count, so that a sum and its negation agree on which addend reads first.</remarks>
    private bool ReadsBefore(Expr a, Expr b)
    {
        int order = FirstOrdinal(a).CompareTo(FirstOrdinal(b));
        if (order == 0 && a.Facts.HasComputed && b.Facts.HasComputed)
        {
            // x_{i+1} and x_{i+2} differ whatever i is.
            order = Unlabelled(a).CompareTo(Unlabelled(b));
        }

        return order != 0 ? order < 0 : ExprOrder.Instance.Compare(SplitCoefficient(a).Core, SplitCoefficient(b).Core) < 0;
    }

    private ulong Unlabelled(Expr node) =>
        ColouredHash.Of(SplitCoefficient(node).Core, v => v.IsBound || v.IsOpened ? (ulong)v.Dimension.Ordinal : v.StableKey);

    private static int FirstOrdinal(Expr node) => node is Number ? -1 : node.Facts.FirstOrdinal;

    private int TermOrder(Expr a, Expr b)
    {
        if (ReferenceEquals(a, b))
        {
            return 0;
        }

        (Fraction ca, Expr x) = SplitCoefficient(a);
        (Fraction cb, Expr y) = SplitCoefficient(b);
        int order = ExprOrder.Instance.Compare(x, y);
        return order != 0 ? order : ca.CompareTo(cb);
    }
}
