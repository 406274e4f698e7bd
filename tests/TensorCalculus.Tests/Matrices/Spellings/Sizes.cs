namespace TensorCalculus.Tests.Matrices.Spellings;

/// <summary>The sizes of rows and columns, of which a text tells few: each count is a product of sizes, and equal counts tell the others.</summary>
internal sealed class Sizes
{
    private readonly List<int?> known = [];
    private readonly List<(int[] Left, int[] Right, string Why)> equal = [];

    /// <summary>A size that is to be found.</summary>
    public int Unknown()
    {
        known.Add(null);
        return known.Count - 1;
    }

    public int Known(int size)
    {
        known.Add(size);
        return known.Count - 1;
    }

    /// <summary>Two counts of rows or columns are one.</summary>
    public void Equate(int[] left, int[] right, string why) => equal.Add((left, right, why));

    /// <summary>Finds all sizes.</summary>
    public void Solve(string text)
    {
        while (equal.Any(e => Solve(e.Left, e.Right) || Solve(e.Right, e.Left)) || equal.Any(e => e.Left.Length == e.Right.Length && e.Left.Zip(e.Right).Any(Pair)))
        {
        }

        known.Should().NotContainNulls("{0} tells the size of all that stands in it", text);
        foreach ((int[] left, int[] right, string why) in equal)
        {
            Count(left).Should().Be(Count(right), "{0} in {1}", why, text);
        }
    }

    public int Count(int[] sizes) => sizes.Aggregate(1, (n, s) => n * known[s]!.Value);

    private bool Solve(int[] left, int[] right)
    {
        int[] open = [.. left.Where(s => known[s] is null)];
        if (open.Distinct().Count() != 1 || right.Any(s => known[s] is null))
        {
            return false;
        }

        int others = Count([.. left.Where(s => s != open[0])]), whole = Count(right);
        known[open[0]] = (int)Math.Round(Math.Pow((double)whole / others, 1.0 / open.Length));
        return true;
    }

    /// <summary>Where products of sizes are one and nothing else tells a size, they are one by one, as in (A ⊗ B) vec(X) = vec(B X Aᵀ).</summary>
    private bool Pair((int Left, int Right) sizes)
    {
        (int left, int right) = sizes;
        if ((known[left] is null) == (known[right] is null))
        {
            return false;
        }

        known[left] = known[right] = known[left] ?? known[right];
        return true;
    }
}
