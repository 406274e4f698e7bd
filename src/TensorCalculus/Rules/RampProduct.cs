using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>What is 0 on one side of a threshold need not be told again on which side it is.</summary>
internal sealed class RampProduct() : NodeRule(
    "choice/ramp", "Drop a sign beside a ramp", "max(0, u) (1 + sign(u)) = 2 max(0, u), min(0, u) (1 - sign(u)) = 2 min(0, u)")
{
    private static readonly PointwiseFunction Sign = FunctionTable.Find("sign")!;

    protected override bool MayMatch(Expr expression) => expression.Facts is { HasCall: true, HasSum: true };

    protected override Expr Rewrite(ExprFactory factory, Expr node)
    {
        if (node is not Product)
        {
            return node;
        }

        Expr[] factors = [.. Factors.Of(factory, node)];
        foreach (Expr factor in factors)
        {
            Expr[] sides = Sides(factory, factor);
            int at = Array.FindIndex(factors, f => sides.Contains(f is Power { Base: var inner, Exponent: Number { Value.IsPositive: true } } ? inner : f));
            if (at >= 0)
            {
                factors[at] = factors[at] is Power { Exponent: var exponent } ? factory.Raise(factory.Rational(new Fraction(2)), exponent) : factory.Rational(new Fraction(2));
                return factory.Multiply(factors);
            }
        }

        return node;
    }

    /// <summary>What is 2 where a ramp, or a power of one, is not 0, and 0 on its other side: by the sign of its argument, and by that of the opposite.</summary>
    private static Expr[] Sides(ExprFactory factory, Expr factor)
    {
        Expr ramp = factor is Power { Base: var inner, Exponent: Number { Value.IsPositive: true } } ? inner : factor;
        if (ramp is not Call { Function.Name: "relu" or "max" or "min" } call || call.Children.ToArray().Where(a => a != factory.Zero).ToArray() is not [var argument])
        {
            return [];
        }

        Expr beyond = call.Function.Name == "min" ? factory.Negate(argument) : argument;
        return [factory.Add([factory.One, factory.Apply(Sign, beyond)]), factory.Subtract(factory.One, factory.Apply(Sign, factory.Negate(beyond)))];
    }
}
