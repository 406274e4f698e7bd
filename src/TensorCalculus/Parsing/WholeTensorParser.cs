using Superpower.Model;
using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;
using Parsed = Superpower.Model.TokenListParserResult<TensorCalculus.Parsing.TokenKind, TensorCalculus.Syntax.ExpressionSyntax>;
using Tokens = Superpower.Model.TokenList<TensorCalculus.Parsing.TokenKind>;

namespace TensorCalculus.Parsing;

/// <summary>Functions of a whole tensor, which take its name: <c>inv(x)_{ij}</c>, <c>(x^{-1})_{ij}</c>, <c>(x^T)_{ij}</c>, <c>det(x)</c>.</summary>
internal sealed class WholeTensorParser(ParserState state, SubscriptParser subscripts)
{
    /// <summary>Whether <c>(x^{-1})</c> or <c>(x^T)</c> with a subscript starts here.</summary>
    public bool StartsAtPower(Tokens input) => FindPower(input) is not null;

    /// <summary><c>(x^{-1})_{ij}</c> or <c>(x^T)_{ij}</c></summary>
    public Parsed Power(Tokens input)
    {
        (string function, Tokens rest) = FindPower(input)!.Value;
        return WithSubscripts(input, function, input.Skip().Peek(), input.Peek().Place(), rest);
    }

    /// <summary><c>inv(x)_{ij}</c></summary>
    public Parsed Named(Tokens input, string function)
    {
        Tokens opener = input.Skip();
        Tokens argument = opener.Skip();
        Token<TokenKind> end = argument.Skip().Peek();
        bool isName = opener.Kind() is TokenKind.OpenCall or TokenKind.OpenParenthesis
            && argument.Kind() == TokenKind.Name && end.Kind == TokenKind.CloseParenthesis && !KnownFunctions.TryFind(argument.Peek().Name(), out _);
        return isName
            ? WithSubscripts(input, function, argument.Peek(), input.Peek().Place().To(end.Place()), argument.Skip().Skip())
            : state.Fail<ExpressionSyntax>(
                input, DiagnosticCatalogue.BadCall, input.Peek().Place(), $"{function} takes the name of a whole tensor in parentheses",
                $"write {function}(x), and define x before if it is an expression");
    }

    private static (string Function, Tokens Behind)? FindPower(Tokens input)
    {
        Tokens rest = input.Skip();
        if (rest.Kind() != TokenKind.Name)
        {
            return null;
        }

        rest = rest.Skip();
        string? function = null;
        if (rest.Kind() == TokenKind.Superscript)
        {
            function = rest.Peek().Text() is "⁻¹" ? "inv" : null;
            rest = rest.Skip();
        }
        else if (rest.TryTake(TokenKind.Caret, out rest))
        {
            bool braced = rest.TryTake(TokenKind.OpenBrace, out rest);
            bool negative = rest.TryTake(TokenKind.Minus, out rest);
            Token<TokenKind> exponent = rest.Peek();
            function = negative && exponent.Kind == TokenKind.Number && exponent.Text() is "1" ? "inv"
                : !negative && exponent.Kind == TokenKind.Name && exponent.Name() == "T" ? "transpose"
                : null;
            rest = rest.Skip();
            function = !braced || rest.TryTake(TokenKind.CloseBrace, out rest) ? function : null;
        }

        TokenKind closer = input.Kind() == TokenKind.OpenBrace ? TokenKind.CloseBrace : TokenKind.CloseParenthesis;
        return function is not null && rest.TryTake(closer, out rest) && SubscriptParser.StartsAt(rest) ? (function, rest) : null;
    }

    private Parsed WithSubscripts(Tokens input, string function, Token<TokenKind> tensor, SourceSpan span, Tokens rest)
    {
        var list = subscripts.Optional(rest);
        return list.HasValue
            ? ExpressionParser.Value(
                new WholeTensorSyntax(list.Value.Slots.IsEmpty ? span : span.To(list.Value.Span), function, tensor.Name(), list.Value.Slots), input, list.Remainder)
            : ParserState.Failed<ExpressionSyntax>(input);
    }
}
