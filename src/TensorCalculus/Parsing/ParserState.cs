using System.Runtime.CompilerServices;
using System.Text;
using Superpower.Model;
using TensorCalculus.Diagnostics;

namespace TensorCalculus.Parsing;

/// <summary>What the parsers of one program share: its vocabulary, how deep they stand in the statement, and the mistake they met.</summary>
internal sealed class ParserState(Vocabulary vocabulary)
{
    private const int DeepestNesting = 150;

    private int depth;
    private TokenList<TokenKind> statement;

    public Vocabulary Vocabulary { get; } = vocabulary;

    /// <summary>The first mistake in the statement.</summary>
    public Mistake? Mistake { get; private set; }

    /// <summary>Whether the innermost open bracket is a bar: then the next bar behind an operand closes it.</summary>
    public bool InBars { get; set; }

    /// <summary>The place and the output labels of the last <c>einsum</c> in the statement.</summary>
    public (SourceSpan Span, string Output)? Einsum { get; set; }

    /// <summary>Forgets the statement before.</summary>
    public void Begin(TokenList<TokenKind> input)
    {
        statement = input;
        depth = 0;
        InBars = false;
        Mistake = null;
        Einsum = null;
    }

    /// <summary>Goes a level deeper; <see langword="false"/> if that is too deep, which is then the statement's mistake.</summary>
    public bool TryEnter(TokenList<TokenKind> input)
    {
        // The second condition holds on any thread but one with an unusually small stack.
        if (++depth <= DeepestNesting && RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return true;
        }

        Mistake ??= new Mistake(
            DiagnosticCatalogue.TooDeep, input.Peek().Place(), $"the expression is nested too deeply (more than {DeepestNesting} levels)",
            "define the inner part as a tensor of its own");
        return false;
    }

    /// <summary>Comes back from <see cref="TryEnter"/>.</summary>
    public void Leave() => depth--;

    /// <summary>A failed result. The first mistake of a statement is the one that counts.</summary>
    public TokenListParserResult<TokenKind, T> Fail<T>(
        TokenList<TokenKind> at, DiagnosticDescriptor descriptor, SourceSpan span, string message, string? remedy = null)
    {
        Mistake ??= new Mistake(descriptor, span, message, remedy);
        return Failed<T>(at);
    }

    /// <summary>A failed result for a mistake that is recorded already.</summary>
    public static TokenListParserResult<TokenKind, T> Failed<T>(TokenList<TokenKind> at) => TokenListParserResult.Empty<TokenKind, T>(at);

    /// <summary>The failure at a token where an operand must stand.</summary>
    public TokenListParserResult<TokenKind, T> FailWithoutOperand<T>(TokenList<TokenKind> at)
    {
        Token<TokenKind> token = at.Peek();
        Token<TokenKind> before = Before(at);
        if (at.IsAtStatementEnd())
        {
            return before.Kind == TokenKind.None
                ? Fail<T>(at, DiagnosticCatalogue.MissingOperand, new SourceSpan(token.Position.HasValue ? token.Place().Start : 0, 0), "an operand is missing")
                : Fail<T>(at, DiagnosticCatalogue.MissingOperand, before.Place(), $"an operand is missing behind {before.Quote()}",
                    "a line goes on in the next one if that begins with the operator");
        }

        if (token.Kind == TokenKind.Star && before.Kind == TokenKind.Star)
        {
            return Fail<T>(at, DiagnosticCatalogue.MissingOperand, token.Place(), "an operand is missing between '*' and '*'", "a power is written x^2");
        }

        return token.Kind is TokenKind.CloseParenthesis or TokenKind.CloseBrace or TokenKind.Comma
                or TokenKind.Star or TokenKind.Slash or TokenKind.Caret or (>= TokenKind.Equal and <= TokenKind.GreaterOrEqual)
            ? Fail<T>(at, DiagnosticCatalogue.MissingOperand, token.Place(), $"an operand is missing before {token.Quote()}")
            : FailUnexpected<T>(at);
    }

