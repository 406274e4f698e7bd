using System.Diagnostics;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Rules;

/// <summary>The derivative of a pointwise function by one of its arguments, from the function table's formula.</summary>
internal static class FunctionDerivative
{
    public static Expr Of(ExprFactory factory, Call call, int argument) => call.Function.IsArbitrary
        ? factory.Apply(factory.Arbitrary(call.Function.Name, call.Function.Primes + 1), call.Argument)
        : Translate(factory, call.Function.Derivatives[argument], call);

    private static Expr Translate(ExprFactory factory, Formula formula, Call u) => formula switch
    {
        VariableFormula v => u.Children[v.Position],
        PiFormula => factory.Pi,
        NumberFormula n => factory.Rational(n.Value),
        SumFormula s => factory.Add(Translate(factory, s.Left, u), Translate(factory, s.Right, u)),
        ProductFormula p => factory.Multiply(Translate(factory, p.Left, u), Translate(factory, p.Right, u)),
        PowerFormula p => factory.Raise(Translate(factory, p.Base, u), p.Exponent),
        CallFormula c => factory.Apply(FunctionTable.Find(c.Function)!, Translate(factory, c.Argument, u)),
        ChoiceFormula c => factory.Choose(
            new Condition(c.Relation, Translate(factory, c.Left, u), Translate(factory, c.Right, u)), Translate(factory, c.Then, u), Translate(factory, c.Otherwise, u)),
        _ => throw new UnreachableException(),
    };
}
