using Superpower.Model;
using TensorCalculus.Diagnostics;

namespace TensorCalculus.Parsing;

/// <summary>Short words for looking at a list of tokens.</summary>
internal static class TokenReading
{
    /// <summary>The next token, or one of kind <see cref="TokenKind.None"/> at the end.</summary>
    public static Token<TokenKind> Peek(this TokenList<TokenKind> input) => input.IsAtEnd ? default : input.ConsumeToken().Value;

    /// <summary>The kind of the next token.</summary>
    public static TokenKind Kind(this TokenList<TokenKind> input) => input.Peek().Kind;

    /// <summary>The list without its next token.</summary>
    public static TokenList<TokenKind> Skip(this TokenList<TokenKind> input) => input.IsAtEnd ? input : input.ConsumeToken().Remainder;

    /// <summary>Whether the statement ends here.</summary>
    public static bool IsAtStatementEnd(this TokenList<TokenKind> input) => input.Kind() is TokenKind.None or TokenKind.EndOfStatement;

    /// <summary>Takes the next token if it is of this kind.</summary>
    public static bool TryTake(this TokenList<TokenKind> input, TokenKind kind, out TokenList<TokenKind> rest)
    {
        bool found = input.Kind() == kind;
        rest = found ? input.Skip() : input;
        return found;
    }

    /// <summary>The token's place in the text.</summary>
    public static SourceSpan Place(this Token<TokenKind> token) => new(token.Position.Absolute, token.Span.Length);

    /// <summary>The token's text.</summary>
    public static ReadOnlySpan<char> Text(this Token<TokenKind> token) => token.Span.Source.AsSpan(token.Position.Absolute, token.Span.Length);

    /// <summary>The name that the token stands for.</summary>
    public static string Name(this Token<TokenKind> token) => Spelling.Name(token.Text());

    /// <summary>Whether the next token is this word, a name.</summary>
    public static bool IsWord(this TokenList<TokenKind> input, string word)
    {
        Token<TokenKind> token = input.Peek();
        return token.Kind == TokenKind.Name && token.Text().SequenceEqual(word);
    }

    /// <summary>The token as a message quotes it.</summary>
    public static string Quote(this Token<TokenKind> token)
    {
        const int Longest = 24;
        ReadOnlySpan<char> text = token.Text();
        return text.Length <= Longest ? $"'{text}'" : $"'{text[..Longest]}…'";
    }

    /// <summary>The text of a place in the program that the token is from.</summary>
    public static string TextAt(this Token<TokenKind> token, SourceSpan span) => token.Span.Source!.Substring(span.Start, span.Length);
}