    /// <summary>The failure at a token that cannot stand where it does.</summary>
    public TokenListParserResult<TokenKind, T> FailUnexpected<T>(TokenList<TokenKind> at)
    {
        Token<TokenKind> token = at.Peek();
        SourceSpan span = token.Kind == TokenKind.None ? Before(at).Place() : token.Place();
        return token.Kind switch
        {
            TokenKind.UnknownCharacter => Fail<T>(
                at, DiagnosticCatalogue.UnknownCharacter, span, $"the character {Visible(token)} is not part of the notation"),
            TokenKind.UnknownMacro => Fail<T>(
                at, DiagnosticCatalogue.UnknownMacro, span, $"the macro {token.Quote()} is not part of the notation",
                "a name of your own is written without a backslash, or \\operatorname{name}"),
            TokenKind.AmbiguousSigma => Fail<T>(
                at, DiagnosticCatalogue.SigmaOrSum, span, "'Σ' with a subscript could be a sum or a tensor",
                "write ∑ or \\sum for the sum, Sigma or \\Sigma for the tensor"),
            TokenKind.None or TokenKind.EndOfStatement => Fail<T>(
                at, DiagnosticCatalogue.Unexpected, span, "the statement ends too early"),
            TokenKind.Underscore or TokenKind.Index or TokenKind.IndexNumber => Fail<T>(
                at, DiagnosticCatalogue.BadSubscript, span, "a subscript stands directly behind one name or 1, and there is one only",
                "put all indices into one pair of braces, as in x_{ij}"),
            TokenKind.DoubleEqual => Fail<T>(
                at, DiagnosticCatalogue.Unexpected, span, "'==' cannot stand here", "an equation is written with one ="),
            TokenKind.Equal => Fail<T>(
                at, DiagnosticCatalogue.Unexpected, span, "'=' cannot stand here", "write one equation a line, with one ="),
            TokenKind.NotEqual or TokenKind.Less or TokenKind.LessOrEqual or TokenKind.Greater or TokenKind.GreaterOrEqual => Fail<T>(
                at, DiagnosticCatalogue.Unexpected, span, $"the comparison {token.Quote()} cannot stand here",
                "a comparison of values belongs into where(x < 0, a, b), one of indices into [i <= j]"),
            TokenKind.Comma => Fail<T>(
                at, DiagnosticCatalogue.Unexpected, span, "a comma cannot stand here", "separate equations by a line break or ;"),
            TokenKind.Prime => Fail<T>(
                at, DiagnosticCatalogue.Unexpected, span, "a prime stands on a name that is not a function",
                "write the derivative of an arbitrary function as f'(x), or choose a name without a prime"),
            TokenKind.Caret or TokenKind.Superscript => Fail<T>(
                at, DiagnosticCatalogue.Unexpected, span, "a second power follows the first", "put parentheses around one of them"),
            _ => Fail<T>(at, DiagnosticCatalogue.Unexpected, span, $"{token.Quote()} cannot stand here"),
        };
    }

    private static string Visible(Token<TokenKind> token)
    {
        Rune rune = Rune.TryGetRuneAt(token.Span.Source!, token.Position.Absolute, out Rune found) ? found : Rune.ReplacementChar;
        return Rune.IsControl(rune) || rune == Rune.ReplacementChar
            ? $"U+{(int)token.Text()[0]:X4}" : token.Quote();
    }

    /// <summary>The token before a place in the statement. Walks the statement, which is well spent on its one mistake.</summary>
    private Token<TokenKind> Before(TokenList<TokenKind> at)
    {
        Token<TokenKind> before = default;
        for (TokenList<TokenKind> rest = statement; rest.Position < at.Position; rest = rest.Skip())
        {
            before = rest.Peek();
        }

        return before;
    }
}
