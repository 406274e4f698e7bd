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
        Sum s => All(s, IsNonNegative) && Any(s, IsPositive),
        Product p => p.Coefficient.IsPositive && All(p, IsPositive),
        Power p => IsPositive(p.Base),
        Call { Function.Name: "max" } c => Any(c, IsPositive),
        Call { Function.Name: "min" } c => All(c, IsPositive),
        Call c => c.Function.Sign == ValueSign.Positive,
        Choice c => IsPositive(c.Then) && IsPositive(c.Otherwise),
        Contraction c => IsPositive(c.Body),
        Reduction { Kind: ReductionKind.Softmax } => true,
        Reduction { Kind: ReductionKind.Max or ReductionKind.Min or ReductionKind.Product } r => IsPositive(r.Body),
        _ => false,
    };

    public static bool IsNonNegative(Expr node) => node switch
    {
        Number n => !n.Value.IsNegative,
        Delta or Bracket => true,
        Sum s => All(s, IsNonNegative),
        Product p => p.Coefficient.IsPositive && All(p, IsNonNegative),
        Power { Exponent: Number { Value: var e } } p => IsNonNegative(p.Base) || !e.Denominator.IsOne || e.Numerator.IsEven,
        Call { Function.Name: "max" } c => Any(c, IsNonNegative),
        Call { Function.Name: "min" } c => All(c, IsNonNegative),
        Call c => c.Function.Sign != ValueSign.Any,
        Choice c => IsNonNegative(c.Then) && IsNonNegative(c.Otherwise),
        Contraction c => IsNonNegative(c.Body),
        Reduction { Kind: ReductionKind.Max or ReductionKind.Min or ReductionKind.Product } r => IsNonNegative(r.Body),
        _ => IsPositive(node),
    };

    private static bool Any(Expr node, Func<Expr, bool> test)
    {
        foreach (Expr child in node.Children)
        {
            if (test(child))
            {
                return true;
            }
        }

        return false;
    }

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
