using System.Text;

namespace TensorCalculus.Parsing;

/// <summary>Rewrites a formula in matrix notation as papers and results write it (<c>\frac{\partial l}{\partial X} = \ldots A^\top</c>,
/// <c>∂l/∂X = ∂l/∂Y Aᵀ</c>, <c>dl_dX = dl_dY @ A.T</c>) in the plain matrix notation of programs. A derivative becomes one word,
/// <c>dl_dX</c>. What it does not know it leaves as it is.</summary>
internal sealed class PlainMatrixText
{
    /// <summary>What stands above a matrix for its transpose, or for that of its inverse.</summary>
    private static readonly (string Script, string Meant)[] Transposes =
    [
        .. ((string[])["{\\mathsf{T}}", "{\\mathrm{T}}", "{\\intercal}", "{\\top}", "\\intercal", "\\top", "{T}", "T"]).Select(s => (s, "'")),
        .. ((string[])["{-\\top}", "{-\\mathsf{T}}", "{-T}", "-\\top"]).Select(s => (s, "⁻¹'")),
    ];

    private readonly string text;
    private readonly Func<string, string> nameOf;
    private readonly StringBuilder plain = new();
    private readonly List<int> origins = [];
    private readonly HashSet<string> derivatives = [];
    private int at;
    private bool isInNorm;

    /// <param name="text">The formula.</param>
    /// <param name="nameOf">What a name stands for in plain notation.</param>
    public PlainMatrixText(string text, Func<string, string> nameOf)
    {
        (this.text, this.nameOf) = (text, nameOf);
        Copy(text.Length, depth: 0);
        origins.Add(text.Length);
    }

    /// <summary>The formula in plain notation.</summary>
    public string Plain => plain.ToString();

    /// <summary>The derivatives in it, as words.</summary>
    public IReadOnlyCollection<string> Derivatives => derivatives;

    /// <summary>Where a place of the plain text came from.</summary>
    public int Origin(int place) => origins[Math.Clamp(place, 0, origins.Count - 1)];

    /// <summary>The derivative without subscripts that an equation begins with, as a word; <see langword="null"/> where it begins otherwise.</summary>
    public static string? Head(string text, Func<string, string> nameOf)
    {
        var head = new PlainMatrixText(text.Split('=', 2)[0], nameOf);
        string word = head.Plain.Trim();
        return head.Derivatives.Contains(word) ? word : null;
    }

    private void Copy(int end, int depth)
    {
        while (at < end)
        {
            if (!Derivative() && !Script(depth) && !Macro(depth) && !Norm())
            {
                Plainly(depth);
            }
        }
    }

    private void Put(string piece, int start)
    {
        plain.Append(piece);
        origins.AddRange(Enumerable.Repeat(start, piece.Length));
    }

    /// <summary><c>∂l/∂X</c>, <c>\frac{\partial l}{\partial X}</c>, <c>dl_dX</c>, <c>dl/dX</c>, <c>\nabla_X l</c>.</summary>
    private bool Derivative()
    {
        int start = at;
        if ((Fraction() ?? Gradient() ?? Ratio()) is not { } word)
        {
            at = start;
            return false;
        }

        derivatives.Add(word);
        Put(Apart(word), start);
        return true;
    }

    /// <summary>A word, with a space before it where it would run into another.</summary>
    private string Apart(string word) => plain.Length > 0 && char.IsLetterOrDigit(plain[^1]) ? $" {word}" : word;

    private string? Fraction()
    {
        int start = at;
        if ((Take("\\frac") || Take("\\dfrac") || Take("\\tfrac")) && Take("{") && Above("\\partial", "∂", "d") is { } above && Take("}") && Take("{")
            && Below("\\partial", "∂", "d") is { Count: > 0 } below && Take("}"))
        {
            return Word(above, below);
        }

        at = start;
        return null;
    }

    private string? Ratio()
    {
        int start = at;
        bool isSign = Above("\\partial", "∂") is not null;
        at = start;
        if (isSign && Above("\\partial", "∂") is { } above && Take("/") && Below("\\partial", "∂") is { Count: > 0 } below)
        {
            return Word(above, below);
        }

        at = start;
        return start == 0 || !char.IsLetterOrDigit(text[start - 1]) ? Ascii() : null;
    }

