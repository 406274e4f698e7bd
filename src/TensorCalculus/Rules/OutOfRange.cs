using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Rules;

/// <summary>What becomes of an expression when a combination that may lead outside its range is put in for an index.</summary>
internal static class OutOfRange
{
    /// <summary>Whether the expression is zero wherever the index would be outside its range: a factor reads a tensor there.</summary>
    public static bool Vanishes(Expr node, IndexVariable index)
    {
        if (!node.Contains(index))
        {
            return false;
        }

        return node switch
        {
            TensorElement element => ReadsAlone(element, index),
            Delta delta => IsAlone(delta.Left, delta.Right, index) || IsAlone(delta.Right, delta.Left, index),
            Product product => Any(product, index),
            Sum sum => All(sum, c => Vanishes(c, index)),
            Power { Exponent: Number { Value: { IsPositive: true } } } power => Vanishes(power.Base, index),
            Contraction contraction => Vanishes(contraction.Body, index),
            _ => false,
        };
    }

    /// <summary>Whether the expression is a number wherever tensors read outside their range are zero. (What is read under a
    /// logarithm or in a denominator is not.)</summary>
    public static bool IsFinite(Expr node, IndexVariable index)
    {
        if (!node.Contains(index))
        {
            return true;
        }

        return node switch
        {
            TensorElement or Delta or Bracket => true,
            Sum or Product => All(node, c => IsFinite(c, index)),
            Power { Exponent: Number { Value: var e } } power =>
                IsFinite(power.Base, index) && ((e.IsPositive && e.Denominator.IsOne) || SignAnalysis.IsPositive(power.Base)),
            Power power => SignAnalysis.IsPositive(power.Base) && IsFinite(power.Base, index) && IsFinite(power.Exponent, index),
            Call call => IsFinite(call.Argument, index) && call.Function.Domain switch
            {
                Domain.Real => true,
                Domain.Positive => SignAnalysis.IsPositive(call.Argument),
                _ => false,
            },
            Contraction contraction => IsFinite(contraction.Body, index),
            Reduction reduction => !reduction.At.Any(s => s.Indices.Contains(index)) && IsFinite(reduction.Body, index),
            _ => false,
        };
    }

    private static bool ReadsAlone(TensorElement element, IndexVariable index)
    {
        for (int axis = 0; axis < element.Subscripts.Length; axis++)
        {
            if (element.Subscripts[axis] is IndexSubscript { Index: var v } && v == index && element.Tensor.Axes[axis] == index.Dimension)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAlone(Subscript subscript, Subscript other, IndexVariable index) =>
        subscript is IndexSubscript { Index: var v } && v == index && other.IsInside(index.Dimension) && !other.Indices.Contains(index);

    private static bool Any(Expr node, IndexVariable index)
    {
        foreach (Expr child in node.Children)
        {
            if (Vanishes(child, index))
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
