using System.Collections.Immutable;
using System.Globalization;
using Fractions;
using Superpower.Model;
using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;
using Parsed = Superpower.Model.TokenListParserResult<TensorCalculus.Parsing.TokenKind, TensorCalculus.Syntax.ExpressionSyntax>;
using Tokens = Superpower.Model.TokenList<TensorCalculus.Parsing.TokenKind>;

namespace TensorCalculus.Parsing;

/// <summary>The levels of an expression: a sum of products of signed powers of operands. Each method is a
/// <see cref="Superpower.TokenListParser{TKind, T}"/>; loops rather than combinators keep long sums flat and the stack shallow.</summary>
internal sealed class ExpressionParser
{
    private readonly ParserState state;
    private readonly OperandParser operands;

    public ExpressionParser(ParserState state)
    {
        this.state = state;
        Subscripts = new SubscriptParser(state);
        operands = new OperandParser(state, this);
    }

    public SubscriptParser Subscripts { get; }

    public static Parsed Value(ExpressionSyntax expression, Tokens input, Tokens rest) =>
        TokenListParserResult.Value<TokenKind, ExpressionSyntax>(expression, input, rest);

    /// <summary>Addends.</summary>
    public Parsed Sum(Tokens input)
    {
        Parsed first = Product(input);
        if (!first.HasValue || first.Remainder.Kind() is not (TokenKind.Plus or TokenKind.Minus))
        {
            return first;
        }

        var terms = ImmutableArray.CreateBuilder<SignedSyntax>();
        terms.Add(new SignedSyntax(false, first.Value));
        Tokens rest = first.Remainder;
        while (rest.Kind() is TokenKind.Plus or TokenKind.Minus)
        {
            Parsed term = Product(rest.Skip());
            if (!term.HasValue)
            {
                return term;
            }

            terms.Add(new SignedSyntax(rest.Kind() == TokenKind.Minus, term.Value));
            rest = term.Remainder;
        }

        return Value(new SumSyntax(first.Value.Span.To(terms[^1].Term.Span), terms.ToImmutable()), input, rest);
    }

    /// <summary>Factors, side by side or with <c>*</c> or <c>/</c> between them.</summary>
    public Parsed Product(Tokens input)
    {
        Parsed first = Factor(input);
        if (!first.HasValue || !ContinuesProduct(first.Remainder))
        {
            return first;
        }

        var factors = ImmutableArray.CreateBuilder<FactorSyntax>();
        factors.Add(new FactorSyntax(false, first.Value));
        Tokens rest = first.Remainder;
        while (ContinuesProduct(rest))
        {
            TokenKind sign = rest.Kind();
            Parsed factor = Factor(sign is TokenKind.Star or TokenKind.Slash ? rest.Skip() : rest);
            if (!factor.HasValue)
            {
                return factor;
            }

            factors.Add(new FactorSyntax(sign == TokenKind.Slash, factor.Value));
            rest = factor.Remainder;
        }

        return Value(new ProductSyntax(first.Value.Span.To(factors[^1].Factor.Span), factors.ToImmutable()), input, rest);
    }

    /// <summary>A power with its signs.</summary>
    public Parsed Factor(Tokens input)
    {
        Token<TokenKind> sign = input.Peek();
        if (sign.Kind is not (TokenKind.Plus or TokenKind.Minus))
        {
            return Power(input);
        }

        Parsed operand = InnerFactor(input.Skip());
        return operand.HasValue && sign.Kind == TokenKind.Minus
            ? Value(new NegationSyntax(sign.Place().To(operand.Value.Span), operand.Value), input, operand.Remainder)
            : operand;
    }

    /// <summary>A factor that belongs to something before it, one level deeper.</summary>
    public Parsed InnerFactor(Tokens input)
    {
        if (!state.TryEnter(input))
        {
            return ParserState.Failed<ExpressionSyntax>(input);
        }

        Parsed factor = Factor(input);
        state.Leave();
        return factor;
    }

    /// <summary>An operand with its exponent.</summary>
    public Parsed Power(Tokens input)
    {
        Parsed operand = operands.Operand(input);
        if (!operand.HasValue || operand.Remainder.Kind() is not (TokenKind.Caret or TokenKind.Superscript))
        {
            return operand;
        }

        Parsed exponent = Exponent(operand.Remainder);
        if (!exponent.HasValue)
        {
            return exponent;
        }

        var power = new PowerSyntax(operand.Value.Span.To(exponent.Value.Span), operand.Value, exponent.Value);
        return IsTranspose(power) || HasLateSubscript(power, exponent.Remainder)
            ? FailAmbiguous(input, power)
            : Value(power, input, exponent.Remainder);
    }

    /// <summary>An exponent with its <c>^</c>, or a superscript.</summary>
    public Parsed Exponent(Tokens input)
    {
        Tokens inside = input.Skip();
        switch (input.Kind())
        {
            case TokenKind.Superscript:
                return Superscript(input);
            case TokenKind.Caret when inside.Kind() == TokenKind.OpenBrace:
                return Group(inside);
            default:
                // In x^2_{ij} the subscript is not the exponent's.
                return inside.Kind() == TokenKind.Number && SubscriptParser.StartsAt(inside.Skip()) ? operands.Number(inside) : InnerFactor(inside);
        }
    }