    /// <summary><c>dl_dX</c>, <c>d2f_dx_dx</c>, <c>dl/dX</c>.</summary>
    private string? Ascii()
    {
        int start = at, end = WordEnd(start);
        if (end - start < 2 || text[start] != 'd')
        {
            return null;
        }

        string[] above = [text[(start + (char.IsAsciiDigit(text[start + 1]) ? 2 : 1))..end]];
        var below = new List<string>();
        for (int next = end; next + 2 < text.Length && text[next] is '_' or '/' && text[next + 1] == 'd' && WordEnd(next + 2) > next + 2; next = end)
        {
            end = WordEnd(next + 2);
            below.Add(text[(next + 2)..end]);
        }

        if (below.Count == 0)
        {
            return null;
        }

        at = end;
        return Word(above[0], below);
    }

    private string? Gradient()
    {
        int start = at;
        if ((Take("\\nabla") || Take("∇")) && Take("_") && Name() is { } by && Name() is { } of)
        {
            return Word(of, [by]);
        }

        at = start;
        return null;
    }

    private string? Above(params ReadOnlySpan<string> signs)
    {
        if (!TakeAny(signs))
        {
            return null;
        }

        _ = Take("^{2}") || Take("^2") || Take("²");
        return Name();
    }

    private List<string> Below(params ReadOnlySpan<string> signs)
    {
        var names = new List<string>();
        while (TakeAny(signs) && Name() is { } name)
        {
            names.Add(name);
            if (Take("^{2}") || Take("^2") || Take("²"))
            {
                names.Add(name);
            }
        }

        return names;
    }

    private string Word(string of, IReadOnlyList<string> by) =>
        $"d{(by.Count > 1 ? by.Count : "")}{nameOf(of)}{string.Concat(by.Select(b => $"_d{nameOf(b)}"))}";

    /// <summary>A name, perhaps in a font or in braces.</summary>
    private string? Name()
    {
        Space();
        int start = at;
        if (at < text.Length && text[at] == '{')
        {
            at++;
            return Name() is { } inner && Take("}") ? inner : null;
        }

        if (at < text.Length && text[at] == '\\')
        {
            int end = WordEnd(at + 1);
            string macro = text[(at + 1)..end];
            if (!Macros.TryFind(macro, out Macro known))
            {
                return null;
            }

            at = end;
            return known.Role switch
            {
                MacroRole.Wrapper or MacroRole.WordWrapper => Name(),
                MacroRole.Name => known.Name,
                _ => null,
            };
        }

        if (at < text.Length && Characters.GreekName(text[at]) is { } greek)
        {
            at++;
            return greek;
        }

        at = WordEnd(at);
        return at > start && char.IsAsciiLetter(text[start]) ? text[start..at] : null;
    }

    private string? NameAt(int start)
    {
        at = start;
        return Name();
    }

    /// <summary>What stands above: transposes, powers.</summary>
    private bool Script(int depth)
    {
        int start = at;
        if (Is(".T") && WordEnd(at + 1) == at + 2)
        {
            at += 2;
            Put("'", start);
            return true;
        }

        if (text[at] != '^')
        {
            return false;
        }

        foreach ((string script, string meant) in Transposes)
        {
            if (text.AsSpan(at + 1).TrimStart().StartsWith(script, StringComparison.Ordinal))
            {
                at = text.IndexOf(script, at, StringComparison.Ordinal) + script.Length;
                Put(meant, start);
                return true;
            }
        }

        at++;
        bool inBraces = Take("{");
        bool isPointwise = Take("\\circ") || Take("\\odot") || Take("∘") || Take("⊙");
        Put(isPointwise ? ".^" : "^", start);
        if (inBraces)
        {
            Put("(", start);
            Inside('}', depth + 1);
            Put(")", start);
        }

        return true;
    }

