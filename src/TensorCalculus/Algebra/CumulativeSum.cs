namespace TensorCalculus.Algebra;

/// <summary>A cumulative sum is a sum with a bracket: <c>cumsum_i(x_i)</c> is Σ_j [j ≤ i] x_j. So it needs no rule of its own, and the sum
/// from the other end, which its gradient is, is one too.</summary>
/// <param name="Index">j, over which is summed.</param>
/// <param name="Limit">i, which stands in the bracket alone.</param>
/// <param name="FromEnd">Whether the sum runs from i to the end: Σ_j [i ≤ j] x_j.</param>
/// <param name="Body">x_j, with all other sums.</param>
internal sealed record CumulativeSum(IndexVariable Index, IndexVariable Limit, bool FromEnd, Expr Body)
{
    /// <summary>The cumulative sum of a body over some of its free indices, at these.</summary>
    public static Expr Of(ExprFactory factory, IReadOnlyCollection<IndexVariable> over, Expr body)
    {
        Dictionary<IndexVariable, IndexVariable> inside = over.ToDictionary(v => v, v => factory.Fresh(v.Dimension));
        Expr[] brackets = [.. inside.Select(p => factory.IsNonNegative(AffineForm.Of(p.Key) - AffineForm.Of(p.Value)))];
        Expr read = factory.Substitute(body, inside.ToDictionary(p => p.Key, p => (Subscript)p.Value.Alone));
        return factory.Contract(inside.Values, factory.Multiply([.. brackets, read]));
    }

    /// <summary>The cumulative sum that a factor of a sum makes with all others that carry its index, or <see langword="null"/>.</summary>
    /// <param name="factory">The factory.</param>
    /// <param name="bracket">The factor.</param>
    /// <param name="factors">The other factors.</param>
    /// <param name="bound">The indices over which is summed.</param>
    public static CumulativeSum? In(ExprFactory factory, Bracket bracket, IReadOnlyCollection<Expr> factors, IReadOnlyCollection<IndexVariable> bound) =>
        AllIn(factory, bracket, factors, bound).FirstOrDefault();

    /// <summary>The cumulative sums that a factor of a sum makes, over either of its indices; see <see cref="In"/>.</summary>
    public static IEnumerable<CumulativeSum> AllIn(ExprFactory factory, Bracket bracket, IReadOnlyCollection<Expr> factors, IReadOnlyCollection<IndexVariable> bound)
    {
        IndexVariable[] pair = bracket.FreeIndices;
        if (pair.Length != 2 || pair[0].Dimension != pair[1].Dimension)
        {
            yield break;
        }

        foreach ((IndexVariable index, IndexVariable limit) in new[] { (pair[0], pair[1]), (pair[1], pair[0]) })
        {
            bool forward = bracket.Form.Equals(AffineForm.Of(limit) - AffineForm.Of(index));
            Expr[] carriers = [.. factors.Where(f => f.Contains(index))];
            if (bound.Contains(index) && carriers.Length > 0 && !Array.Exists(carriers, f => f.Contains(limit))
                && (forward || bracket.Form.Equals(AffineForm.Of(index) - AffineForm.Of(limit))))
            {
                IEnumerable<IndexVariable> own = bound.Where(v => v != index && carriers.Any(f => f.Contains(v)) && !factors.Any(f => f.Contains(v) && !carriers.Contains(f)));
                yield return new CumulativeSum(index, limit, !forward, factory.Contract(own, factory.Multiply(carriers)));
            }
        }
    }
}
