using Fractions;
using TensorCalculus.Functions;

namespace TensorCalculus.Algebra;

/// <summary>Identities of single functions that hold for every real argument of the domain.</summary>
internal static class FunctionIdentities
{
    private static readonly HashSet<string> Odd = ["sign", "sin", "tan", "asin", "atan", "sinh", "tanh", "erf"];
    private static readonly HashSet<string> Even = ["abs", "cos", "cosh"];

    /// <summary>What f of its arguments is, or <see langword="null"/> where it stays as it is.</summary>
    public static Expr? Apply(ExprFactory factory, PointwiseFunction function, ReadOnlySpan<Expr> arguments) => arguments switch
    {
        _ when function.IsArbitrary => null,
        [var only] => Of(factory, function, only),
        [var first, var second] => OfTwo(function, first, second),
        _ => null,
    };

    /// <summary>The larger or the smaller of two, where it is known which.</summary>
    private static Expr? OfTwo(PointwiseFunction function, Expr first, Expr second)
    {
        if (ReferenceEquals(first, second))
        {
            return first;
        }

        // Numbers come first.
        bool? firstIsLess = (first, second) switch
        {
            (Number a, Number b) => a.Value < b.Value,
            (Number { Value.IsPositive: false }, _) when SignAnalysis.IsPositive(second) => true,
            _ => null,
        };
        return firstIsLess is { } less ? (less == (function.Name == "max") ? second : first) : null;
    }

    private static Expr? Of(ExprFactory factory, PointwiseFunction function, Expr argument)
    {
        Fraction coefficient = factory.SplitCoefficient(argument).Coefficient;
        return function.Name switch
        {
            "exp" when argument is Number { Value.IsZero: true } => factory.One,
            "exp" when argument is Call { Function.Name: "log" } log && SignAnalysis.IsPositive(log.Argument) => log.Argument,
            "log" when argument is Number { Value: var n } && n.IsOne() => factory.Zero,
            "log" when argument is Call { Function.Name: "exp" } exp => exp.Argument,
            "cos" or "cosh" when argument is Number { Value.IsZero: true } => factory.One,
            "abs" when SignAnalysis.IsNonNegative(argument) => argument,
            "abs" when argument is Product && !Fraction.Abs(coefficient).IsOne() =>
                factory.Scale(Fraction.Abs(coefficient), factory.Apply(function, factory.SplitCoefficient(argument).Core)),
            "relu" when SignAnalysis.IsNonNegative(argument) => argument,
            "sign" when SignAnalysis.IsPositive(argument) => factory.One,
            "sign" when argument is Call { Function.Name: "sign" } => argument,
            "sigmoid" when argument is Number { Value.IsZero: true } => factory.Rational(new Fraction(1, 2)),
            var name when Odd.Contains(name) && argument is Number { Value.IsZero: true } => factory.Zero,
            var name when Odd.Contains(name) && coefficient.IsNegative => factory.Negate(factory.Apply(function, factory.Negate(argument))),
            var name when Even.Contains(name) && coefficient.IsNegative => factory.Apply(function, factory.Negate(argument)),
            _ => null,
        };
    }
}
