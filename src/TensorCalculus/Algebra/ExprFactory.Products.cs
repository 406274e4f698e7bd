using Fractions;
using TensorCalculus.Functions;

namespace TensorCalculus.Algebra;

/// <content>Products and powers: flat, powers of one base collected.</content>
/// <remarks>Collecting x·x⁻¹ to 1 is sound because the quotient stands in the expression: where x is 0 there was no value.</remarks>
internal sealed partial class ExprFactory
{
    public Expr Multiply(params ReadOnlySpan<Expr> factors) => Multiply(Fraction.One, factors);

    /// <summary>A rational number times factors.</summary>
    public Expr Multiply(Fraction coefficient, ReadOnlySpan<Expr> factors)
    {
        var product = new ProductBuilder(this, coefficient);
        foreach (Expr factor in factors)
        {
            product.Add(factor);
        }

        return product.Build();
    }

    public Expr Divide(Expr a, Expr b) => Multiply(a, Raise(b, MinusOne));

    public Expr Raise(Expr @base, Fraction exponent) => Raise(@base, Rational(exponent));

    /// <summary>A power. Nested powers are joined where that holds for every base of the domain: (x²)^½ is |x|.</summary>
    public Expr Raise(Expr @base, Expr exponent)
    {
        if (exponent is Number { Value: var e })
        {
            return NumericPower(@base, e, exponent);
        }

        return @base switch
        {
            Number { Value: var n } when n.IsOne() => One,
            Call { Function.Name: "exp" } call => Apply(call.Function, Multiply(exponent, call.Argument)),
            _ => Intern(new Power(@base, exponent)),
        };
    }

    private Expr NumericPower(Expr @base, Fraction e, Expr exponent)
    {
        if (e.IsZero)
        {
            return One;
        }

        if (e.IsOne())
        {
            return @base;
        }

        bool whole = e.Denominator.IsOne;
        switch (@base)
        {
            case Number { Value: var n }:
                return NumberPower(n, e) is { } value ? Rational(value) : Intern(new Power(@base, exponent));
            case Choice { Then: Number a, Otherwise: Number b } choice when NumberPower(a.Value, e) is { } then && NumberPower(b.Value, e) is { } otherwise:
                return Choose(choice.Condition, Rational(then), Rational(otherwise));
            case Delta or Bracket when e.IsPositive:
                return @base;
            case Call { Function.Name: "exp" } call:
                return Apply(call.Function, Scale(e, call.Argument));
            case Call { Function.Name: "abs" } call when whole && e.Numerator.IsEven:
                return NumericPower(call.Argument, e, exponent);
            case Power { Exponent: Number { Value: var inner } } power when whole:
                return Raise(power.Base, inner * e);
            case Power { Exponent: Number { Value: var inner } } power:
                bool even = inner.Denominator.IsOne && inner.Numerator.IsEven;
                return Raise(even ? AbsoluteValue(power.Base) : power.Base, inner * e);
            case Power power when whole:
                return Raise(power.Base, Scale(e, power.Exponent));
            case Product product when whole:
                var powers = new ProductBuilder(this, Fraction.One);
                powers.Add(NumericPower(Rational(product.Coefficient), e, exponent));
                foreach (Expr factor in product.Children)
                {
                    powers.Add(NumericPower(factor, e, exponent));
                }

                return powers.Build();
            case Sum when whole && SplitContent(@base) is { Content: var content, Primitive: var primitive } && !content.IsOne():
                return Multiply(NumericPower(Rational(content), e, exponent), NumericPower(primitive, e, exponent));
            default:
                return Intern(new Power(@base, exponent));
        }
    }

    private Expr AbsoluteValue(Expr node) => Apply(FunctionTable.Find("abs")!, node);

    /// <summary>An exact power of a number, or null where there is none of moderate size.</summary>
    private static Fraction? NumberPower(Fraction n, Fraction e)
    {
        if (n.IsOne())
        {
            return n;
        }

        if (n.IsZero)
        {
            return e.IsPositive ? n : null;
        }

        if (!e.Denominator.IsOne)
        {
            if (e.Denominator > 16 || n.IsNegative || ExactRoot(n, (int)e.Denominator) is not { } root)
            {
                return null;
            }

            (n, e) = (root, new Fraction(e.Numerator));
        }

        return Fraction.Abs(e) <= 64 ? Fraction.Pow(n, (int)e.Numerator) : null;
    }

