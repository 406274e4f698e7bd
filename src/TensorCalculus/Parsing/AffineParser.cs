using System.Collections.Immutable;
using System.Globalization;
using Superpower.Model;
using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;
using Tokens = Superpower.Model.TokenList<TensorCalculus.Parsing.TokenKind>;

namespace TensorCalculus.Parsing;

/// <summary>One slot of a subscript: an index, a group, or a whole-number combination such as <c>2*i + k - 1</c> and <c>t_b</c>.</summary>
internal sealed class AffineParser(ParserState state, SubscriptParser subscripts)
{
    /// <summary>A slot, as far as it goes.</summary>
    public TokenListParserResult<TokenKind, Slot> Slot(Tokens input)
    {
        if (TryGroup(input, out GroupSyntax? group, out Tokens rest))
        {
            return TokenListParserResult.Value<TokenKind, Slot>(new Slot(group!, HasOperator: false, Doubt: null), input, rest);
        }

        var sum = new Combination();
        do
        {
            bool negative = false;
            for (; rest.Kind() is TokenKind.Plus or TokenKind.Minus; rest = rest.Skip())
            {
                negative ^= rest.Kind() == TokenKind.Minus;
                sum.Cover(rest.Peek().Place());
                sum.HasOperator = true;
            }

            var term = Term(rest, negative, sum);
            if (!term.HasValue)
            {
                return ParserState.Failed<Slot>(rest);
            }

            rest = term.Remainder;
        }
        while (rest.Kind() is TokenKind.Plus or TokenKind.Minus);

        return sum.Constant is >= int.MinValue and <= int.MaxValue
            ? TokenListParserResult.Value<TokenKind, Slot>(new Slot(sum.ToSyntax(), sum.HasOperator, sum.Doubt), input, rest)
            : FailTooLarge<Slot>(input);
    }

    /// <summary>A slot of a subscript without braces: a label or a position.</summary>
    public TokenListParserResult<TokenKind, SubscriptSyntax> Simple(Tokens input)
    {
        Token<TokenKind> token = input.Peek();
        var sum = new Combination();
        sum.Cover(token.Place());
        if (token.Kind == TokenKind.Index)
        {
            sum.Terms.Add(new AffineTermSyntax(1, Variable(token)));
        }
        else if (TryNumber(token, out int value))
        {
            sum.Constant = value;
        }
        else
        {
            return FailTooLarge<SubscriptSyntax>(input);
        }

        return TokenListParserResult.Value<TokenKind, SubscriptSyntax>(sum.ToSyntax(), input, input.Skip());
    }

    private static bool TryGroup(Tokens input, out GroupSyntax? group, out Tokens rest)
    {
        Token<TokenKind> first = input.Peek();
        Tokens second = input.Skip();
        group = null;
        rest = input;
        if (first.Kind == TokenKind.Dots)
        {
            group = new GroupSyntax(first.Place(), "...");
            rest = second;
        }
        else if (first.Kind == TokenKind.Index && second.Kind() == TokenKind.Dots && second.Skip().Peek() is { Kind: TokenKind.Index } last)
        {
            group = new GroupSyntax(first.Place().To(last.Place()), $"{Spelling.Label(first.Text())}...{Spelling.Label(last.Text())}");
            rest = second.Skip().Skip();
        }

        return group is not null;
    }

    /// <summary>Adds a product of whole numbers and at most one atom to the sum.</summary>
    private TokenListParserResult<TokenKind, bool> Term(Tokens input, bool negative, Combination sum)
    {
        long coefficient = negative ? -1 : 1;
        AffineAtomSyntax? atom = null;
        Tokens rest = input;
        bool more;
        do
        {
            Token<TokenKind> token = rest.Peek();
            if (token.Kind == TokenKind.IndexNumber)
            {
                if (!TryNumber(token, out int value) || Math.Abs(coefficient *= value) > int.MaxValue)
                {
                    return FailTooLarge<bool>(rest);
                }

                rest = rest.Skip();
                more = atom is null && rest.Kind() == TokenKind.Index;
                if (more && IsDoubtful(token, rest.Peek(), value))
                {
                    sum.Doubt ??= new Doubt(token.Place().To(rest.Peek().Place()), token.Text().ToString(), Spelling.Label(rest.Peek().Text()));
                }
            }
            else if (token.Kind == TokenKind.Index && atom is null)
            {
                var found = Atom(rest);
                if (!found.HasValue)
                {
                    return ParserState.Failed<bool>(rest);
                }

                atom = found.Value;
                rest = found.Remainder;
                more = false;
            }
            else
            {
                return token.Kind == TokenKind.Index
                    ? state.Fail<bool>(rest, DiagnosticCatalogue.BadSubscript, token.Place(), "a product of two indices cannot stand in a subscript")
                    : subscripts.FailInside<bool>(rest);
            }

            sum.Cover(atom is null ? token.Place() : atom.Span);
            if (rest.Kind() == TokenKind.Star)
            {
                rest = rest.Skip();
                sum.HasOperator = more = true;
            }
        }
        while (more);

        if (atom is null)
        {
            sum.Constant += coefficient;
        }
        else
        {
            sum.Terms.Add(new AffineTermSyntax((int)coefficient, atom));
        }

        return TokenListParserResult.Value<TokenKind, bool>(true, input, rest);
    }

