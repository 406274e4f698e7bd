namespace TensorCalculus.Parsing;

/// <summary>Cuts a text into tokens, one a call, in a single pass from left to right. It knows what the grammar cannot tell
/// afterwards: inside the braces of a subscript each letter is an index, inside square brackets each word is; a line break ends a
/// statement outside brackets only. It never fails: what it does not know becomes a token that no rule accepts.</summary>
internal sealed class Scanner(string text, int start, DerivativeNames derivatives)
{
    private const int LongestSpacing = 12;

    private readonly Stack<Bracket> open = new();
    private int position = start;
    private TokenKind previous = TokenKind.EndOfStatement;
    private int statementStart = start;

    // Whether something invisible stands before the next token.
    private bool spaced = true;

    // Whether the next token belongs to a subscript without braces, and whether it is the first to do so.
    private bool inRun;
    private bool runIsEmpty;

    // Behind \sum and its lower bound a ^ is an upper bound, of which an unbraced one is a single letter.
    private bool behindBigOperator;
    private bool atBound;

    // A line break outside brackets, until the next token says whether it ends the statement, and that token.
    private ScannedToken? lineBreak;
    private ScannedToken? heldBack;

    private enum Letters
    {
        /// <summary>Words are names.</summary>
        Names,

        /// <summary>Each letter is an index.</summary>
        Single,

        /// <summary>Each word is an index.</summary>
        Words,
    }

    /// <summary>The next token, or <see langword="false"/> at the end of the text.</summary>
    public bool TryNext(out ScannedToken token)
    {
        if (heldBack is { } held)
        {
            heldBack = null;
            token = held;
            return true;
        }

        if (!TryScan(out token))
        {
            return false;
        }

        bool endsHere = lineBreak is not null && !(IsOperator(token.Kind) && MayGoOn());
        if (endsHere || previous == TokenKind.EndOfStatement)
        {
            statementStart = token.Start;
        }

        previous = token.Kind;
        if (endsHere && token.Kind != TokenKind.EndOfStatement)
        {
            heldBack = token;
            token = lineBreak!.Value;
        }

        lineBreak = null;
        return true;
    }

    private static bool IsOperator(TokenKind kind) => kind
        is TokenKind.Plus or TokenKind.Minus or TokenKind.Star or TokenKind.Slash or TokenKind.Caret
        or (>= TokenKind.Equal and <= TokenKind.GreaterOrEqual);

    /// <summary>A line that begins with an operator continues the one before, unless that declares names and is complete.</summary>
    private bool MayGoOn()
    {
        int end = WordEnd(statementStart);
        bool declares = text.AsSpan(statementStart, end - statementStart) is "constant" or "integer" or "symmetric";
        return !(declares && end < text.Length && char.IsWhiteSpace(text[end]));
    }

    private bool TryScan(out ScannedToken token)
    {
        token = default;
        while (true)
        {
            if (inRun && TryRunElement(out token))
            {
                return true;
            }

            SkipSpace();
            if (position >= text.Length)
            {
                return false;
            }

            bool found = text[position] == '\\' ? TryMacro(out token) : TryCharacter(out token);
            if (found)
            {
                return true;
            }
        }
    }

    private void SkipSpace()
    {
        for (; position < text.Length; position++)
        {
            char c = text[position];
            if (c == '#')
            {
                int newline = text.IndexOf('\n', position);
                position = (newline < 0 ? text.Length : newline) - 1;
            }
            else if (c == '\n')
            {
                BreakLine(1);
            }
            else if (c is not ('&' or '$' or '~') && !char.IsWhiteSpace(c))
            {
                return;
            }

            spaced = true;
        }
    }

    private void BreakLine(int length)
    {
        if (open.Count == 0 && previous != TokenKind.EndOfStatement)
        {
            lineBreak ??= new ScannedToken(TokenKind.EndOfStatement, position, position + length);
        }
    }

    private ScannedToken Take(TokenKind kind, int end)
    {
        var token = new ScannedToken(kind, position, end);
        position = end;
        spaced = false;
        atBound = kind == TokenKind.Caret && behindBigOperator;
        behindBigOperator = kind == TokenKind.BigOperator || (behindBigOperator && IsInSubscript(kind));
        return token;
    }

