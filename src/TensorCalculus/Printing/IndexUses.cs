namespace TensorCalculus.Printing;

/// <summary>How often an index stands in a piece of text: in all, and in one addend of each sum at most. A reader of rule 3
/// counts the former, of rule 4 the latter.</summary>
internal readonly record struct IndexUse(int Occurrences, int Amount)
{
    public static IndexUse operator +(IndexUse a, IndexUse b) => new(a.Occurrences + b.Occurrences, a.Amount + b.Amount);
}

/// <summary>The uses of all indices that are not bound within a piece of text. They are few, so they are searched.</summary>
internal sealed class IndexUses
{
    public static readonly IndexUses None = new([]);

    private readonly List<(PrintIndex Index, IndexUse Use)> uses;

    private IndexUses(List<(PrintIndex Index, IndexUse Use)> uses) => this.uses = uses;

    /// <summary>How many indices are used.</summary>
    public int Count => uses.Count;

    public IEnumerable<PrintIndex> Indices => uses.Select(u => u.Index);

    public IndexUse this[PrintIndex index] => Find(uses, index) is >= 0 and var i ? uses[i].Use : default;

    public static IndexUses Of(IEnumerable<PrintIndex> occurrences)
    {
        var uses = new List<(PrintIndex Index, IndexUse Use)>();
        foreach (PrintIndex index in occurrences)
        {
            Add(uses, index, new IndexUse(1, 1), beside: true);
        }

        return new IndexUses(uses);
    }

    /// <summary>The uses of pieces that stand side by side in a product, less the indices summed over it.</summary>
    public static IndexUses Together(IEnumerable<IndexUses> parts, IReadOnlyCollection<PrintIndex> without) => Combine(parts, beside: true, without);

    /// <summary>The uses of addends.</summary>
    public static IndexUses Either(IEnumerable<IndexUses> parts) => Combine(parts, beside: false, []);

    private static IndexUses Combine(IEnumerable<IndexUses> parts, bool beside, IReadOnlyCollection<PrintIndex> without)
    {
        var uses = new List<(PrintIndex Index, IndexUse Use)>();
        foreach (IndexUses part in parts)
        {
            foreach ((PrintIndex index, IndexUse use) in part.uses)
            {
                if (!without.Contains(index))
                {
                    Add(uses, index, use, beside);
                }
            }
        }

        return new IndexUses(uses);
    }

    private static void Add(List<(PrintIndex Index, IndexUse Use)> uses, PrintIndex index, IndexUse use, bool beside)
    {
        int i = Find(uses, index);
        if (i < 0)
        {
            uses.Add((index, use));
            return;
        }

        IndexUse known = uses[i].Use;
        uses[i] = (index, new IndexUse(
            known.Occurrences + use.Occurrences, beside ? known.Amount + use.Amount : Math.Max(known.Amount, use.Amount)));
    }

    private static int Find(List<(PrintIndex Index, IndexUse Use)> uses, PrintIndex index)
    {
        int i = uses.Count - 1;
        while (i >= 0 && !ReferenceEquals(uses[i].Index, index))
        {
            i--;
        }

        return i;
    }
}
