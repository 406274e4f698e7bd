using System.Diagnostics;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Rules;

/// <summary>The derivative of a pointwise function at its argument, from the function table's formula.</summary>
internal static class FunctionDerivative
{
    public static Expr Of(ExprFactory factory, Call call) => call.Function.Derivative is { } formula
        ? Translate(factory, formula, call.Argument)
        : factory.Apply(factory.Arbitrary(call.Function.Name, call.Function.Primes + 1), call.Argument);

    private static Expr Translate(ExprFactory factory, Formula formula, Expr u) => formula switch
    {
        VariableFormula => u,
        PiFormula => factory.Pi,
        NumberFormula n => factory.Rational(n.Value),
        SumFormula s => factory.Add(Translate(factory, s.Left, u), Translate(factory, s.Right, u)),
        ProductFormula p => factory.Multiply(Translate(factory, p.Left, u), Translate(factory, p.Right, u)),
        PowerFormula p => factory.Raise(Translate(factory, p.Base, u), p.Exponent),
        CallFormula c => factory.Apply(FunctionTable.Find(c.Function)!, Translate(factory, c.Argument, u)),
        _ => throw new UnreachableException(),
    };
}
