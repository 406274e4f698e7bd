using System.Collections.Immutable;
using Fractions;

namespace TensorCalculus.Printing;

/// <summary>Lays a term out: constants first, then gradients and one-tensors, scalars, tensors, deltas and brackets, functions, parentheses and unevaluated derivatives, with one
/// fraction bar for everything that divides.</summary>
internal static class TermLayout
{
    /// <summary>The term without its sign.</summary>
    public static PrintNode Lay(TermDraft term)
    {
        (string digits, string? divisor) = NumberText.Split(Fraction.Abs(term.Coefficient));
        List<Factor> above = InOrder(term.Above);
        List<Factor> below = InOrder(term.Below);
        List<PrintNode> constants = [.. digits == "1" ? [] : new[] { new NumberNode(digits) }, .. Between(above, FactorKind.Constant, FactorKind.Constant)];
        List<PrintNode> divisors = [.. divisor is null ? [] : new[] { new NumberNode(divisor) }, .. Between(below, FactorKind.Constant, FactorKind.Constant)];
        List<PrintNode> ones = OneOf(term.Ones);
        List<PrintNode> gradients = Between(above, FactorKind.Gradient, FactorKind.Gradient);
        List<PrintNode> plain = Between(above, FactorKind.Scalar, FactorKind.Function);
        List<PrintNode> wide = Between(above, FactorKind.Parenthesis, FactorKind.Derivative);
        List<PrintNode> under = [.. OneOf(term.OnesBelow), .. Between(below, FactorKind.Gradient, FactorKind.Derivative)];

        // A one-tensor stands before what it broadcasts or sums, unless that is a gradient alone, or follows a scalar one.
        List<PrintNode> lead = (plain.Count == 0 && wide.Count == 0) || gradients.TrueForAll(g => g.Uses.Count == 0)
            ? [.. gradients, .. ones]
            : [.. ones, .. gradients];
        if (under.Count == 0)
        {
            List<PrintNode> prefix = divisors.Count == 0 ? constants : [new FractionNode([.. constants], Product(divisors, []))];
            return Product([.. prefix, .. lead, .. plain, .. wide], term.Summed);
        }

        PrintNode bottom = Product([.. divisors, .. under], term.SummedBelow);
        List<PrintNode> top = plain;
        if (gradients.Count > 0)
        {
            lead = [.. constants, .. lead];
        }
        else
        {
            lead = [];
            top = [.. constants, .. ones, .. plain];
        }

        // Parentheses follow the bar, unless they have nothing to follow.
        bool follow = plain.Count > 0;
        return Product([.. lead, new FractionNode([.. top, .. follow ? [] : wide], bottom), .. follow ? wide : []], term.Summed);
    }

    private static List<Factor> InOrder(List<Factor> factors) =>
        factors.Count < 2 ? factors : [.. factors.OrderBy(f => f.Kind).ThenBy(f => f.Key)];

    /// <summary>The factors whose kind is one of those between two.</summary>
    private static List<PrintNode> Between(List<Factor> factors, FactorKind first, FactorKind last)
    {
        var found = new List<PrintNode>();
        foreach (Factor factor in factors)
        {
            if (factor.Kind >= first && factor.Kind <= last)
            {
                found.Add(factor.Node);
            }
        }

        return found;
    }

    private static List<PrintNode> OneOf(List<PrintIndex> indices) =>
        indices.Count == 0 ? [] : [new OneNode([.. indices.OrderBy(i => i.Rank)])];

    /// <summary>Factors side by side; the number 1 where there are none.</summary>
    private static PrintNode Product(List<PrintNode> factors, List<PrintIndex> summed) => factors switch
    {
        [] => new NumberNode("1"),
        [var only] when summed.Count == 0 => only,
        _ => new ProductNode([.. factors], [.. summed]),
    };
}
