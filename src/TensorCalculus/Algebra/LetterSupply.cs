namespace TensorCalculus.Algebra;

/// <summary>Letters for new indices of a program, in the order in which they are taken: <c>p q r …</c>, then the other letters,
/// then numbered ones. A letter that the program uses is never among them, nor one whose capital it uses: a new index
/// <c>n</c> would turn a scalar <c>N</c> into a size, and a position <c>N</c> into a riddle.</summary>
internal sealed class LetterSupply(BoundProgram program)
{
    // Without l and d, which derivatives use, e, which is a number, and o, which looks like one.
    private const string Preferred = "pqrstuvwxyzabcfghijkmn";

    /// <summary>The next letter that is free and that is not <paramref name="used"/>.</summary>
    public string Next(Func<string, bool> used)
    {
        for (int round = 0; ; round++)
        {
            foreach (char letter in Preferred)
            {
                string candidate = round == 0 ? letter.ToString() : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{letter}{round}");
                if (IsFree(candidate) && !used(candidate))
                {
                    return candidate;
                }
            }
        }
    }

    /// <summary>The next letters, all different, that are free and not <paramref name="used"/>.</summary>
    public string[] Next(int count, Func<string, bool> used)
    {
        var taken = new HashSet<string>();
        string[] letters = new string[count];
        for (int i = 0; i < count; i++)
        {
            letters[i] = Next(l => taken.Contains(l) || used(l));
            taken.Add(letters[i]);
        }

        return letters;
    }

    /// <summary>The next label for an index group, <c>p...q</c>, of two neighbouring letters that are free and not <paramref name="used"/>.</summary>
    public string NextGroup(Func<string, bool> used)
    {
        string first = Next(used);
        string last = Next(l => l == first || used(l));
        return $"{first}...{last}";
    }

    /// <summary>Labels for the axes of a tensor: letters, and for a group the label that it has, for what the program says of its order
    /// it says of that label.</summary>
    public string[] Next(IReadOnlyList<(Dimension Dimension, string? Label)> axes)
    {
        var taken = new HashSet<string>();
        string[] labels = new string[axes.Count];
        for (int i = 0; i < labels.Length; i++)
        {
            (Dimension dimension, string? label) = axes[i];
            labels[i] = !dimension.IsGroup ? Next(taken.Contains)
                : label is not null && !taken.Contains(label) ? label
                : NextGroup(taken.Contains);
            taken.Add(labels[i]);
            taken.UnionWith(labels[i].Split("...", StringSplitOptions.RemoveEmptyEntries));
        }

        return labels;
    }

    private bool IsFree(string letter) =>
        !program.TakenLetters.Contains(letter) && !program.TakenLetters.Contains(letter.ToUpperInvariant())
        && !program.Positions.Contains(letter.ToUpperInvariant());
}
