using Fractions;

namespace TensorCalculus.Printing;

/// <summary>A factor with its place in the reading order.</summary>
internal readonly record struct Factor(ReadingKey Key, FactorKind Kind, PrintNode Node);

/// <summary>An additive term in the making: a coefficient, factors above and below a fraction bar, and the dummies that a
/// reader sums over all of it. Sums among the factors of a product have been merged into it.</summary>
internal sealed class TermDraft
{
    public Fraction Coefficient { get; set; } = Fraction.One;

    public List<Factor> Above { get; } = [];

    public List<Factor> Below { get; } = [];

    /// <summary>The indices of the one-tensor among the factors.</summary>
    public List<PrintIndex> Ones { get; } = [];

    public List<PrintIndex> Summed { get; } = [];

    /// <summary>The indices of the one-tensor below the bar, for sums that stand there.</summary>
    public List<PrintIndex> OnesBelow { get; } = [];

    public List<PrintIndex> SummedBelow { get; } = [];

    /// <summary>Whether there is nothing but a coefficient.</summary>
    public bool IsNumber => Above.Count == 0 && Below.Count == 0 && Ones.Count == 0;

    /// <summary>The free indices and the dummies of enclosing sums.</summary>
    public HashSet<PrintIndex> OpenIndices()
    {
        var open = new HashSet<PrintIndex>(Ones);
        foreach (Factor factor in Above.Concat(Below))
        {
            open.UnionWith(factor.Node.Uses.Indices);
        }

        open.ExceptWith(Summed);
        open.ExceptWith(SummedBelow);
        return open;
    }

    /// <summary>Whether a free index stands in the term.</summary>
    public bool Carries(PrintIndex free) =>
        Ones.Contains(free) || Above.Exists(f => f.Node.Uses[free].Occurrences > 0) || Below.Exists(f => f.Node.Uses[free].Occurrences > 0);

    /// <summary>Multiplies by a sum's term: its reach becomes that of this term.</summary>
    public void Absorb(TermDraft other)
    {
        Coefficient *= other.Coefficient;
        Above.AddRange(other.Above);
        Below.AddRange(other.Below);
        Ones.AddRange(other.Ones);
        Summed.AddRange(other.Summed);
        OnesBelow.AddRange(other.OnesBelow);
        SummedBelow.AddRange(other.SummedBelow);
    }

    /// <summary>Divides by a sum's term that has no denominator itself: the sum stands below the bar.</summary>
    public void AbsorbBelow(TermDraft other)
    {
        Coefficient /= other.Coefficient;
        Below.AddRange(other.Above);
        OnesBelow.AddRange(other.Ones);
        SummedBelow.AddRange(other.Summed);
    }

    /// <summary>Turns the signs of one parenthesised sum where the term reads better for it: -(a - b) is b - a, and -a - b is -(a + b).</summary>
    /// <param name="keepNegative">Whether a negative term is fine as it is.</param>
    public void SettleSigns(bool keepNegative)
    {
        bool negative = Coefficient.IsNegative && !keepNegative;
        if (TurnOneOf(Above) || TurnOneOf(Below))
        {
            Coefficient = -Coefficient;
        }

        bool TurnOneOf(List<Factor> side)
        {
            int first = -1;
            for (int i = 0; i < side.Count; i++)
            {
                bool fits = OddSum(side[i].Node) is { } sum && (negative ? sum.HasNegative : sum.IsAllNegative);
                first = fits && (first < 0 || side[i].Key.CompareTo(side[first].Key) < 0) ? i : first;
            }

            if (first >= 0)
            {
                side[first] = side[first] with { Node = Negate(side[first].Node) };
            }

            return first >= 0;
        }
    }

    private static SumNode? OddSum(PrintNode node) => node switch
    {
        SumNode sum => sum,
        PowerNode { Base: SumNode sum, Exponent: NumberNode { Digits: var d } } when d.All(char.IsDigit) && (d[^1] - '0') % 2 == 1 => sum,
        _ => null,
    };

    private static PrintNode Negate(PrintNode node) => node switch
    {
        PowerNode { Base: SumNode sum } power => new PowerNode(sum.Negate(), power.Exponent),
        _ => ((SumNode)node).Negate(),
    };
}
