using System.Globalization;
using Fractions;
using Superpower;
using Superpower.Model;
using Superpower.Parsers;
using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;
using Tokens = Superpower.Model.TokenList<TensorCalculus.Parsing.TokenKind>;

namespace TensorCalculus.Parsing;

/// <summary>Declarations: a keyword and what it declares.</summary>
internal sealed class DeclarationParser
{
    private static readonly TokenListParser<TokenKind, Token<TokenKind>> OwnName =
        Token.EqualTo(TokenKind.Name).Where(t => !KnownFunctions.TryFind(t.Name(), out _), "the name is that of a function");

    private static readonly TokenListParser<TokenKind, Token<TokenKind>[]> OwnNames =
        from first in OwnName
        from others in Token.EqualTo(TokenKind.Comma).IgnoreThen(OwnName).Try().Many()
        select (Token<TokenKind>[])[first, .. others];

    private static readonly TokenListParser<TokenKind, (SizeValueSyntax Value, SourceSpan Span)> SizeValue =
        Token.EqualTo(TokenKind.Number).Where(t => IsWhole(t, least: 1), "a size is a positive whole number or a symbol")
            .Select(t => ((SizeValueSyntax)new SizeNumberSyntax(Whole(t)), t.Place()))
            .Or(OwnName.Select(t => ((SizeValueSyntax)new SizeSymbolSyntax(t.Name()), t.Place())));

    private static readonly TokenListParser<TokenKind, string> Group =
        (from first in Token.EqualTo(TokenKind.Name)
         from last in Token.EqualTo(TokenKind.Dots).IgnoreThen(Token.EqualTo(TokenKind.Name))
         select $"{first.Name()}...{last.Name()}")
        .Or(Token.EqualTo(TokenKind.Dots).Value("..."));

    private static readonly TokenListParser<TokenKind, StatementSyntax[]> Size =
        from keyword in Token.EqualTo(TokenKind.Name)
        from label in (TokenListParser<TokenKind, string>)Label
        from sign in Token.EqualTo(TokenKind.Equal)
        from size in SizeValue
        select (StatementSyntax[])[new SizeDeclarationSyntax(keyword.Place().To(size.Span), label, size.Value)];

    private static readonly TokenListParser<TokenKind, StatementSyntax[]> Order =
        from keyword in Token.EqualTo(TokenKind.Name)
        from label in Group
        from sign in Token.EqualTo(TokenKind.Equal)
        from order in Token.EqualTo(TokenKind.Number).Where(t => IsWhole(t, least: 0), "an order is a whole number")
        select (StatementSyntax[])[new OrderDeclarationSyntax(keyword.Place().To(order.Place()), label, Whole(order))];

    private readonly ParserState state;
    private readonly Dictionary<string, (TokenListParser<TokenKind, StatementSyntax[]> Parser, string Form)> rules;

    public DeclarationParser(ParserState state, ExpressionParser expressions)
    {
        this.state = state;
        TokenListParser<TokenKind, ExpressionSyntax> side = expressions.Sum;
        var given =
            from keyword in Token.EqualTo(TokenKind.Name)
            from left in side
            from sign in Token.EqualTo(TokenKind.Equal)
            from right in side
            select (StatementSyntax[])[new GivenDeclarationSyntax(keyword.Place().To(right.Span), left, right)];
        rules = new()
        {
            ["constant"] = (Names((span, name) => new ConstantDeclarationSyntax(span, name)), "constant eps"),
            ["integer"] = (Names((span, name) => new IntegerDeclarationSyntax(span, name)), "integer t"),
            ["symmetric"] = (Names((span, name) => new SymmetricDeclarationSyntax(span, name)), "symmetric s"),
            ["size"] = (Size, "size h = 64, or size h = N"),
            ["order"] = (Order, "order a...b = 2"),
            ["given"] = (given, "given 1_i t_{bi} = 1_b"),
        };
    }

    /// <summary>Whether a declaration starts here. Its keywords are names like others elsewhere: <c>size = 3</c> is an equation.</summary>
    public static bool StartsAt(Tokens input) =>
        input.Kind() == TokenKind.Name
        && input.Peek().Text() is "constant" or "integer" or "symmetric" or "size" or "order" or "given"
        && input.Skip().Kind() is TokenKind.None or TokenKind.EndOfStatement or TokenKind.Name or TokenKind.Number or TokenKind.Dots
            or TokenKind.OpenParenthesis or TokenKind.OpenBrace or TokenKind.BigOperator or TokenKind.Bar or TokenKind.Partial
            or TokenKind.UnknownCharacter or TokenKind.UnknownMacro;

    /// <summary>An index label outside subscripts: <c>h</c>, <c>h'</c>, <c>batch</c>.</summary>
    public static TokenListParserResult<TokenKind, string> Label(Tokens input)
    {
        if (input.Kind() != TokenKind.Name)
        {
            return TokenListParserResult.Empty<TokenKind, string>(input, ["the name of an index"]);
        }

        string label = input.Peek().Name();
        Tokens rest = input.Skip();
        for (; rest.Kind() == TokenKind.Prime; rest = rest.Skip())
        {
            label += "'";
        }

        return TokenListParserResult.Value<TokenKind, string>(label, input, rest);
    }

    /// <summary>A declaration, up to the end of its statement.</summary>
    public TokenListParserResult<TokenKind, StatementSyntax[]> Declaration(Tokens input)
    {
        string keyword = input.Peek().Text().ToString();
        (TokenListParser<TokenKind, StatementSyntax[]> rule, string form) = rules[keyword];
        var declaration = rule(input);
        Tokens rest = declaration.HasValue ? StatementParser.SkipPunctuation(declaration.Remainder) : declaration.Remainder;
        if (declaration.HasValue && rest.IsAtStatementEnd())
        {
            return TokenListParserResult.Value<TokenKind, StatementSyntax[]>(declaration.Value, input, rest);
        }

        bool isIncomplete = rest.IsAtStatementEnd();
        string problem = isIncomplete ? "is not complete"
            : declaration.HasValue ? $"cannot have {rest.Peek().Quote()} at its end"
            : $"cannot be read: {declaration.FormatErrorMessageFragment()}";
        SourceSpan place = (isIncomplete ? input : rest).Peek().Place();
        return state.Fail<StatementSyntax[]>(rest, DiagnosticCatalogue.BadDeclaration, place, $"the {keyword} declaration {problem}", $"write {form}");
    }

    private static TokenListParser<TokenKind, StatementSyntax[]> Names(Func<SourceSpan, string, StatementSyntax> declare) =>
        from keyword in Token.EqualTo(TokenKind.Name)
        from names in OwnNames
        select Array.ConvertAll(names, n => declare(n.Place(), n.Name()));

    private static bool IsWhole(Token<TokenKind> token, int least) =>
        NumberReader.TryRead(token.Text(), out Fraction value) && value.Denominator.IsOne && value >= least && value <= int.MaxValue;

    private static int Whole(Token<TokenKind> token)
    {
        NumberReader.TryRead(token.Text(), out Fraction value);
        return (int)value.Numerator;
    }
}
