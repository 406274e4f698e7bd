using System.Collections.Immutable;
using System.Globalization;
using Superpower.Model;
using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;
using Parsed = Superpower.Model.TokenListParserResult<TensorCalculus.Parsing.TokenKind, TensorCalculus.Syntax.ExpressionSyntax>;
using Tokens = Superpower.Model.TokenList<TensorCalculus.Parsing.TokenKind>;

namespace TensorCalculus.Parsing;

/// <summary>Derivatives, read as one tensor each: <c>∂l/∂y_{pj}</c> and <c>\frac{\partial l}{\partial y_{pj}}</c> are <c>dl_dy</c> with
/// the indices <c>p</c> and <c>j</c>; <c>\frac{\partial^2 f}{\partial x_p \partial x_q}</c> is <c>d2f_dx_dx</c>.</summary>
internal sealed class DerivativeParser(ParserState state, SubscriptParser subscripts)
{
    /// <summary>Whether <c>\frac{\partial …</c> starts here.</summary>
    public bool StartsAtFraction(Tokens input) =>
        input.Skip().TryTake(TokenKind.OpenBrace, out Tokens inside) && inside.Kind() == TokenKind.Partial;

    /// <summary><c>∂l/∂y_{pj}</c></summary>
    public Parsed Quotient(Tokens input)
    {
        var derivative = new Derivative(input.Peek().Place());
        Tokens rest = input;
        return TryNumerator(ref rest, derivative) && TryTake(ref rest, TokenKind.Slash) && TryDenominator(ref rest, derivative)
            ? Finish(input, derivative, rest)
            : Fail(input, rest);
    }

    /// <summary><c>\frac{\partial l}{\partial y_{pj}}</c></summary>
    public Parsed Fraction(Tokens input)
    {
        var derivative = new Derivative(input.Peek().Place());
        Tokens rest = input.Skip().Skip();
        if (!TryNumerator(ref rest, derivative) || !TryTake(ref rest, TokenKind.CloseBrace) || !TryTake(ref rest, TokenKind.OpenBrace))
        {
            return Fail(input, rest);
        }

        do
        {
            if (!TryDenominator(ref rest, derivative))
            {
                return Fail(input, rest);
            }
        }
        while (rest.Kind() == TokenKind.Partial);

        derivative.Span = derivative.Span.To(rest.Peek().Place());
        return TryTake(ref rest, TokenKind.CloseBrace) && derivative.Variables.Count == derivative.Order
            ? Finish(input, derivative, rest)
            : Fail(input, rest);
    }

    private static bool TryTake(ref Tokens rest, TokenKind kind) => rest.TryTake(kind, out rest);

    /// <summary><c>∂l</c> or <c>∂²f</c>, with the indices of what is differentiated.</summary>
    private bool TryNumerator(ref Tokens rest, Derivative derivative)
    {
        if (!TryTake(ref rest, TokenKind.Partial))
        {
            return false;
        }

        if (rest.Kind() == TokenKind.Superscript || (rest.TryTake(TokenKind.Caret, out Tokens number) && number.Kind() == TokenKind.Number))
        {
            rest = rest.Kind() == TokenKind.Caret ? rest.Skip() : rest;
            derivative.Order = int.TryParse(Spelling.Superscript(rest.Peek().Text()), CultureInfo.InvariantCulture, out int order) ? order : 0;
            rest = rest.Skip();
        }

        derivative.Numerator = rest.Peek().Kind == TokenKind.Name ? rest.Peek().Name() : "";
        return TryTake(ref rest, TokenKind.Name) && TrySubscripts(ref rest, derivative);
    }

    /// <summary><c>∂y_{pj}</c></summary>
    private bool TryDenominator(ref Tokens rest, Derivative derivative)
    {
        if (!TryTake(ref rest, TokenKind.Partial) || rest.Kind() != TokenKind.Name)
        {
            return false;
        }

        derivative.Variables.Add(rest.Peek().Name());
        derivative.Span = derivative.Span.To(rest.Peek().Place());
        rest = rest.Skip();
        return TrySubscripts(ref rest, derivative);
    }

    private bool TrySubscripts(ref Tokens rest, Derivative derivative)
    {
        var list = subscripts.Optional(rest);
        if (!list.HasValue)
        {
            return false;
        }

        rest = list.Remainder;
        if (!list.Value.Slots.IsEmpty)
        {
            derivative.Slots.AddRange(list.Value.Slots);
            derivative.Span = derivative.Span.To(list.Value.Span);
        }

        return true;
    }

    /// <summary>The tensor, with the subscript that may stand behind the whole fraction.</summary>
    private Parsed Finish(Tokens input, Derivative derivative, Tokens rest) =>
        (derivative.Slots.Count > 0 || TrySubscripts(ref rest, derivative)) && derivative.Variables.Count == derivative.Order
            ? ExpressionParser.Value(new TensorSyntax(derivative.Span, derivative.Name, derivative.Slots.ToImmutable()), input, rest)
            : Fail(input, rest);

    private Parsed Fail(Tokens input, Tokens at) => state.Fail<ExpressionSyntax>(
        at, DiagnosticCatalogue.Unexpected, input.Peek().Place(), "a derivative cannot be read",
        "write ∂l/∂y_{ij}, \\frac{\\partial l}{\\partial y_{ij}} or dl_dy[i, j]");

    /// <summary>The derivative while it is read.</summary>
    private sealed class Derivative(SourceSpan start)
    {
        public SourceSpan Span { get; set; } = start;

        public int Order { get; set; } = 1;

        public string Numerator { get; set; } = "";

        public List<string> Variables { get; } = [];

        public ImmutableArray<SubscriptSyntax>.Builder Slots { get; } = ImmutableArray.CreateBuilder<SubscriptSyntax>();

        public string Name
        {
            get
            {
                string order = Order == 1 ? "" : Order.ToString(CultureInfo.InvariantCulture);
                return $"d{order}{Numerator}_d{string.Join("_d", Variables)}";
            }
        }
    }
}
