using Superpower;
using Superpower.Model;
using Superpower.Parsers;

namespace TensorCalculus.Parsing;

/// <summary><c>(no sum i)</c> behind an equation, with one index or several.</summary>
internal static class NoSumParser
{
    private static readonly TokenListParser<TokenKind, string> Label =
        ((TokenListParser<TokenKind, string>)DeclarationParser.Label).Then(label => Token.EqualTo(TokenKind.Comma).OptionalOrDefault().Value(label));

    /// <summary>The labels.</summary>
    public static readonly TokenListParser<TokenKind, string[]> Clause =
        Token.Matching<TokenKind>(k => k is TokenKind.OpenParenthesis or TokenKind.OpenCall, "`(`")
            .IgnoreThen(Token.EqualToValue(TokenKind.Name, "no"))
            .IgnoreThen(Token.EqualToValue(TokenKind.Name, "sum"))
            .IgnoreThen(Label.AtLeastOnce())
            .Then(labels => Token.EqualTo(TokenKind.CloseParenthesis).Value(labels));

    /// <summary>Whether the clause starts here.</summary>
    public static bool StartsAt(TokenList<TokenKind> input) =>
        input.Kind() is TokenKind.OpenParenthesis or TokenKind.OpenCall
        && input.Skip().IsWord("no") && input.Skip().Skip().IsWord("sum") && input.Skip().Skip().Skip().Kind() == TokenKind.Name;
}
