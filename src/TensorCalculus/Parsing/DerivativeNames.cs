namespace TensorCalculus.Parsing;

/// <summary>Tells <c>dl_dy</c>, a derivative, from a tensor <c>dl</c> with the indices <c>d</c> and <c>y</c>: a derivative's parts
/// are names of the program, or the loss.</summary>
internal sealed class DerivativeNames(string text, IReadOnlySet<string> known)
{
    // Collected when the first candidate is met: most programs have none.
    private HashSet<string>? names;

    /// <summary>The end of the derivative's name that starts with the word at <paramref name="start"/>, or -1.</summary>
    public int End(int start, int wordEnd)
    {
        if (text[start] != 'd' || !IsPart(wordEnd))
        {
            return -1;
        }

        int first = start + 1;
        if (first < wordEnd && char.IsAsciiDigit(text[first]))
        {
            first++;
        }

        bool found = first < wordEnd && IsName(first, wordEnd);
        int end = wordEnd;
        while (found && IsPart(end))
        {
            int part = end + 2;
            end = WordEnd(part);
            found = IsName(part, end);
        }

        return found ? end : -1;
    }

    private bool IsPart(int at) =>
        at + 2 < text.Length && text[at] == '_' && text[at + 1] == 'd' && char.IsAsciiLetter(text[at + 2]);

    private bool IsName(int start, int end)
    {
        string name = text[start..end];
        return name is "l" or "L" or "loss" || known.Contains(name) || (names ??= Collect()).Contains(name);
    }

    private int WordEnd(int at)
    {
        while (at < text.Length && char.IsAsciiLetterOrDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    private HashSet<string> Collect()
    {
        // A line without a left side defines one of these names.
        HashSet<string> found = text.Split('\n', ';').Any(l => !l.Contains('=') && !string.IsNullOrWhiteSpace(l)) ? ["y", "z", "u", "v"] : [];
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '#')
            {
                int newline = text.IndexOf('\n', i);
                i = newline < 0 ? text.Length : newline;
            }
            else if (char.IsAsciiLetterOrDigit(text[i]))
            {
                int end = WordEnd(i);
                if (char.IsAsciiLetter(text[i]) && (i == 0 || text[i - 1] != '_'))
                {
                    int start = i > 0 && text[i - 1] == '\\' ? i - 1 : i;
                    found.Add(Spelling.Name(text.AsSpan(start, end - start)));
                }

                i = end - 1;
            }
            else if (Characters.GreekName(text[i]) is { } greek)
            {
                found.Add(greek);
            }
        }

        return found;
    }
}