    private bool Macro(int depth)
    {
        if (text[at] != '\\')
        {
            return false;
        }

        int start = at;
        int end = WordEnd(at + 1) is var letters && letters > at + 1 ? letters : Math.Min(at + 2, text.Length);
        string name = text[(at + 1)..end];
        Macros.TryFind(name, out Macro macro);
        at = end;
        switch (name)
        {
            case "frac" or "dfrac" or "tfrac":
                Put("((", start);
                Take("{");
                Inside('}', depth + 1);
                Put(")/(", at);
                Take("{");
                Inside('}', depth + 1);
                Put("))", at);
                return true;
            case "odot" or "circ":
                Put(".*", start);
                return true;
            case "oslash":
                Put("./", start);
                return true;
            case "lVert" or "rVert" or "Vert" or "|":
                NormSign(start);
                return true;
            case "mathbf" or "mathbb" or "boldsymbol" or "bm" when Take("{1}") || Take("1"):
                Put(Apart("vector(1)"), start);
                return true;
            case "mathbf" or "mathbb" or "boldsymbol" or "bm" when Take("{I}"):
                Put(Apart("eye"), start);
                return true;
        }

        switch (macro.Role)
        {
            case MacroRole.Name when Take("{"):
                Put(Apart($"{macro.Name}("), start);
                Inside('}', depth + 1);
                Put(")", at);
                break;
            case MacroRole.Name:
                Put(Apart(nameOf(macro.Name)), start);
                break;
            case MacroRole.Wrapper or MacroRole.WordWrapper when NameAt(start) is { } inner:
                Put(Apart(nameOf(inner)), start);
                break;
            case MacroRole.Sign when macro.Kind == TokenKind.Star:
                Put("*", start);
                break;
            case MacroRole.Sign or MacroRole.Name or MacroRole.Wrapper or MacroRole.WordWrapper:
            case MacroRole.Space when macro == default:
                at = end;
                Put(text[start..end], start);
                break;
            case MacroRole.Join or MacroRole.Nothing:
                break;
            default:
                Put(" ", start);
                break;
        }

        return true;
    }

    private bool Norm()
    {
        if (text[at] != '‖')
        {
            return false;
        }

        at++;
        NormSign(at - 1);
        return true;
    }

    private void NormSign(int start)
    {
        Put(isInNorm ? ")" : "norm2(", start);
        isInNorm = !isInNorm;
        _ = !isInNorm && (Take("_{F}") || Take("_F") || Take("_{2}") || Take("_2"));
    }

    private void Plainly(int depth)
    {
        int start = at;
        if (Take("𝟏"))
        {
            Put(Apart("vector(1)"), start);
        }
        else if (Take("𝐈"))
        {
            Put(Apart("eye"), start);
        }
        else if (text[at] == '√')
        {
            at++;
            Put(Apart("sqrt"), start);
        }
        else if (text[at] is '@' or '×')
        {
            at++;
            Put("*", start);
        }
        else if (text[at] is '$' or '&')
        {
            at++;
            Put(" ", start);
        }
        else if (text[at] == '{')
        {
            at++;
            Put("(", start);
            Inside('}', depth + 1);
            Put(")", at);
        }
        else if (text[at] is '.' or ',' && string.IsNullOrWhiteSpace(text[(at + 1)..].Replace("$", "", StringComparison.Ordinal)))
        {
            at++;
        }
        else if (char.IsAsciiDigit(text[at]))
        {
            at = MatrixTokenizer.NumberEnd(text, at);
            Put(text[start..at], start);
        }
        else if (Characters.IsLetter(text[at]))
        {
            int end = Characters.GreekName(text[at]) is not null ? at + 1 : WordEnd(at);
            string name = Characters.GreekName(text[at]) ?? text[at..end];
            at = end;
            Put(Apart(nameOf(name)), start);
        }
        else
        {
            at++;
            Put(text[start..at], start);
        }
    }

    /// <summary>Copies up to the bracket that closes, and takes it.</summary>
    private void Inside(char close, int depth)
    {
        const int Deepest = 60;
        int open = 1, end = at;
        for (; end < text.Length; end++)
        {
            open += text[end] == '{' ? 1 : text[end] == close ? -1 : 0;
            if (open == 0)
            {
                break;
            }
        }

        if (depth <= Deepest)
        {
            Copy(end, depth);
        }

        at = Math.Min(end + 1, text.Length);
    }

    private bool TakeAny(ReadOnlySpan<string> words)
    {
        foreach (string word in words)
        {
            if (Take(word))
            {
                return true;
            }
        }

        return false;
    }

    private bool Take(string word)
    {
        int start = at;
        Space();
        if (Is(word) && !(word[0] == '\\' && char.IsAsciiLetter(word[^1]) && at + word.Length < text.Length && char.IsAsciiLetter(text[at + word.Length])))
        {
            at += word.Length;
            return true;
        }

        at = start;
        return false;
    }

    private bool Is(string word) => string.CompareOrdinal(text, at, word, 0, word.Length) == 0;

    private void Space()
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }
    }

    private int WordEnd(int start)
    {
        while (start < text.Length && char.IsAsciiLetterOrDigit(text[start]))
        {
            start++;
        }

        return start;
    }
}
