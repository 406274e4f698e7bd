using System.Collections.Immutable;
using Superpower.Model;
using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;
using Tokens = Superpower.Model.TokenList<TensorCalculus.Parsing.TokenKind>;

namespace TensorCalculus.Parsing;

/// <summary>The subscripts of one name.</summary>
internal readonly record struct SubscriptList(SourceSpan Span, ImmutableArray<SubscriptSyntax> Slots);

/// <summary>Subscripts: <c>_{ij}</c>, <c>_ij</c>, <c>ᵢⱼ</c>, <c>[i, j]</c>. A comma-separated part is either one affine index or a
/// row of simple ones.</summary>
internal sealed class SubscriptParser
{
    private readonly ParserState state;
    private readonly AffineParser affine;

    public SubscriptParser(ParserState state)
    {
        this.state = state;
        affine = new AffineParser(state, this);
    }

    /// <summary>Whether a subscript starts here, if what stands before can have one.</summary>
    public static bool StartsAt(Tokens input) => input.Kind() switch
    {
        TokenKind.Underscore or TokenKind.Index or TokenKind.IndexNumber => true,
        TokenKind.OpenBracket => !IsRelation(input),
        _ => false,
    };

    /// <summary>Whether the bracket that opens here holds a relation: then it is a factor, not a subscript.</summary>
    public static bool IsRelation(Tokens input)
    {
        int depth = 0;
        for (Tokens rest = input; !rest.IsAtStatementEnd(); rest = rest.Skip())
        {
            switch (rest.Kind())
            {
                case TokenKind.OpenBracket:
                    depth++;
                    break;
                case TokenKind.CloseBracket when --depth == 0:
                    return false;
                case >= TokenKind.Equal and <= TokenKind.GreaterOrEqual:
                    return true;
            }
        }

        return false;
    }

    /// <summary>A subscript, or an empty one where none starts.</summary>
    public TokenListParserResult<TokenKind, SubscriptList> Optional(Tokens input) => StartsAt(input)
        ? List(input)
        : TokenListParserResult.Value<TokenKind, SubscriptList>(new SubscriptList(default, []), input, input);

    /// <summary>A subscript.</summary>
    public TokenListParserResult<TokenKind, SubscriptList> List(Tokens input)
    {
        Token<TokenKind> opener = input.Peek();
        Tokens inside = opener.Kind is TokenKind.Underscore or TokenKind.OpenBracket ? input.Skip() : input;
        var list = opener.Kind == TokenKind.OpenBracket ? Slots(inside, TokenKind.CloseBracket)
            : inside.Kind() == TokenKind.OpenBrace ? Slots(inside.Skip(), TokenKind.CloseBrace)
            : Run(inside, opener);
        return list.HasValue
            ? TokenListParserResult.Value<TokenKind, SubscriptList>(list.Value with { Span = opener.Place().To(list.Value.Span) }, input, list.Remainder)
            : list;
    }

    /// <summary>The slots up to a closing bracket, which is taken too.</summary>
    public TokenListParserResult<TokenKind, SubscriptList> Slots(Tokens input, TokenKind closer)
    {
        var slots = ImmutableArray.CreateBuilder<SubscriptSyntax>();
        Tokens rest = input;
        do
        {
            if (slots.Count > 0)
            {
                rest = rest.Skip();
            }

            var part = Part(rest, closer, slots);
            if (!part.HasValue)
            {
                return ParserState.Failed<SubscriptList>(rest);
            }

            rest = part.Remainder;
        }
        while (rest.Kind() == TokenKind.Comma);

        Token<TokenKind> end = rest.Peek();
        return end.Kind == closer
            ? TokenListParserResult.Value<TokenKind, SubscriptList>(new SubscriptList(end.Place(), slots.ToImmutable()), input, rest.Skip())
            : FailInside<SubscriptList>(rest);
    }

