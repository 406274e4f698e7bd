using System.Diagnostics;
using Fractions;
using TensorCalculus.Algebra;

namespace TensorCalculus.Rules;

/// <summary>How long an expression is to a reader: occurrences of tensors, deltas, sizes and numbers, the one-tensors that
/// its sums and addends need, calls, and an addend more for each plus or minus. Among equals, the one that writes a gradient
/// less often is shorter.</summary>
internal static class Complexity
{
    /// <summary>What one occurrence counts; a gradient counts a little more.</summary>
    public const int Unit = 16;

    private static readonly Fraction Half = new(1, 2);

    public static int Of(Expr node)
    {
        if (node is Number or PiConstant or SizeOf or TensorElement or Delta or Bracket)
        {
            return (node.Facts.HasGradient ? Unit + 1 : Unit) + (node.Facts.HasComputed ? Unit * Gathers(node) : 0);
        }

        if (node.ReadingCost == 0)
        {
            node.ReadingCost = node switch
            {
                Product p => OfCoefficient(p.Coefficient) + OfAll(p),
                Power p => Of(p.Base) + OfExponent(p.Exponent),
                Sum s => OfAll(s) + (Unit * (s.Children.Length - 1 + MissingOnes(s))),
                Contraction c => Of(c.Body) + (c.Bound.Any(v => OccursOnce(c.Body, v)) ? Unit : 0),
                _ => Unit + OfAll(node),
            };
        }

        return node.ReadingCost;
    }

    /// <summary>The cost of a coefficient; a sign is free.</summary>
    public static int OfCoefficient(Fraction coefficient) => Fraction.Abs(coefficient).IsOne() ? 0 : Unit;

    /// <summary>The cost of a factor that is raised to a power.</summary>
    public static int Of(PowerFactor factor) => Of(factor.Base) + OfExponent(factor.Exponent);

    /// <summary>The cost of what stands in sums, at the outermost.</summary>
    public static int OfSums(Expr node)
    {
        if (node is Sum)
        {
            return Of(node);
        }

        int cost = 0;
        foreach (Expr child in node is Product or Contraction or Power ? node.Children : [])
        {
            cost += OfSums(child);
        }

        return cost;
    }

    /// <summary>How many divisors an expression has, each as often as it is written.</summary>
    public static int Divisors(Expr node)
    {
        int count = node is Power { Exponent: Number { Value.IsNegative: true } } ? 1 : 0;
        foreach (Expr child in node.Children)
        {
            count += Divisors(child);
        }

        return count;
    }

    /// <summary>How many gathered positions stand in the subscripts.</summary>
    private static int Gathers(Expr node) => node switch
    {
        TensorElement element => element.Subscripts.Sum(s => Gathers(s.Form)),
        Delta delta => Gathers(delta.Difference),
        Bracket bracket => Gathers(bracket.Form),
        _ => 0,
    };

    private static int Gathers(AffineForm form) =>
        form.Terms.Sum(t => t.Atom is GatherAtom gather ? 1 + gather.Subscripts.Sum(s => Gathers(s.Form)) : 0);

    private static int OfAll(Expr node)
    {
        int cost = 0;
        foreach (Expr child in node.Children)
        {
            cost += Of(child);
        }

        return cost;
    }

    private static int OfExponent(Expr exponent) => exponent is Number number ? OfExponent(number.Value) : Of(exponent);

    /// <summary>A square or a root is one thing to read, any other power two.</summary>
    private static int OfExponent(Fraction exponent)
    {
        Fraction size = Fraction.Abs(exponent);
        return size.IsZero || size.IsOne() ? 0 : size.Equals(Half) || size.Equals(2) ? Unit : 2 * Unit;
    }

    /// <summary>How many addends need a one-tensor. A dummy that is summed outside need not stand in each of them.</summary>
    private static int MissingOnes(Sum sum)
    {
        int lacking = 0;
        foreach (Expr addend in sum.Children)
        {
            bool scalar = addend.FreeIndices.Length == 0;
            lacking += !scalar && Array.Exists(sum.FreeIndices, v => !v.IsOpened && !v.IsBound && !addend.Contains(v)) ? 1 : 0;
        }

        return lacking;
    }

    private static bool OccursOnce(Expr body, IndexVariable index)
    {
        int count = 0;
        foreach (Expr factor in body is Product product ? product.Children : [body])
        {
            if (factor.Contains(index))
            {
                bool twice = factor is Choice or Call { Children.Length: > 1 } && factor.Children.ToArray().Count(c => c.Contains(index)) > 1
                    || factor is Power { Base: TensorElement, Exponent: Number { Value: var e } } && e.Equals(2)
                    || (factor is TensorElement element && element.Subscripts.Count(s => s.Indices.Contains(index)) > 1);
                count += twice ? 2 : 1;
            }
        }

        return count == 1;
    }
}
