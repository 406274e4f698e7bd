namespace TensorCalculus.Printing;

/// <summary>How a sum over a dummy is written so that it is read back where it stands (rules 2 to 4 of the notation).</summary>
internal enum SumSpelling
{
    /// <summary>The repeated index says it.</summary>
    Repeated,

    /// <summary>A one-tensor must carry the index to this place, for it stands in one factor alone.</summary>
    OneTensor,

    /// <summary>Two places could each hold the sum: only an explicit one is unambiguous.</summary>
    Explicit,
}

/// <summary>Reads a term as a reader of the notation would, for one index.</summary>
internal static class SumPlacement
{
    public static SumSpelling Of(TermDraft term, PrintIndex index)
    {
        int rest = 0, occupied = 0, complete = 0;
        bool scattered = false;
        foreach (Factor factor in term.Above)
        {
            IndexUse use = factor.Node.Uses[index];
            if (use.Occurrences == 0)
            {
                continue;
            }

            if (factor.Node is PowerNode power && power.Exponent.Uses[index].Occurrences > 0)
            {
                scattered = true;
            }

            if (IsPlace(factor.Node))
            {
                Count(use);
            }
            else
            {
                rest += use.Occurrences;
            }
        }

        Count(term.Below.Aggregate(default(IndexUse), (sum, f) => sum + f.Node.Uses[index]));
        if (scattered || complete + (rest > 1 ? 1 : 0) > 1)
        {
            return SumSpelling.Explicit;
        }

        bool reached = rest > 1 || (rest == 1 && occupied > 0) || occupied > 1 || (occupied == 1 && term.Above.Exists(f => IsSummedAt(f.Node, index)));
        return reached ? SumSpelling.Repeated : SumSpelling.OneTensor;

        void Count(IndexUse use)
        {
            occupied += use.Occurrences > 0 ? 1 : 0;
            complete += use.Amount > 1 ? 1 : 0;
        }
    }

    /// <summary>Whether a reader puts the sum at the factor itself: a call that holds the index in two of its arguments.</summary>
    public static bool IsSummedAt(PrintNode factor, PrintIndex index) => factor is CallNode { Arguments.Length: > 1 } call
        && call.Arguments.SelectMany(a => a is ComparisonNode ? a.Parts : [a]).Count(a => a.Uses[index].Occurrences > 0) > 1;

    /// <summary>Whether a factor is a place of its own: a call, a parenthesised sum or a parenthesised base.</summary>
    private static bool IsPlace(PrintNode factor) => factor switch
    {
        TensorNode or WholeNode or DeltaNode or BracketNode or OneNode => false,
        DerivativeNode { Of: TensorNode } => false,
        PowerNode power => power.Base is not (TensorNode or WholeNode),
        _ => true,
    };
}
