namespace TensorCalculus.Printing;

/// <summary>How often an index stands in a piece of text: in all, and in one addend of each sum at most. A reader of rule 3
/// counts the former, of rule 4 the latter.</summary>
internal readonly record struct IndexUse(int Occurrences, int Amount)
{
    public static IndexUse operator +(IndexUse a, IndexUse b) => new(a.Occurrences + b.Occurrences, a.Amount + b.Amount);
}

/// <summary>The uses of all indices that are not bound within a piece of text.</summary>
internal sealed class IndexUses
{
    public static readonly IndexUses None = new([]);

    private readonly Dictionary<PrintIndex, IndexUse> uses;

    private IndexUses(Dictionary<PrintIndex, IndexUse> uses) => this.uses = uses;

    public IReadOnlyCollection<PrintIndex> Indices => uses.Keys;

    public IndexUse this[PrintIndex index] => uses.GetValueOrDefault(index);

    public static IndexUses Of(IEnumerable<PrintIndex> occurrences)
    {
        var uses = new Dictionary<PrintIndex, IndexUse>();
        foreach (PrintIndex index in occurrences)
        {
            uses[index] = uses.GetValueOrDefault(index) + new IndexUse(1, 1);
        }

        return new IndexUses(uses);
    }

    /// <summary>The uses of pieces that stand side by side in a product, less the indices summed over it.</summary>
    public static IndexUses Together(IEnumerable<IndexUses> parts, IReadOnlyCollection<PrintIndex> without) =>
        Combine(parts, (a, b) => a + b, without);

    /// <summary>The uses of addends.</summary>
    public static IndexUses Either(IEnumerable<IndexUses> parts) =>
        Combine(parts, (a, b) => new IndexUse(a.Occurrences + b.Occurrences, Math.Max(a.Amount, b.Amount)), []);

    private static IndexUses Combine(IEnumerable<IndexUses> parts, Func<IndexUse, IndexUse, IndexUse> join, IReadOnlyCollection<PrintIndex> without)
    {
        var uses = new Dictionary<PrintIndex, IndexUse>();
        foreach (IndexUses part in parts)
        {
            foreach ((PrintIndex index, IndexUse use) in part.uses)
            {
                uses[index] = uses.TryGetValue(index, out IndexUse known) ? join(known, use) : use;
            }
        }

        foreach (PrintIndex index in without)
        {
            uses.Remove(index);
        }

        return new IndexUses(uses);
    }
}