    private bool IsInSubscript(TokenKind kind) =>
        CurrentLetters != Letters.Names || previous == TokenKind.Underscore
        || kind is TokenKind.Underscore or TokenKind.Index or TokenKind.IndexNumber or TokenKind.CloseBrace or TokenKind.OpenBracket or TokenKind.CloseBracket;

    private bool TryMacro(out ScannedToken token)
    {
        token = default;
        int nameStart = position + 1;
        if (nameStart < text.Length && text[nameStart] == '\\')
        {
            // A row's spacing may follow: \\[2pt].
            int end = nameStart + 1;
            int close = end < text.Length && text[end] == '[' ? text.AsSpan(end, Math.Min(LongestSpacing, text.Length - end)).IndexOf(']') : -1;
            end += close + 1;
            BreakLine(2);
            position = end;
            spaced = true;
            return false;
        }

        int nameEnd = MacroEnd(position);
        ReadOnlySpan<char> name = text.AsSpan(nameStart, nameEnd - nameStart);
        if (name is "begin" or "end" && EnvironmentEnd(nameEnd) is var environmentEnd and >= 0)
        {
            position = environmentEnd;
            spaced = true;
            return false;
        }

        if (!Macros.TryFind(name, out Macro macro))
        {
            token = Take(TokenKind.UnknownMacro, nameEnd);
            return true;
        }

        switch (macro.Role)
        {
            case MacroRole.Name:
                token = CurrentLetters != Letters.Names && Characters.IsGreek(macro.Name)
                    ? Take(TokenKind.Index, LabelEnd(nameEnd))
                    : Take(TokenKind.Name, nameEnd);
                return true;
            case MacroRole.Sign:
                token = Sign(macro.Kind, nameEnd);
                return true;
            case MacroRole.Wrapper or MacroRole.WordWrapper:
                position = nameEnd;
                OpenWrapper(macro.Role);
                return false;
            default:
                position = nameEnd;
                spaced = macro.Role switch { MacroRole.Space => true, MacroRole.Join => false, _ => spaced };
                return false;
        }
    }

    private int MacroEnd(int backslash)
    {
        int end = backslash + 1;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        return end > backslash + 1 ? end : Math.Min(end + 1, text.Length);
    }

    private int EnvironmentEnd(int at)
    {
        int end = BraceEnd(at);
        int argumentsEnd = end < 0 ? -1 : BraceEnd(end);
        return argumentsEnd >= 0 ? argumentsEnd : end;
    }

    /// <summary>The end of the braced word at a place, or -1.</summary>
    private int BraceEnd(int at)
    {
        while (at < text.Length && text[at] is ' ')
        {
            at++;
        }

        if (at >= text.Length || text[at] != '{')
        {
            return -1;
        }

        int end = at + 1;
        while (end < text.Length && (char.IsAsciiLetter(text[end]) || text[end] is '*' or '|'))
        {
            end++;
        }

        return end < text.Length && text[end] == '}' ? end + 1 : -1;
    }

    private void OpenWrapper(MacroRole role)
    {
        int brace = position;
        while (brace < text.Length && text[brace] is ' ' or '\t')
        {
            brace++;
        }

        if (brace < text.Length && text[brace] == '{')
        {
            bool word = role == MacroRole.WordWrapper && CurrentLetters == Letters.Single;
            open.Push(new Bracket(word ? Letters.Words : CurrentLetters, IsWrapper: true));
            position = brace + 1;
        }
    }

    private Letters CurrentLetters => open.TryPeek(out Bracket bracket) ? bracket.Letters : Letters.Names;

    private bool TryCharacter(out ScannedToken token)
    {
        char c = text[position];
        switch (c)
        {
            case '(':
                token = Sign(TokenKind.OpenParenthesis, position + 1);
                return true;
            case '{':
                Letters inside = previous == TokenKind.Underscore && CurrentLetters == Letters.Names ? Letters.Single : CurrentLetters;
                token = Take(TokenKind.OpenBrace, position + 1);
                open.Push(new Bracket(inside));
                return true;
            case '[':
                token = Take(TokenKind.OpenBracket, position + 1);
                open.Push(new Bracket(Letters.Words));
                return true;
            case ')' or ']' or '}':
                return TryClose(c, out token);
            case ';':
                open.Clear();
                token = Take(TokenKind.EndOfStatement, position + 1);
                return true;
            default:
                token = CurrentLetters == Letters.Names ? Expression(c) : Subscript(c);
                return true;
        }
    }

