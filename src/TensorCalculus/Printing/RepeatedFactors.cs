namespace TensorCalculus.Printing;

/// <summary>Writes a square as a repeated factor where that says the sum: Σₖ xₖ² is <c>x_k x_k</c>.</summary>
internal static class RepeatedFactors
{
    /// <summary>Spells out the squares that carry a dummy which would otherwise stand once, unless that makes the term ambiguous
    /// or repeats a dummy of a sum further out.</summary>
    public static TermDraft Apply(TermDraft term, IReadOnlyCollection<PrintIndex> dummies)
    {
        if (!term.Above.Exists(f => IsLoneSquare(f, term, dummies)))
        {
            return term;
        }

        var repeated = new TermDraft();
        repeated.Absorb(term);
        repeated.Above.Clear();
        foreach (Factor factor in term.Above)
        {
            if (IsLoneSquare(factor, term, dummies))
            {
                Factor once = factor with { Node = ((PowerNode)factor.Node).Base };
                repeated.Above.AddRange([once, once]);
            }
            else
            {
                repeated.Above.Add(factor);
            }
        }

        return dummies.Any(d => SumPlacement.Of(repeated, d) == SumSpelling.Explicit) ? term : repeated;
    }

    private static bool IsLoneSquare(Factor factor, TermDraft term, IReadOnlyCollection<PrintIndex> dummies) =>
        factor.Node is PowerNode { Base: TensorNode or DerivativeNode { Of: TensorNode } } square
        && square.Exponent is NumberNode { Digits: "2" }
        && square.Uses.Indices.All(i => !i.IsDummy || dummies.Contains(i))
        && square.Uses.Indices.Any(i => i.IsDummy && SumPlacement.Of(term, i) == SumSpelling.OneTensor);
}