    /// <summary>A parenthesis or a brace.</summary>
    public Parsed Group(Tokens input)
    {
        var enclosed = Enclosed(input);
        return enclosed.HasValue
            ? Value(new ParenthesisSyntax(enclosed.Value.Span, enclosed.Value.Content), input, enclosed.Remainder)
            : ParserState.Failed<ExpressionSyntax>(input);
    }

    /// <summary>A bracket of any shape with the sum inside it.</summary>
    public TokenListParserResult<TokenKind, Enclosed> Enclosed(Tokens input)
    {
        Token<TokenKind> opener = input.Peek();
        TokenKind closer = opener.Kind switch
        {
            TokenKind.OpenBrace => TokenKind.CloseBrace,
            TokenKind.Bar => TokenKind.Bar,
            _ => TokenKind.CloseParenthesis,
        };
        if (!state.TryEnter(input))
        {
            return ParserState.Failed<Enclosed>(input);
        }

        bool inBars = state.InBars;
        state.InBars = closer == TokenKind.Bar;
        Parsed content = Sum(input.Skip());
        state.InBars = inBars;
        state.Leave();
        if (!content.HasValue)
        {
            return ParserState.Failed<Enclosed>(input);
        }

        Token<TokenKind> end = content.Remainder.Peek();
        return end.Kind == closer
            ? TokenListParserResult.Value<TokenKind, Enclosed>(new Enclosed(opener.Place().To(end.Place()), content.Value), input, content.Remainder.Skip())
            : closer == TokenKind.Bar && end.Kind is TokenKind.None or TokenKind.EndOfStatement or TokenKind.CloseParenthesis or TokenKind.CloseBrace
            ? state.Fail<Enclosed>(input, DiagnosticCatalogue.Unbalanced, opener.Place(), "'|' is never closed", "write |x| for the absolute value of x")
            : state.FailUnexpected<Enclosed>(content.Remainder);
    }

    /// <summary>A subscript behind the exponent, as in <c>x^{-1}_{ij}</c>; in <c>x^-1_{ij}</c> it was read as that of a one-tensor.</summary>
    private static bool HasLateSubscript(PowerSyntax power, Tokens rest) =>
        SubscriptParser.StartsAt(rest) || power.Exponent is NegationSyntax { Operand: OneSyntax };

    private static bool IsTranspose(PowerSyntax power) =>
        (power.Exponent is ParenthesisSyntax braces ? braces.Inner : power.Exponent) is TensorSyntax { Name: "T" } exponent
        && (exponent.Subscripts.Length > 0 || power.Base is TensorSyntax { Subscripts.Length: > 0 });

    private bool ContinuesProduct(Tokens input) => input.Kind() switch
    {
        TokenKind.Star or TokenKind.Slash or TokenKind.Number or TokenKind.Name or TokenKind.BigOperator or TokenKind.Partial
            or TokenKind.OpenBrace or TokenKind.OpenBracket => true,
        TokenKind.OpenParenthesis or TokenKind.OpenCall => !NoSumParser.StartsAt(input),
        TokenKind.Bar => !state.InBars,
        _ => false,
    };

    private Parsed Superscript(Tokens input)
    {
        Token<TokenKind> token = input.Peek();
        string digits = Spelling.Superscript(token.Text());
        bool negative = digits[0] == '-';
        if (!int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value))
        {
            return state.Fail<ExpressionSyntax>(
                input, DiagnosticCatalogue.Unexpected, token.Place(), $"the superscript {token.Quote()} is not a whole number", "write x^{…}");
        }

        var magnitude = new NumberSyntax(token.Place(), new Fraction(Math.Abs(value)));
        return Value(negative ? new NegationSyntax(token.Place(), magnitude) : magnitude, input, input.Skip());
    }

    private Parsed FailAmbiguous(Tokens at, PowerSyntax power)
    {
        string name = power.Base is TensorSyntax tensor ? tensor.Name : "x";
        string typed = at.Peek().TextAt(power.Span);
        ExpressionSyntax exponent = power.Exponent is ParenthesisSyntax braces ? braces.Inner : power.Exponent;
        (string message, string remedy) = IsTranspose(power)
            ? ($"'{typed}' could be a transpose or a power",
                $"write ({name}^T)_{{ij}} or {name}_{{ji}} for the transpose; for a power, name the exponent otherwise than T")
            : exponent is NegationSyntax
            ? ($"'{typed}' with a subscript behind it could be the inverse of a matrix or a pointwise power",
                $"write ({name}^{{-1}})_{{ij}} for the inverse, {name}_{{ij}}^{{-1}} for the pointwise power")
            : ($"in '{typed}' the subscript stands behind the power", $"write the subscript first, as in {name}_{{ij}}^2");
        return state.Fail<ExpressionSyntax>(at, DiagnosticCatalogue.AmbiguousPower, power.Span, message, remedy);
    }
}
