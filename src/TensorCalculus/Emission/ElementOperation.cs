using System.Collections.Immutable;
using Fractions;
using TensorCalculus.Functions;

namespace TensorCalculus.Emission;

/// <summary>What is done to each element.</summary>
internal abstract record ElementOperation
{
    /// <summary>Tells operations apart.</summary>
    public abstract string Key { get; }

    /// <summary>Whether operands may change places.</summary>
    public virtual bool IsCommutative => false;
}

/// <summary>A sum of operands, some with a minus.</summary>
internal sealed record AddOperation(ImmutableArray<bool> Subtracted) : ElementOperation
{
    public override string Key => "+";

    public override bool IsCommutative => true;
}

/// <summary>A product of two.</summary>
internal sealed record MultiplyOperation : ElementOperation
{
    public override string Key => "*";

    public override bool IsCommutative => true;
}

/// <summary>A quotient.</summary>
internal sealed record DivideOperation : ElementOperation
{
    public override string Key => "/";
}

/// <summary>The value with the other sign.</summary>
internal sealed record NegateOperation : ElementOperation
{
    public override string Key => "-";
}

/// <summary>A power with a known positive exponent other than 1.</summary>
internal sealed record PowerOperation(Fraction Exponent) : ElementOperation
{
    public override string Key => "^" + Exponent.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A power with an exponent that is computed.</summary>
internal sealed record RaiseOperation : ElementOperation
{
    public override string Key => "**";
}

/// <summary>The third operand where the first two compare so, else the fourth.</summary>
internal sealed record ChooseOperation(Relation Relation) : ElementOperation
{
    public override string Key => "?" + Relation;
}

/// <summary>A function of its arguments.</summary>
internal sealed record CallOperation(PointwiseFunction Function) : ElementOperation
{
    public override string Key => Function.Name + new string('\'', Function.Primes);
}

/// <summary>1 where a whole number is 0, or is 0 or more, else 0.</summary>
internal sealed record IndicatorOperation(bool IsEquality) : ElementOperation
{
    public override string Key => IsEquality ? "=0" : ">=0";
}
