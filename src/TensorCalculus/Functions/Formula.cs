using Fractions;

namespace TensorCalculus.Functions;

/// <summary>A formula in one variable u: how the function table states a derivative without knowing any algebra.</summary>
internal abstract record Formula
{
    public static readonly Formula U = new VariableFormula();

    public static readonly Formula Pi = new PiFormula();

    public static implicit operator Formula(int value) => new NumberFormula(value);

    public static Formula operator +(Formula a, Formula b) => new SumFormula(a, b);

    public static Formula operator -(Formula a, Formula b) => new SumFormula(a, -b);

    public static Formula operator -(Formula a) => new ProductFormula(new NumberFormula(-1), a);

    public static Formula operator *(Formula a, Formula b) => new ProductFormula(a, b);

    public static Formula operator /(Formula a, Formula b) => new ProductFormula(a, new PowerFormula(b, -1));

    public Formula Power(Fraction exponent) => new PowerFormula(this, exponent);

    public static Formula Call(string function, Formula argument) => new CallFormula(function, argument);
}

internal sealed record VariableFormula : Formula;

internal sealed record PiFormula : Formula;

internal sealed record NumberFormula(Fraction Value) : Formula;

internal sealed record SumFormula(Formula Left, Formula Right) : Formula;

internal sealed record ProductFormula(Formula Left, Formula Right) : Formula;

internal sealed record PowerFormula(Formula Base, Fraction Exponent) : Formula;

internal sealed record CallFormula(string Function, Formula Argument) : Formula;