    private bool TryClose(char c, out ScannedToken token)
    {
        // A bracket of the wrong shape closes too, so that one slip does not swallow the lines that follow.
        if (open.TryPop(out Bracket bracket) && bracket.IsWrapper && c == '}')
        {
            position++;
            token = default;
            return false;
        }

        TokenKind kind = c switch { ')' => TokenKind.CloseParenthesis, ']' => TokenKind.CloseBracket, _ => TokenKind.CloseBrace };
        token = Take(kind, position + 1);
        return true;
    }

    private ScannedToken Sign(TokenKind kind, int end)
    {
        if (kind == TokenKind.CloseParenthesis)
        {
            open.TryPop(out _);
        }
        else if (kind == TokenKind.OpenParenthesis)
        {
            bool calls = !spaced && previous is TokenKind.Name or TokenKind.Prime;
            ScannedToken token = Take(calls ? TokenKind.OpenCall : kind, end);
            open.Push(new Bracket(CurrentLetters));
            return token;
        }

        return Take(kind, end);
    }

    /// <summary>A token outside subscripts.</summary>
    private ScannedToken Expression(char c)
    {
        if (char.IsAsciiLetter(c))
        {
            int end = atBound ? position + 1 : WordEnd(position);
            int derivativeEnd = derivatives.End(position, end);
            return Take(TokenKind.Name, derivativeEnd >= 0 ? derivativeEnd : end);
        }

        if (char.IsAsciiDigit(c) || (c == '.' && position + 1 < text.Length && char.IsAsciiDigit(text[position + 1])))
        {
            return Take(TokenKind.Number, NumberEnd());
        }

        if (c == '_')
        {
            ScannedToken underscore = Take(TokenKind.Underscore, position + 1);
            while (position < text.Length && text[position] is ' ' or '\t')
            {
                position++;
            }

            inRun = runIsEmpty = position < text.Length && text[position] != '{';
            return underscore;
        }

        if (c == 'Σ' && position + 1 < text.Length && (text[position + 1] == '_' || Characters.TrySubscript(text[position + 1], out _)))
        {
            return Take(TokenKind.AmbiguousSigma, position + 1);
        }

        if (Characters.GreekName(c) is not null)
        {
            return Take(TokenKind.Name, position + 1);
        }

        if (Characters.TrySubscript(c, out char plain))
        {
            return char.IsAsciiDigit(plain)
                ? Take(TokenKind.IndexNumber, SubscriptDigitsEnd(position))
                : Take(TokenKind.Index, PrimesEnd(SubscriptDigitsEnd(position + 1)));
        }

        if (Characters.TrySuperscript(c, out _))
        {
            int end = position + 1;
            while (end < text.Length && Characters.TrySuperscript(text[end], out _))
            {
                end++;
            }

            return Take(TokenKind.Superscript, end);
        }

        if (c == '"' && text.AsSpan(position + 1).IndexOfAny('"', '\n') is var close and >= 0 && text[position + 1 + close] == '"')
        {
            return Take(TokenKind.Text, position + close + 2);
        }

        return c == '\uD835' && position + 1 < text.Length && text[position + 1] is '\uDFCF' or '\uDFED' // 𝟏 𝟭
            ? Take(TokenKind.Number, position + 2)
            : Operator(c);
    }

    /// <summary>A token inside the braces of a subscript, or inside square brackets.</summary>
    private ScannedToken Subscript(char c)
    {
        if (Characters.IsLetter(c))
        {
            return Take(TokenKind.Index, LabelEnd(position + 1));
        }

        return char.IsAsciiDigit(c) ? Take(TokenKind.IndexNumber, DigitsEnd(position)) : Operator(c);
    }

