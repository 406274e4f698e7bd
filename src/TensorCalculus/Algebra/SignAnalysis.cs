using Fractions;
using TensorCalculus.Functions;

namespace TensorCalculus.Algebra;

/// <summary>Whether an expression is known to be positive, or not negative, for every real value of its tensors.</summary>
internal static class SignAnalysis
{
    public static bool IsPositive(Expr node) => node switch
    {
        Number n => n.Value.IsPositive,
        PiConstant or SizeOf => true,
        Sum s => All(s, IsNonNegative) && s.Children.ToArray().Any(IsPositive),
        Product p => p.Coefficient.IsPositive && All(p, IsPositive),
        Power p => IsPositive(p.Base),
        Call c => c.Function.Sign == ValueSign.Positive,
        Contraction c => IsPositive(c.Body),
        Reduction { Kind: ReductionKind.Softmax } => true,
        _ => false,
    };

    public static bool IsNonNegative(Expr node) => node switch
    {
        Number n => !n.Value.IsNegative,
        Delta or Bracket => true,
        Sum s => All(s, IsNonNegative),
        Product p => p.Coefficient.IsPositive && All(p, IsNonNegative),
        Power { Exponent: Number { Value: var e } } p => IsNonNegative(p.Base) || !e.Denominator.IsOne || e.Numerator.IsEven,
        Call c => c.Function.Sign != ValueSign.Any,
        Contraction c => IsNonNegative(c.Body),
        _ => IsPositive(node),
    };

    private static bool All(Expr node, Func<Expr, bool> test)
    {
        foreach (Expr child in node.Children)
        {
            if (!test(child))
            {
                return false;
            }
        }

        return true;
    }
}
