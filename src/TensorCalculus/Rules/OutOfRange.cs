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
            TensorElement element => element.Subscripts.Zip(element.Tensor.Axes).Any(p => LeadsOutside(p.First, p.Second, index)),
            Delta delta => IsAlone(delta.Left, delta.Right, index) || IsAlone(delta.Right, delta.Left, index),
            Product product => Any(product, index),
            Sum sum => All(sum, c => Vanishes(c, index)),
            Choice choice => Vanishes(choice.Then, index) && Vanishes(choice.Otherwise, index),
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
            Sum or Product or Choice => All(node, c => IsFinite(c, index)),
            Power { Exponent: Number { Value: var e } } power =>
                IsFinite(power.Base, index) && ((e.IsPositive && e.Denominator.IsOne) || SignAnalysis.IsPositive(power.Base)),
            Power power => SignAnalysis.IsPositive(power.Base) && IsFinite(power.Base, index) && IsFinite(power.Exponent, index),
            Call call => All(call, c => IsFinite(c, index)) && call.Function.Domain switch
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

    /// <summary>Whether the axis is left whenever the index leaves its range.</summary>
    private static bool LeadsOutside(Subscript subscript, Dimension axis, IndexVariable index)
    {
        switch (subscript)
        {
            case IndexSubscript { Index: var v }:
                return v == index && axis == index.Dimension;
            case AffineSubscript { Form: var form } when form.CoefficientOf(new IndexAtom(index)) is not 0 and var coefficient:
                AffineForm rest = form - (AffineForm.Of(index) * coefficient);
                if (rest.Indices.Contains(index))
                {
                    return false;
                }

                AffineForm before = rest + -coefficient, behind = rest + (AffineForm.Of(index.Dimension) * coefficient);
                (AffineForm low, AffineForm high) = coefficient > 0 ? (before, behind) : (behind, before);
                return AffineRange.IsNegative(low) && AffineRange.IsNonNegative(high - AffineForm.Of(axis));
            default:
                return false;
        }
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