    /// <summary>An index, a symbol, or a gathered position.</summary>
    private TokenListParserResult<TokenKind, AffineAtomSyntax> Atom(Tokens input)
    {
        Token<TokenKind> token = input.Peek();
        Tokens rest = input.Skip();
        if (rest.Kind() is not (TokenKind.Underscore or TokenKind.OpenBracket))
        {
            return TokenListParserResult.Value<TokenKind, AffineAtomSyntax>(Variable(token), input, rest);
        }

        if (!state.TryEnter(rest))
        {
            return ParserState.Failed<AffineAtomSyntax>(rest);
        }

        var inner = rest.Kind() == TokenKind.OpenBracket ? subscripts.Slots(rest.Skip(), TokenKind.CloseBracket)
            : rest.Skip().Kind() == TokenKind.OpenBrace ? subscripts.Slots(rest.Skip().Skip(), TokenKind.CloseBrace)
            : OneSlot(rest.Skip());
        state.Leave();
        if (!inner.HasValue)
        {
            return ParserState.Failed<AffineAtomSyntax>(rest);
        }

        var gather = new GatherAtomSyntax(token.Place().To(inner.Value.Span), Spelling.Label(token.Text()), inner.Value.Slots);
        return TokenListParserResult.Value<TokenKind, AffineAtomSyntax>(gather, input, inner.Remainder);
    }

    /// <summary>The one index behind <c>t_</c> without braces.</summary>
    private TokenListParserResult<TokenKind, SubscriptList> OneSlot(Tokens input)
    {
        if (input.Kind() != TokenKind.Index)
        {
            return subscripts.FailInside<SubscriptList>(input);
        }

        var atom = Atom(input);
        if (!atom.HasValue)
        {
            return ParserState.Failed<SubscriptList>(input);
        }

        var sum = new Combination();
        sum.Cover(atom.Value.Span);
        sum.Terms.Add(new AffineTermSyntax(1, atom.Value));
        return TokenListParserResult.Value<TokenKind, SubscriptList>(new SubscriptList(atom.Value.Span, [sum.ToSyntax()]), input, atom.Remainder);
    }

    /// <summary>A single upper-case letter, digits aside, is a symbol, unless a <c>size</c> line makes it an index.</summary>
    private AffineAtomSyntax Variable(Token<TokenKind> token)
    {
        string label = Spelling.Label(token.Text());
        bool isSymbol = char.IsAsciiLetterUpper(label[0]) && label.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0 && !state.Vocabulary.IsSized(label);
        return isSymbol ? new SymbolAtomSyntax(token.Place(), label) : new IndexAtomSyntax(token.Place(), label);
    }

    private static bool TryNumber(Token<TokenKind> token, out int value)
    {
        ReadOnlySpan<char> text = token.Text();
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)
            || int.TryParse(Spelling.Label(text), NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Nobody multiplies an index by 0 or 1, and with a space between it may be a position.</summary>
    private static bool IsDoubtful(Token<TokenKind> number, Token<TokenKind> index, int value) =>
        value < 2 || number.Place().End != index.Place().Start;

    private TokenListParserResult<TokenKind, T> FailTooLarge<T>(Tokens at) =>
        state.Fail<T>(at, DiagnosticCatalogue.BadSubscript, at.Peek().Place(), "a number in a subscript is too large");

    /// <summary>The sum while it is read.</summary>
    private sealed class Combination
    {
        private SourceSpan? span;

        public ImmutableArray<AffineTermSyntax>.Builder Terms { get; } = ImmutableArray.CreateBuilder<AffineTermSyntax>();

        public long Constant { get; set; }

        public bool HasOperator { get; set; }

        public Doubt? Doubt { get; set; }

        public void Cover(SourceSpan place) => span = span?.To(place) ?? place;

        public SubscriptSyntax ToSyntax() => Terms is [{ Coefficient: 1, Atom: IndexAtomSyntax index }] && Constant == 0
            ? new IndexSyntax(span!.Value, index.Label)
            : new AffineSyntax(span!.Value, Terms.ToImmutable(), (int)Constant);
    }
}