    private static Fraction? ExactRoot(Fraction n, int degree)
    {
        return Root(n.Numerator) is { } p && Root(n.Denominator) is { } q ? new Fraction(p, q) : null;

        System.Numerics.BigInteger? Root(System.Numerics.BigInteger value)
        {
            var guess = new System.Numerics.BigInteger(Math.Round(Math.Pow((double)value, 1.0 / degree)));
            return System.Numerics.BigInteger.Pow(guess, degree) == value ? guess : null;
        }
    }

    /// <summary>Collects factors by base. An exponential counts as a power of e, so that eˣ e⁻ˣ is 1.</summary>
    private sealed class ProductBuilder(ExprFactory factory, Fraction coefficient)
    {
        private readonly NodeTable<Expr> exponents = new();
        private Fraction coefficient = coefficient;

        public void Add(Expr factor)
        {
            switch (factor)
            {
                case Number number:
                    Scale(number.Value);
                    break;
                case Product product:
                    Scale(product.Coefficient);
                    foreach (Expr child in product.Children)
                    {
                        Add(child);
                    }

                    break;
                case Sum:
                    (Fraction content, Expr primitive) = factory.SplitContent(factor);
                    Scale(content);
                    Collect(primitive, factory.One);
                    break;
                case Power power:
                    Collect(power.Base, power.Exponent);
                    break;
                case Call { Function.Name: "exp" } call:
                    (Fraction scale, Expr argument) = factory.SplitExponent(call.Argument);
                    Collect(factory.Apply(call.Function, argument), factory.Rational(scale));
                    break;
                default:
                    Collect(factor, factory.One);
                    break;
            }
        }

        public Expr Build()
        {
            if (coefficient.IsZero)
            {
                return factory.Zero;
            }

            SignTimesValue();
            var factors = new Expr[exponents.Count];
            int count = 0;
            bool again = false;
            for (int i = 0; i < exponents.Count; i++)
            {
                (Expr @base, Expr exponent) = exponents[i];
                Expr power = exponent == factory.One ? @base : factory.Raise(@base, exponent);
                switch (power)
                {
                    case Number number:
                        Scale(number.Value);
                        break;
                    default:
                        // |x|² has become x², which may meet another power of x.
                        again |= power is Product || (power is Power p && p.Base != @base && exponents.Find(p.Base) >= 0);
                        factors[count++] = power;
                        break;
                }
            }

            factors = count == factors.Length ? factors : factors[..count];
            if (again)
            {
                return factory.Multiply(coefficient, factors);
            }

            if (count == 0)
            {
                return factory.Rational(coefficient);
            }

            if (count == 1 && (coefficient.IsOne() || factors[0] is Sum))
            {
                return factory.Scale(coefficient, factors[0]);
            }

            factors.AsSpan().Sort(ExprOrder.Comparison);
            return factory.Intern(new Product(coefficient, factors));
        }

        private void Scale(Fraction by)
        {
            if (!by.IsOne())
            {
                coefficient *= by;
            }
        }

        private void Collect(Expr @base, Expr exponent)
        {
            int i = exponents.Find(@base);
            if (i < 0)
            {
                exponents.Add(@base, exponent);
            }
            else
            {
                exponents.Set(i, @base is Delta or Bracket ? factory.One : factory.Add(exponents[i].Value, exponent));
            }
        }

        /// <summary>sign(u) u is |u|.</summary>
        private void SignTimesValue()
        {
            for (int i = 0; i < exponents.Count; i++)
            {
                if (exponents[i] is (Call { Function.Name: "sign" } sign, var one) && one == factory.One
                    && exponents.Find(sign.Argument) is >= 0 and var j
                    && exponents[j].Value is Number { Value: { IsPositive: true, Denominator.IsOne: true } e })
                {
                    exponents.Set(i, factory.Zero);
                    exponents.Set(j, factory.Rational(e - 1));
                    Collect(factory.AbsoluteValue(sign.Argument), factory.One);
                }
            }
        }
    }

    /// <summary>The argument of an exponential as a number times a rest whose leading sign is positive.</summary>
    public (Fraction Scale, Expr Argument) SplitExponent(Expr argument) =>
        argument is Sum ? SplitContent(argument) : argument is Number ? (Fraction.One, argument) : SplitCoefficient(argument);
}
