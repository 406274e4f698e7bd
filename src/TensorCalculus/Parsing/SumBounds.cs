using System.Collections.Immutable;
using System.Globalization;
using Superpower;
using Superpower.Model;
using Superpower.Parsers;
using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;

namespace TensorCalculus.Parsing;

/// <summary>What stands below a sum sign: its indices, and where its one index starts, if that is said.</summary>
internal readonly record struct LowerBound(ImmutableArray<SubscriptSyntax> Indices, int? First);

/// <summary>What stands above a sum sign: a number or a symbol, less one or not.</summary>
internal sealed record UpperBound(SizeValueSyntax Last, bool LessOne)
{
    /// <summary>The size of the index that starts at <paramref name="first"/>; <see langword="null"/> if the bounds do not fit.</summary>
    public SizeValueSyntax? Size(int? first) => (Last, LessOne) switch
    {
        (SizeNumberSyntax { Value: var last }, false) when last < int.MaxValue => new SizeNumberSyntax(first == 0 ? last + 1 : last),
        (SizeSymbolSyntax, var lessOne) when lessOne == (first == 0) => Last,
        _ => null,
    };
}

/// <summary>The bounds of <c>\sum_{i=1}^{n}</c> and <c>\sum_{i=0}^{n-1}</c>.</summary>
internal static class SumBounds
{
    private static readonly TokenListParser<TokenKind, SizeValueSyntax> Last =
        Token.EqualTo(TokenKind.Name).Select(t => (SizeValueSyntax)new SizeSymbolSyntax(t.Name()))
            .Or(Token.EqualTo(TokenKind.Number).Where(t => IsPositive(t), "a positive whole number")
                .Select(t => (SizeValueSyntax)new SizeNumberSyntax(int.Parse(t.Text(), CultureInfo.InvariantCulture))));

    private static readonly TokenListParser<TokenKind, bool> LessOne =
        Token.EqualTo(TokenKind.Minus).IgnoreThen(Token.EqualToValue(TokenKind.Number, "1")).Value(true).OptionalOrDefault();

    /// <summary><c>^{n}</c>, <c>^n</c>, <c>^{n-1}</c></summary>
    public static readonly TokenListParser<TokenKind, UpperBound> Upper =
        Token.EqualTo(TokenKind.Caret).IgnoreThen(
            Last.Then(last => LessOne.Select(lessOne => new UpperBound(last, lessOne)))
                .Between(Token.EqualTo(TokenKind.OpenBrace), Token.EqualTo(TokenKind.CloseBrace))
            .Or(Last.Select(last => new UpperBound(last, LessOne: false))));

    private static readonly TokenListParser<TokenKind, LowerBound> LowerRule =
        from index in Token.EqualTo(TokenKind.Underscore).IgnoreThen(Token.EqualTo(TokenKind.OpenBrace)).IgnoreThen(Token.EqualTo(TokenKind.Index))
        from first in Token.EqualTo(TokenKind.Equal).IgnoreThen(Token.EqualTo(TokenKind.IndexNumber)).Where(t => t.Text() is "0" or "1", "0 or 1")
        from end in Token.EqualTo(TokenKind.CloseBrace)
        select new LowerBound([new IndexSyntax(index.Place(), Spelling.Label(index.Text()))], first.Text() is "0" ? 0 : 1);

    /// <summary>Whether <c>_{i=</c> stands here.</summary>
    public static bool StartsAtLower(TokenList<TokenKind> input) =>
        input.TryTake(TokenKind.Underscore, out var brace) && brace.TryTake(TokenKind.OpenBrace, out var index)
        && index.TryTake(TokenKind.Index, out var sign) && sign.Kind() == TokenKind.Equal;

    /// <summary><c>_{i=1}</c></summary>
    public static TokenListParserResult<TokenKind, LowerBound> Lower(TokenList<TokenKind> input, ParserState state)
    {
        var lower = LowerRule(input);
        return lower.HasValue
            ? lower
            : state.Fail<LowerBound>(
                input, DiagnosticCatalogue.BadSubscript, input.Skip().Skip().Peek().Place(), "a sum starts at 1 or at 0", "write \\sum_{i=1}^{n} or \\sum_{i=0}^{n-1}");
    }

    private static bool IsPositive(Token<TokenKind> token) =>
        int.TryParse(token.Text(), NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0;
}
