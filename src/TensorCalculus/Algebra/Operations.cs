using Fractions;
using TensorCalculus.Functions;

namespace TensorCalculus.Algebra;

/// <summary>A sum of two or more addends, none of them a sum; like terms are collected, addends ordered.</summary>
internal sealed class Sum : Expr
{
    private readonly Expr[] terms;

    internal Sum(Expr[] terms)
        : base(ExprHash.Of(6, terms), ExprHash.ShapeOf(6, terms, ordered: false), NodeFacts.Of(terms, NodeTraits.Sum)) => this.terms = terms;

    public override ReadOnlySpan<Expr> Children => terms;

    /// <summary>The sum as a number times a primitive sum, once somebody has asked for it.</summary>
    internal Scaled? Content { get; set; }

    public override bool SameParts(Expr other) => other is Sum s && s.terms.AsSpan().SequenceEqual(terms);
}

/// <summary>A rational number times an expression.</summary>
internal sealed record Scaled(Fraction Coefficient, Expr Rest);

/// <summary>A rational coefficient times factors, none of them a number or a product; powers of one base are collected,
/// factors ordered. There is one factor at least, and two where the coefficient is 1.</summary>
internal sealed class Product : Expr
{
    private readonly Expr[] factors;

    internal Product(Fraction coefficient, Expr[] factors)
        : base(
            StableHashing.Mix(ExprHash.Of(7, factors), StableHashing.Number(coefficient)),
            StableHashing.Mix(ExprHash.ShapeOf(7, factors, ordered: false), StableHashing.Number(coefficient)),
            NodeFacts.Of(factors))
    {
        Coefficient = coefficient;
        this.factors = factors;
    }

    public Fraction Coefficient { get; }

    /// <summary>The factors without the coefficient.</summary>
    public override ReadOnlySpan<Expr> Children => factors;

    /// <summary>The product without its coefficient, once somebody has asked for it.</summary>
    internal Expr? Core { get; set; }

    public override bool SameParts(Expr other) =>
        other is Product p && p.Coefficient.Equals(Coefficient) && p.factors.AsSpan().SequenceEqual(factors);
}

/// <summary>A power, pointwise. The exponent is not 0 or 1.</summary>
internal sealed class Power : Expr
{
    private readonly Expr[] parts;

    internal Power(Expr @base, Expr exponent)
        : base(ExprHash.Of(8, [@base, exponent]), ExprHash.ShapeOf(8, [@base, exponent], ordered: true), NodeFacts.Of([@base, exponent])) => parts = [@base, exponent];

    public Expr Base => parts[0];

    public Expr Exponent => parts[1];

    public override ReadOnlySpan<Expr> Children => parts;

    public override bool SameParts(Expr other) => other is Power p && p.Base == Base && p.Exponent == Exponent;
}

/// <summary>A pointwise function of one argument.</summary>
internal sealed class Call : Expr
{
    private readonly Expr[] argument;

    internal Call(PointwiseFunction function, Expr argument)
        : base(
            StableHashing.Mix(ExprHash.Of(9, [argument]), StableHashing.Text(function.Name) + (ulong)function.Primes),
            StableHashing.Mix(ExprHash.ShapeOf(9, [argument], ordered: true), StableHashing.Text(function.Name) + (ulong)function.Primes),
            NodeFacts.Of([argument], NodeTraits.Call))
    {
        Function = function;
        this.argument = [argument];
    }

    public PointwiseFunction Function { get; }

    public Expr Argument => argument[0];

    public override ReadOnlySpan<Expr> Children => argument;

    public override bool SameParts(Expr other) => other is Call c && c.Function == Function && c.Argument == Argument;
}

internal static class ExprHash
{
    public static ulong Of(ulong kind, ReadOnlySpan<Expr> children)
    {
        ulong hash = kind;
        foreach (Expr child in children)
        {
            hash = StableHashing.Mix(hash, child.Hash);
        }

        return hash;
    }

    public static ulong ShapeOf(ulong kind, ReadOnlySpan<Expr> children, bool ordered)
    {
        ulong shape = kind;
        foreach (Expr child in children)
        {
            shape = ordered ? StableHashing.Mix(shape, child.Shape) : shape + StableHashing.Mix(kind, child.Shape);
        }

        return shape;
    }
}
