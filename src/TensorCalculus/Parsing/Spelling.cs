using System.Text;

namespace TensorCalculus.Parsing;

/// <summary>Turns the text of a token into the one spelling that the syntax tree has for it.</summary>
internal static class Spelling
{
    private static readonly string[] Letters = [.. Enumerable.Range(0, 128).Select(c => ((char)c).ToString())];

    /// <summary>The name that a <see cref="TokenKind.Name"/> stands for.</summary>
    public static string Name(ReadOnlySpan<char> text)
    {
        if (text.Length == 1)
        {
            return text[0] < 128 ? Letters[text[0]] : Characters.GreekName(text[0]) ?? "sqrt";
        }

        return text[0] == '\\' && Macros.TryFind(text[1..], out Macro macro) ? macro.Name : KnownFunctions.Unalias(text.ToString());
    }

    /// <summary>A name or label that a caller gives in one of its spellings; anything else as it is.</summary>
    public static string Typed(string name) => name switch
    {
        [var c] => Characters.GreekName(c) ?? name,
        ['\\', ..] when Macros.TryFind(name.AsSpan(1), out Macro macro) && macro.Role == MacroRole.Name => macro.Name,
        _ => name,
    };

    /// <summary>The label that a <see cref="TokenKind.Index"/> stands for: <c>i_1</c> and <c>i₁</c> are <c>i1</c>.</summary>
    public static string Label(ReadOnlySpan<char> text)
    {
        if (text.Length == 1 && text[0] < 128)
        {
            return Letters[text[0]];
        }

        var label = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                int end = i + 1;
                while (end < text.Length && char.IsAsciiLetter(text[end]))
                {
                    end++;
                }

                Macros.TryFind(text[(i + 1)..end], out Macro macro);
                label.Append(macro.Kind == TokenKind.Prime ? "'" : macro.Name);
                i = end - 1;
            }
            else if (Characters.IsPrime(text[i]))
            {
                label.Append('\'');
            }
            else if (text[i] != '_')
            {
                label.Append(Characters.TrySubscript(text[i], out char plain) ? plain.ToString() : Characters.GreekName(text[i]) ?? text[i].ToString());
            }
        }

        return label.ToString();
    }

    /// <summary>The digits and the sign of a superscript. Plain ones stay.</summary>
    public static string Superscript(ReadOnlySpan<char> text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            plain.Append(Characters.TrySuperscript(c, out char digit) ? digit : c);
        }

        return plain.ToString();
    }
}
