using System.Collections.Immutable;

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

    public IndexUse this[PrintIndex index] => Find(index) is >= 0 and var i ? uses[i].Use : default;

    public static IndexUses Of(ImmutableArray<PrintIndex> occurrences)
    {
        var uses = new IndexUses(new(occurrences.Length));
        foreach (PrintIndex index in occurrences)
        {
            uses.Add(index, new IndexUse(1, 1), beside: true);
        }

        return uses;
    }

    /// <summary>The uses of pieces that stand side by side in a product, less the indices summed over it.</summary>
    public static IndexUses Together(ImmutableArray<PrintNode> parts, ImmutableArray<PrintIndex> without)
    {
        var uses = new IndexUses([]);
        foreach (PrintNode part in parts)
        {
            foreach ((PrintIndex index, IndexUse use) in part.Uses.uses)
            {
                if (!without.Contains(index))
                {
                    uses.Add(index, use, beside: true);
                }
            }
        }

        return uses;
    }

    /// <summary>The uses of addends.</summary>
    public static IndexUses Either(ImmutableArray<SignedTerm> terms)
    {
        var uses = new IndexUses([]);
        foreach (SignedTerm term in terms)
        {
            foreach ((PrintIndex index, IndexUse use) in term.Node.Uses.uses)
            {
                uses.Add(index, use, beside: false);
            }
        }

        return uses;
    }

    private void Add(PrintIndex index, IndexUse use, bool beside)
    {
        int i = Find(index);
        if (i < 0)
        {
            uses.Add((index, use));
            return;
        }

        IndexUse known = uses[i].Use;
        uses[i] = (index, new IndexUse(
            known.Occurrences + use.Occurrences, beside ? known.Amount + use.Amount : Math.Max(known.Amount, use.Amount)));
    }

    private int Find(PrintIndex index)
    {
        int i = uses.Count - 1;
        while (i >= 0 && !ReferenceEquals(uses[i].Index, index))
        {
            i--;
        }

        return i;
    }
}
