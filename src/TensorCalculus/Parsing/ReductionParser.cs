using System.Collections.Immutable;
using Superpower.Model;
using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;
using Parsed = Superpower.Model.TokenListParserResult<TensorCalculus.Parsing.TokenKind, TensorCalculus.Syntax.ExpressionSyntax>;
using Tokens = Superpower.Model.TokenList<TensorCalculus.Parsing.TokenKind>;

namespace TensorCalculus.Parsing;

/// <summary>Reductions over named indices: <c>sum_{j}(…)</c> ends at its parenthesis, <c>\sum_j …</c> at the next addend.</summary>
internal sealed class ReductionParser(ParserState state, ExpressionParser expressions)
{
    /// <summary><c>sum_{j}(…)</c></summary>
    public Parsed Named(Tokens input, string name)
    {
        var indices = Indices(input.Skip());
        if (!indices.HasValue)
        {
            return ParserState.Failed<ExpressionSyntax>(input);
        }

        if (indices.Remainder.Kind() is not (TokenKind.OpenParenthesis or TokenKind.OpenCall))
        {
            return Body(input, name, indices.Value, isBig: false, bound: null, indices.Remainder);
        }

        var body = expressions.Enclosed(indices.Remainder);
        return body.HasValue
            ? ExpressionParser.Value(
                new ReductionSyntax(input.Peek().Place().To(body.Value.Span), name, indices.Value, body.Value.Content, IsBig: false, Bound: null),
                input, body.Remainder)
            : ParserState.Failed<ExpressionSyntax>(input);
    }

    /// <summary><c>\sum_{j} …</c>, with bounds or without, which LaTeX allows in either order.</summary>
    public Parsed Big(Tokens input)
    {
        Token<TokenKind> sign = input.Peek();
        string name = sign.Text() is "∏" or "\\prod" ? "prod" : "sum";
        Tokens rest = input.Skip();
        ImmutableArray<SubscriptSyntax> indices = [];
        int? first = null;
        UpperBound? upper = null;
        while (true)
        {
            if (indices.IsEmpty && SubscriptParser.StartsAt(rest))
            {
                var lower = SumBounds.StartsAtLower(rest) ? SumBounds.Lower(rest, state) : Lower(rest);
                if (!lower.HasValue)
                {
                    return ParserState.Failed<ExpressionSyntax>(input);
                }

                (indices, first) = lower.Value;
                rest = lower.Remainder;
            }
            else if (upper is null && rest.Kind() == TokenKind.Caret)
            {
                var found = SumBounds.Upper(rest);
                if (!found.HasValue)
                {
                    return FailBounds(rest);
                }

                upper = found.Value;
                rest = found.Remainder;
            }
            else
            {
                break;
            }
        }

        if (indices.IsEmpty)
        {
            return state.Fail<ExpressionSyntax>(
                rest, DiagnosticCatalogue.BadCall, sign.Place(), $"{sign.Quote()} lacks the index that it runs over", "write \\sum_i x_i");
        }

        SizeValueSyntax? bound = upper?.Size(first);
        bool fits = upper is null ? first is null : bound is not null && indices is [IndexSyntax];
        return fits ? Body(input, name, indices, isBig: true, bound, rest) : FailBounds(input);
    }

    private Parsed FailBounds(Tokens at) => state.Fail<ExpressionSyntax>(
        at, DiagnosticCatalogue.BadSubscript, at.Peek().Place(), "the bounds of a sum are not those of one whole axis",
        "write \\sum_{i=1}^{n} or \\sum_{i=0}^{n-1}, and [i <= j] beside the summand for less");

    /// <summary>The rest of the term.</summary>
    private Parsed Body(Tokens input, string name, ImmutableArray<SubscriptSyntax> indices, bool isBig, SizeValueSyntax? bound, Tokens rest)
    {
        if (!state.TryEnter(rest))
        {
            return ParserState.Failed<ExpressionSyntax>(rest);
        }

        Parsed body = expressions.Product(rest);
        state.Leave();
        return body.HasValue
            ? ExpressionParser.Value(
                new ReductionSyntax(input.Peek().Place().To(body.Value.Span), name, indices, body.Value, isBig, bound), input, body.Remainder)
            : body;
    }

    private TokenListParserResult<TokenKind, LowerBound> Lower(Tokens input)
    {
        var indices = Indices(input);
        return indices.HasValue
            ? TokenListParserResult.Value<TokenKind, LowerBound>(new LowerBound(indices.Value, null), input, indices.Remainder)
            : ParserState.Failed<LowerBound>(input);
    }

    private TokenListParserResult<TokenKind, ImmutableArray<SubscriptSyntax>> Indices(Tokens input)
    {
        var list = expressions.Subscripts.List(input);
        if (!list.HasValue)
        {
            return ParserState.Failed<ImmutableArray<SubscriptSyntax>>(input);
        }

        foreach (SubscriptSyntax slot in list.Value.Slots)
        {
            if (slot is AffineSyntax)
            {
                return state.Fail<ImmutableArray<SubscriptSyntax>>(
                    input, DiagnosticCatalogue.BadSubscript, slot.Span, $"a reduction runs over plain indices, and '{input.Peek().TextAt(slot.Span)}' is none");
            }
        }

        return TokenListParserResult.Value<TokenKind, ImmutableArray<SubscriptSyntax>>(list.Value.Slots, input, list.Remainder);
    }
}