    private ScannedToken Operator(char c)
    {
        char next = position + 1 < text.Length ? text[position + 1] : '\0';
        TokenKind pair = (c, next) switch
        {
            ('<', '=') => TokenKind.LessOrEqual,
            ('>', '=') => TokenKind.GreaterOrEqual,
            ('!', '=') => TokenKind.NotEqual,
            ('=', '=') => TokenKind.DoubleEqual,
            _ => TokenKind.None,
        };
        if (pair != TokenKind.None)
        {
            return Take(pair, position + 2);
        }

        if (c == '.' && next == '.' && position + 2 < text.Length && text[position + 2] == '.')
        {
            return Take(TokenKind.Dots, position + 3);
        }

        TokenKind sign = Characters.Sign(c);
        if (sign != TokenKind.None)
        {
            return Sign(sign, position + 1);
        }

        bool isPair = char.IsHighSurrogate(c) && char.IsLowSurrogate(next);
        return Take(TokenKind.UnknownCharacter, position + (isPair ? 2 : 1));
    }

    /// <summary>An element of a subscript without braces: letters, each with its digits and primes. A letter directly followed by
    /// <c>_</c> begins the next tensor, and so does a 1: <c>1_ib_j</c> is <c>1_i b_j</c>.</summary>
    private bool TryRunElement(out ScannedToken token)
    {
        bool first = runIsEmpty;
        runIsEmpty = false;
        token = default;
        inRun = false;
        if (position >= text.Length)
        {
            return false;
        }

        char c = text[position];
        if (first && char.IsAsciiDigit(c))
        {
            token = Take(TokenKind.IndexNumber, DigitsEnd(position));
            return true;
        }

        int letterEnd = Characters.IsLetter(c) ? position + 1 : IsGreekMacro(position) ? MacroEnd(position) : -1;
        if (letterEnd < 0)
        {
            return false;
        }

        int digitsEnd = DigitsEnd(letterEnd);
        int end = PrimesEnd(digitsEnd);
        bool nextTensor = end < text.Length && text[end] == '_';
        if (nextTensor && end == letterEnd + 1 && text[letterEnd] == '1')
        {
            token = Take(TokenKind.Index, letterEnd);
            return true;
        }

        if (nextTensor && !first)
        {
            return false;
        }

        inRun = true;
        token = Take(TokenKind.Index, end);
        return true;
    }

    private bool IsGreekMacro(int at) =>
        text[at] == '\\' && Macros.TryFind(text.AsSpan(at + 1, MacroEnd(at) - at - 1), out Macro macro)
        && macro.Role == MacroRole.Name && Characters.IsGreek(macro.Name);

    /// <summary>The end of a label whose first letter ends at <paramref name="at"/>: its other letters in a word, its digits, also
    /// behind <c>_</c>, and its primes.</summary>
    private int LabelEnd(int at)
    {
        int end = CurrentLetters == Letters.Words ? WordEnd(at) : DigitsEnd(at);
        if (end + 1 < text.Length && text[end] == '_' && char.IsAsciiDigit(text[end + 1]))
        {
            end = DigitsEnd(end + 1);
        }

        return PrimesEnd(end);
    }

    private int PrimesEnd(int at)
    {
        while (at < text.Length && (Characters.IsPrime(text[at]) || (text[at] == '\\' && text.AsSpan(at, MacroEnd(at) - at) is "\\prime")))
        {
            at = text[at] == '\\' ? MacroEnd(at) : at + 1;
        }

        return at;
    }

    private int WordEnd(int at)
    {
        while (at < text.Length && char.IsAsciiLetterOrDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    private int DigitsEnd(int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    private int SubscriptDigitsEnd(int at)
    {
        while (at < text.Length && Characters.TrySubscript(text[at], out char plain) && char.IsAsciiDigit(plain))
        {
            at++;
        }

        return at;
    }

    private int NumberEnd()
    {
        int end = DigitsEnd(position);
        if (end < text.Length && text[end] == '.' && !(end + 1 < text.Length && text[end + 1] == '.'))
        {
            end = DigitsEnd(end + 1);
        }

        if (end < text.Length && text[end] is 'e' or 'E')
        {
            int digits = end + 1 < text.Length && text[end + 1] is '+' or '-' ? end + 2 : end + 1;
            int exponentEnd = DigitsEnd(digits);
            end = exponentEnd > digits ? exponentEnd : end;
        }

        return end;
    }

    private readonly record struct Bracket(Letters Letters, bool IsWrapper = false);
}