    /// <summary>What stands between two commas: one affine index, or simple ones in a row.</summary>
    private TokenListParserResult<TokenKind, int> Part(Tokens input, TokenKind closer, ImmutableArray<SubscriptSyntax>.Builder slots)
    {
        int first = slots.Count;
        bool hasOperator = false;
        Doubt? doubt = null;
        Tokens rest = input;
        do
        {
            var slot = affine.Slot(rest);
            if (!slot.HasValue)
            {
                return ParserState.Failed<int>(rest);
            }

            hasOperator |= slot.Value.HasOperator;
            bool isSecond = slots.Count > first;
            if (isSecond && (hasOperator || closer == TokenKind.CloseBracket))
            {
                return state.Fail<int>(
                    rest, DiagnosticCatalogue.BadSubscript, slot.Value.Syntax.Span, "a comma is missing between indices",
                    "names of several letters, and indices with + - or *, stand between commas");
            }

            doubt ??= slot.Value.Doubt;
            slots.Add(slot.Value.Syntax);
            rest = slot.Remainder;
        }
        while (rest.Kind() is TokenKind.Index or TokenKind.IndexNumber or TokenKind.Dots);

        bool isClear = doubt is null || hasOperator || closer == TokenKind.CloseBracket;
        return isClear
            ? TokenListParserResult.Value<TokenKind, int>(slots.Count, input, rest)
            : state.Fail<int>(
                rest, DiagnosticCatalogue.BadSubscript, doubt!.Span,
                $"'{doubt.Number} {doubt.Label}' could be a multiple of {doubt.Label}, or the position {doubt.Number} and then {doubt.Label}",
                $"write {doubt.Number}*{doubt.Label} for the multiple, {doubt.Number},{doubt.Label} for the position");
    }

    /// <summary>One slot, a side of a relation.</summary>
    public TokenListParserResult<TokenKind, Slot> Slot(Tokens input) => affine.Slot(input);

    /// <summary>The failure at a token that cannot stand in a subscript.</summary>
    public TokenListParserResult<TokenKind, T> FailInside<T>(Tokens at)
    {
        Token<TokenKind> token = at.Peek();
        return token.Kind switch
        {
            TokenKind.CloseBrace or TokenKind.CloseBracket or TokenKind.Comma =>
                state.Fail<T>(at, DiagnosticCatalogue.BadSubscript, token.Place(), $"an index is missing before {token.Quote()}"),
            TokenKind.None or TokenKind.EndOfStatement or TokenKind.UnknownCharacter or TokenKind.UnknownMacro or TokenKind.AmbiguousSigma =>
                state.FailUnexpected<T>(at),
            >= TokenKind.Equal and <= TokenKind.GreaterOrEqual => state.Fail<T>(
                at, DiagnosticCatalogue.BadSubscript, token.Place(), $"{token.Quote()} cannot stand in a subscript", "write a condition as a factor, [i < j]"),
            _ => state.Fail<T>(at, DiagnosticCatalogue.BadSubscript, token.Place(), $"{token.Quote()} cannot stand in a subscript"),
        };
    }

    /// <summary>A subscript without braces: the tokenizer has found where it ends.</summary>
    private TokenListParserResult<TokenKind, SubscriptList> Run(Tokens input, Token<TokenKind> opener)
    {
        var slots = ImmutableArray.CreateBuilder<SubscriptSyntax>();
        Tokens rest = input;
        for (; rest.Kind() is TokenKind.Index or TokenKind.IndexNumber; rest = rest.Skip())
        {
            var slot = affine.Simple(rest);
            if (!slot.HasValue)
            {
                return ParserState.Failed<SubscriptList>(rest);
            }

            slots.Add(slot.Value);
        }

        return slots.Count > 0
            ? TokenListParserResult.Value<TokenKind, SubscriptList>(new SubscriptList(slots[^1].Span, slots.ToImmutable()), input, rest)
            : state.Fail<SubscriptList>(input, DiagnosticCatalogue.BadSubscript, opener.Place(), "a subscript is missing behind '_'", "write x_i or x_{ij}");
    }
}
