using Fractions;

namespace TensorCalculus.Functions;

/// <summary>A formula in the arguments u, v of a function: how the function table states a derivative without knowing any algebra.</summary>
internal abstract record Formula
{
    /// <summary>The first argument.</summary>
    public static readonly Formula U = new VariableFormula(0);

    /// <summary>The second argument.</summary>
    public static readonly Formula V = new VariableFormula(1);

    public static readonly Formula Pi = new PiFormula();

    public static implicit operator Formula(int value) => new NumberFormula(value);

    public static Formula operator +(Formula a, Formula b) => new SumFormula(a, b);

    public static Formula operator -(Formula a, Formula b) => new SumFormula(a, -b);

    public static Formula operator -(Formula a) => new ProductFormula(new NumberFormula(-1), a);

    public static Formula operator *(Formula a, Formula b) => new ProductFormula(a, b);

    public static Formula operator /(Formula a, Formula b) => new ProductFormula(a, new PowerFormula(b, -1));

    public Formula Power(Fraction exponent) => new PowerFormula(this, exponent);

    public static Formula Call(string function, Formula argument) => new CallFormula(function, argument);

    /// <summary>1 where u &gt; 0, else 0.</summary>
    public static Formula Step(Formula u) => new ChoiceFormula(Relation.Greater, u, 0, 1, 0);
}

internal sealed record VariableFormula(int Position) : Formula;

internal sealed record PiFormula : Formula;

internal sealed record NumberFormula(Fraction Value) : Formula;

internal sealed record SumFormula(Formula Left, Formula Right) : Formula;

internal sealed record ProductFormula(Formula Left, Formula Right) : Formula;

internal sealed record PowerFormula(Formula Base, Fraction Exponent) : Formula;

internal sealed record CallFormula(string Function, Formula Argument) : Formula;

internal sealed record ChoiceFormula(Relation Relation, Formula Left, Formula Right, Formula Then, Formula Otherwise) : Formula;
