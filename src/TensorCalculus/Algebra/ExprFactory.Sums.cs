using Fractions;

namespace TensorCalculus.Algebra;

/// <content>Sums: flat, like terms collected.</content>
internal sealed partial class ExprFactory
{
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
        Fraction content = Fraction.Zero;
        Expr first = sum.Children[0];
        foreach (Expr term in sum.Children)
        {
            Fraction coefficient = SplitCoefficient(term).Coefficient;
            content = GreatestCommonDivisor(content, coefficient);
            first = ReadsBefore(term, first) ? term : first;
        }

        if (SplitCoefficient(first).Coefficient.IsNegative)
        {
            content = -content;
        }

        return new Scaled(content, content.IsOne() ? sum : Add(ScaleAll(content.Reciprocal(), sum.Children)));
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

    private static Fraction GreatestCommonDivisor(Fraction a, Fraction b)
    {
        var numerator = System.Numerics.BigInteger.GreatestCommonDivisor(a.Numerator * b.Denominator, b.Numerator * a.Denominator);
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
