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
        var constants = new List<PrintNode>();
        var divisors = new List<PrintNode>();
        if (digits != "1")
        {
            constants.Add(new NumberNode(digits));
        }

        if (divisor is not null)
        {
            divisors.Add(new NumberNode(divisor));
        }

        Take(above, FactorKind.Constant, FactorKind.Constant, constants);
        Take(below, FactorKind.Constant, FactorKind.Constant, divisors);

        // A one-tensor stands before what it broadcasts or sums, unless that is a gradient alone, or follows a scalar one.
        var lead = new List<PrintNode>(above.Count + 1);
        Take(above, FactorKind.Gradient, FactorKind.Gradient, lead);
        int gradients = lead.Count;
        bool alone = !above.Exists(f => f.Kind > FactorKind.Gradient) || lead.TrueForAll(g => g.Uses.Count == 0);
        AddOne(term.Ones, lead, alone ? lead.Count : 0);
        if (divisors.Count == 0 && term.OnesBelow.Count == 0 && below.Count == 0)
        {
            lead.InsertRange(0, constants);
            Take(above, FactorKind.Scalar, FactorKind.Derivative, lead);
            return Product(lead, term.Summed);
        }

        var under = new List<PrintNode>(below.Count + 1);
        AddOne(term.OnesBelow, under, 0);
        Take(below, FactorKind.Gradient, FactorKind.Derivative, under);
        if (under.Count == 0)
        {
            lead.Insert(0, new FractionNode([.. constants], Product(divisors, [])));
            Take(above, FactorKind.Scalar, FactorKind.Derivative, lead);
            return Product(lead, term.Summed);
        }

        PrintNode bottom = Product([.. divisors, .. under], term.SummedBelow);
        var top = new List<PrintNode>(above.Count);
        if (gradients > 0)
        {
            lead.InsertRange(0, constants);
        }
        else
        {
            (top, lead) = ([.. constants, .. lead], []);
        }

        // Parentheses follow the bar, unless they have nothing to follow.
        bool follow = above.Exists(f => f.Kind is >= FactorKind.Scalar and <= FactorKind.Function);
        Take(above, FactorKind.Scalar, follow ? FactorKind.Function : FactorKind.Derivative, top);
        lead.Add(new FractionNode([.. top], bottom));
        if (follow)
        {
            Take(above, FactorKind.Parenthesis, FactorKind.Derivative, lead);
        }

        return Product(lead, term.Summed);
    }

    /// <summary>Factors that read alike stay in their order.</summary>
    private static List<Factor> InOrder(List<Factor> factors)
    {
        for (int i = 1; i < factors.Count; i++)
        {
            if (Compare(factors[i - 1], factors[i]) > 0)
            {
                return [.. factors.Order(Comparer<Factor>.Create(Compare))];
            }
        }

        return factors;

        static int Compare(Factor a, Factor b) => a.Kind != b.Kind ? a.Kind.CompareTo(b.Kind) : a.Key.CompareTo(b.Key);
    }

    /// <summary>Adds the factors whose kind is one of those between two.</summary>
    private static void Take(List<Factor> factors, FactorKind first, FactorKind last, List<PrintNode> to)
    {
        foreach (Factor factor in factors)
        {
            if (factor.Kind >= first && factor.Kind <= last)
            {
                to.Add(factor.Node);
            }
        }
    }

    private static void AddOne(List<PrintIndex> indices, List<PrintNode> to, int at)
    {
        if (indices.Count > 0)
        {
            to.Insert(at, new OneNode([.. indices.OrderBy(i => i.Rank)]));
        }
    }

    /// <summary>Factors side by side; the number 1 where there are none.</summary>
    private static PrintNode Product(List<PrintNode> factors, List<PrintIndex> summed) => factors switch
    {
        [] => new NumberNode("1"),
        [var only] when summed.Count == 0 => only,
        _ => new ProductNode([.. factors], [.. summed]),
    };
}
