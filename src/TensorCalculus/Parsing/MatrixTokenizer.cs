using Superpower;
using Superpower.Model;

namespace TensorCalculus.Parsing;

/// <summary>Cuts a text in matrix notation into tokens. It never fails: what it does not know becomes a token that no rule accepts.</summary>
internal sealed class MatrixTokenizer : Tokenizer<MatrixTokenKind>
{
    protected override IEnumerable<Result<MatrixTokenKind>> Tokenize(TextSpan span)
    {
        string text = span.Source!;
        int depth = 0;
        bool statementIsEmpty = true;
        for (int at = 0; at < text.Length;)
        {
            char c = text[at];
            if (c == '#')
            {
                at = text.IndexOf('\n', at) is >= 0 and var newline ? newline : text.Length;
                continue;
            }

            bool ends = c == ';' || (c == '\n' && depth == 0 && !statementIsEmpty && !GoesOn(text, at));
            if (!ends && char.IsWhiteSpace(c))
            {
                at++;
                continue;
            }

            (MatrixTokenKind kind, int end) = ends ? (MatrixTokenKind.EndOfStatement, at + 1) : Token(text, at);
            depth = ends ? 0 : kind switch { MatrixTokenKind.Open => depth + 1, MatrixTokenKind.Close => Math.Max(0, depth - 1), _ => depth };
            statementIsEmpty = ends;
            yield return Result.Value(kind, At(at), At(end));
            at = end;
        }

        TextSpan At(int offset) => new(text, new Position(offset, 1, offset + 1), text.Length - offset);
    }

    private static (MatrixTokenKind Kind, int End) Token(string text, int at)
    {
        char c = text[at], next = at + 1 < text.Length ? text[at + 1] : '\0';
        if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(next)))
        {
            return (MatrixTokenKind.Number, NumberEnd(text, at));
        }

        if (Characters.IsLetter(c))
        {
            int end = at + 1;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || Characters.GreekName(text[end]) is not null) && Characters.GreekName(c) is null)
            {
                end++;
            }

            // A derivative is one name: dl_dX.
            while (c == 'd' && end + 2 < text.Length && text[end] == '_' && text[end + 1] == 'd' && char.IsAsciiLetter(text[end + 2]))
            {
                for (end += 3; end < text.Length && char.IsAsciiLetterOrDigit(text[end]); end++)
                {
                }
            }

            return (end < text.Length && text[end] == '(' ? MatrixTokenKind.Function : MatrixTokenKind.Name, end);
        }

        if (c is '"')
        {
            int close = text.AsSpan(at + 1).IndexOfAny('"', '\n');
            return close >= 0 && text[at + 1 + close] == '"' ? (MatrixTokenKind.Text, at + close + 2) : (MatrixTokenKind.Unknown, at + 1);
        }

        if (Characters.TrySuperscript(c, out _))
        {
            int end = at + 1;
            while (end < text.Length && Characters.TrySuperscript(text[end], out _))
            {
                end++;
            }

            return (MatrixTokenKind.Superscript, end);
        }

        return (c, next) switch
        {
            ('.', '*') => (MatrixTokenKind.PointwiseStar, at + 2),
            ('.', '/') => (MatrixTokenKind.PointwiseSlash, at + 2),
            ('.', '^') => (MatrixTokenKind.PointwiseCaret, at + 2),
            ('∘' or '⊙', _) => (MatrixTokenKind.PointwiseStar, at + 1),
            ('⊘', _) => (MatrixTokenKind.PointwiseSlash, at + 1),
            ('+', _) => (MatrixTokenKind.Plus, at + 1),
            ('-' or '−', _) => (MatrixTokenKind.Minus, at + 1),
            ('*' or '·' or '⋅', _) => (MatrixTokenKind.Star, at + 1),
            ('/', _) => (MatrixTokenKind.Slash, at + 1),
            ('^', _) => (MatrixTokenKind.Caret, at + 1),
            ('\'' or '′' or 'ᵀ', _) => (MatrixTokenKind.Prime, at + 1),
            (',', _) => (MatrixTokenKind.Comma, at + 1),
            ('(', _) => (MatrixTokenKind.Open, at + 1),
            (')', _) => (MatrixTokenKind.Close, at + 1),
            ('=', _) => (MatrixTokenKind.Equal, at + 1),
            _ => (MatrixTokenKind.Unknown, at + (char.IsSurrogatePair(c, next) ? 2 : 1)),
        };
    }

    /// <summary>Digits, a fraction, an exponent. The point of <c>2.*x</c> is the operator's.</summary>
    public static int NumberEnd(string text, int at)
    {
        int end = DigitsEnd(text, at);
        if (end < text.Length && text[end] == '.' && !(end + 1 < text.Length && text[end + 1] is '*' or '/' or '^'))
        {
            end = DigitsEnd(text, end + 1);
        }

        if (end < text.Length && text[end] is 'e' or 'E')
        {
            int digits = end + (end + 1 < text.Length && text[end + 1] is '+' or '-' ? 2 : 1);
            int exponentEnd = DigitsEnd(text, digits);
            end = exponentEnd > digits ? exponentEnd : end;
        }

        return end;
    }

    private static int DigitsEnd(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>Whether the line behind this break begins with an operator, and so continues the one before.</summary>
    private static bool GoesOn(string text, int lineBreak)
    {
        int at = lineBreak;
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at < text.Length && text[at] is '+' or '-' or '−' or '*' or '/' or '.' or '^' or '=' or '∘' or '⊙' or '⊘';
    }
}
