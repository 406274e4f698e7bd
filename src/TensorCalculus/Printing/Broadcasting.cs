namespace TensorCalculus.Printing;

/// <summary>Gives each addend the free indices of all (rule 7 of the notation) by one-tensors. Scalars need none, and a dummy
/// that is summed outside need not stand in each.</summary>
internal static class Broadcasting
{
    /// <param name="terms">The addends.</param>
    /// <param name="carried">What the whole must carry: the indices of the left-hand side.</param>
    public static void Apply(List<TermDraft> terms, IReadOnlyCollection<PrintIndex> carried)
    {
        if (terms.Count == 1)
        {
            terms[0].Ones.AddRange(carried.Where(i => !terms[0].Carries(i)).OrderBy(i => i.Rank));
            return;
        }

        List<HashSet<PrintIndex>> own = [.. terms.Select(t => t.OpenIndices())];
        List<PrintIndex> all = [.. own.SelectMany(o => o).Where(i => !i.IsDummy).Concat(carried).Distinct().OrderBy(i => i.Rank)];
        bool allScalar = own.TrueForAll(o => o.Count == 0);
        for (int i = 0; i < terms.Count; i++)
        {
            if (own[i].Count > 0 || allScalar)
            {
                terms[i].Ones.AddRange(all.Where(index => !own[i].Contains(index)));
            }
        }
    }
}
