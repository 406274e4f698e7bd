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

/// <summary>A pointwise function of its arguments. Where their order does not matter, they are ordered.</summary>
internal sealed class Call : Expr
{
    private readonly Expr[] arguments;

    internal Call(PointwiseFunction function, Expr[] arguments)
        : base(
            StableHashing.Mix(ExprHash.Of(9, arguments), StableHashing.Text(function.Name) + (ulong)function.Primes),
            StableHashing.Mix(ExprHash.ShapeOf(9, arguments, ordered: !function.IsSymmetric), StableHashing.Text(function.Name) + (ulong)function.Primes),
            NodeFacts.Of(arguments, NodeTraits.Call))
    {
        Function = function;
        this.arguments = arguments;
    }

    public PointwiseFunction Function { get; }

    /// <summary>The first argument, which most functions have alone.</summary>
    public Expr Argument => arguments[0];

    /// <summary>The arguments.</summary>
    public override ReadOnlySpan<Expr> Children => arguments;

    public override bool SameParts(Expr other) => other is Call c && c.Function == Function && c.arguments.AsSpan().SequenceEqual(arguments);
}

/// <summary>A comparison of two values.</summary>
internal readonly record struct Condition(Relation Relation, Expr Left, Expr Right);

/// <summary>One of two values by a condition, pointwise. The two differ, and the condition is not decided. What is not chosen
/// has no part in the value: it may be undefined.</summary>
internal sealed class Choice : Expr
{
    private readonly Expr[] parts;

    internal Choice(Condition condition, Expr then, Expr otherwise)
        : base(
            ExprHash.Of(14 + ((ulong)condition.Relation << 8), [condition.Left, condition.Right, then, otherwise]),
            ExprHash.ShapeOf(14 + ((ulong)condition.Relation << 8), [condition.Left, condition.Right, then, otherwise], ordered: true),
            NodeFacts.Of([condition.Left, condition.Right, then, otherwise], NodeTraits.Choice))
    {
        Condition = condition;
        parts = [condition.Left, condition.Right, then, otherwise];
    }

    public Condition Condition { get; }

    public Expr Then => parts[2];

    public Expr Otherwise => parts[3];

    /// <summary>Both sides of the condition, then both values.</summary>
    public override ReadOnlySpan<Expr> Children => parts;

    public override bool SameParts(Expr other) =>
        other is Choice c && c.Condition.Relation == Condition.Relation && c.parts.AsSpan().SequenceEqual(parts);
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
