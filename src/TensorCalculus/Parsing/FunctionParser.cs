using System.Collections.Immutable;
using Superpower.Model;
using TensorCalculus.Diagnostics;
using TensorCalculus.Functions;
using TensorCalculus.Syntax;
using Parsed = Superpower.Model.TokenListParserResult<TensorCalculus.Parsing.TokenKind, TensorCalculus.Syntax.ExpressionSyntax>;
using Tokens = Superpower.Model.TokenList<TensorCalculus.Parsing.TokenKind>;

namespace TensorCalculus.Parsing;

/// <summary>Pointwise functions, known and arbitrary.</summary>
internal sealed class FunctionParser(ParserState state, ExpressionParser expressions)
{
    /// <summary>A known function: with arguments, or before the factor that it takes.</summary>
    public Parsed Known(Tokens input, string name, int arity)
    {
        Tokens rest = input.Skip();
        return arity == 0 ? FailCall(input, $"{name} lacks the indices that it runs over", $"write {name}_{{i}}(x_i)")
            : rest.Kind() == TokenKind.Prime
            ? FailCall(input, $"a prime stands on {name}, which is not an arbitrary function", "write its derivative out")
            : rest.Kind() is TokenKind.OpenCall or TokenKind.OpenParenthesis ? Call(input, rest, name, 0, arity)
            : name == "sqrt" && rest.Kind() == TokenKind.OpenBracket ? Root(input)
            : arity == 1 && StartsOperand(rest) ? WithoutParentheses(input, rest, name)
            : FailCall(input, $"{name} lacks its argument", $"write {name}({(arity == 1 ? "x" : arity == 2 ? "a, b" : "a < b, x, y")})");
    }

    /// <summary>A function of the user's own, with its primes.</summary>
    public Parsed Arbitrary(Tokens input, string name)
    {
        Tokens rest = input.Skip();
        int primes = 0;
        for (; rest.Kind() == TokenKind.Prime; rest = rest.Skip())
        {
            primes++;
        }

        return rest.Kind() is TokenKind.OpenCall or TokenKind.OpenParenthesis
            ? Call(input, rest, name, primes, arity: 1)
            : state.FailUnexpected<ExpressionSyntax>(input.Skip());
    }

    /// <summary><c>e^{a}</c></summary>
    public Parsed Exponential(Tokens input)
    {
        Parsed exponent = expressions.Exponent(input.Skip());
        return !exponent.HasValue ? exponent
            : SubscriptParser.StartsAt(exponent.Remainder) ? state.FailUnexpected<ExpressionSyntax>(exponent.Remainder)
            : Applied(input, "exp", input.Skip().Skip(), exponent);
    }

    private static bool StartsOperand(Tokens input) => input.Kind()
        is TokenKind.Number or TokenKind.Name or TokenKind.OpenBrace or TokenKind.OpenBracket or TokenKind.Bar or TokenKind.BigOperator or TokenKind.Partial;

    /// <summary>A call without parentheses of its own: those of its operand become the call's.</summary>
    private static Parsed Applied(Tokens input, string name, Tokens operandStart, Parsed operand)
    {
        bool isBracket = operandStart.Kind() is TokenKind.OpenBrace or TokenKind.OpenParenthesis or TokenKind.OpenCall;
        ExpressionSyntax argument = isBracket && operand.Value is ParenthesisSyntax { Inner: var inner } ? inner : operand.Value;
        return ExpressionParser.Value(new CallSyntax(input.Peek().Place().To(operand.Value.Span), name, 0, [argument]), input, operand.Remainder);
    }

    private Parsed WithoutParentheses(Tokens input, Tokens rest, string name)
    {
        // The braces of \sqrt{a} are its own; everywhere else a factor brings its power.
        bool isOwnBrace = name == "sqrt" && rest.Kind() == TokenKind.OpenBrace;
        if (!state.TryEnter(rest))
        {
            return ParserState.Failed<ExpressionSyntax>(rest);
        }

        Parsed operand = isOwnBrace ? expressions.Group(rest) : expressions.Power(rest);
        state.Leave();
        return operand.HasValue ? Applied(input, name, rest, operand) : operand;
    }

    /// <summary><c>\sqrt[3]{a}</c></summary>
    private Parsed Root(Tokens input)
    {
        Tokens inside = input.Skip().Skip();
        Token<TokenKind> degree = inside.Peek();
        Tokens rest = inside.Skip();
        if (degree.Kind != TokenKind.IndexNumber || rest.Kind() != TokenKind.CloseBracket || rest.Skip().Kind() != TokenKind.OpenBrace
            || !NumberReader.TryRead(degree.Text(), out Fractions.Fraction number) || number.IsZero)
        {
            return FailCall(input, "the degree of a root is a positive whole number in square brackets", "write \\sqrt[3]{x}, or x^{1/n}");
        }

        Parsed radicand = expressions.Group(rest.Skip());
        return radicand.HasValue
            ? ExpressionParser.Value(
                new PowerSyntax(input.Peek().Place().To(radicand.Value.Span), radicand.Value, new NumberSyntax(degree.Place(), number.Reciprocal())),
                input, radicand.Remainder)
            : radicand;
    }

    private Parsed Call(Tokens input, Tokens opener, string name, int primes, int arity)
    {
        var arguments = Arguments(opener);
        if (!arguments.HasValue)
        {
            return ParserState.Failed<ExpressionSyntax>(input);
        }

        (SourceSpan end, ImmutableArray<ExpressionSyntax> list) = arguments.Value;
        SourceSpan span = input.Peek().Place().To(end);
        if (list.Length != arity)
        {
            return state.Fail<ExpressionSyntax>(
                input, DiagnosticCatalogue.BadCall, span, $"{name} takes {Count(arity)}, and here it has {list.Length}",
                KnownFunctions.TryFind(name, out _) ? null : $"an arbitrary function has one argument; for a product write {name} (…) with a space");
        }

        for (int i = 0; i < list.Length; i++)
        {
            bool wantsComparison = name == "where" && i == 0;
            if (wantsComparison != list[i] is ComparisonSyntax)
            {
                return state.Fail<ExpressionSyntax>(
                    input, DiagnosticCatalogue.BadCall, list[i].Span,
                    wantsComparison ? "the first argument of where is a comparison" : "a comparison stands in the first argument of where only",
                    "write where(a < b, x, y)");
            }
        }

        return ExpressionParser.Value(new CallSyntax(span, name, primes, list), input, arguments.Remainder);
    }

    private static string Count(int arity) => arity == 1 ? "one argument" : $"{arity} arguments";

    private TokenListParserResult<TokenKind, (SourceSpan End, ImmutableArray<ExpressionSyntax> List)> Arguments(Tokens input)
    {
        if (!state.TryEnter(input))
        {
            return ParserState.Failed<(SourceSpan, ImmutableArray<ExpressionSyntax>)>(input);
        }

        bool inBars = state.InBars;
        state.InBars = false;
        var arguments = ImmutableArray.CreateBuilder<ExpressionSyntax>();
        Tokens rest = input;
        do
        {
            Parsed argument = Argument(rest.Skip());
            if (!argument.HasValue)
            {
                return ParserState.Failed<(SourceSpan, ImmutableArray<ExpressionSyntax>)>(input);
            }

            arguments.Add(argument.Value);
            rest = argument.Remainder;
        }
        while (rest.Kind() == TokenKind.Comma);

        state.InBars = inBars;
        state.Leave();
        Token<TokenKind> end = rest.Peek();
        return end.Kind == TokenKind.CloseParenthesis
            ? TokenListParserResult.Value<TokenKind, (SourceSpan, ImmutableArray<ExpressionSyntax>)>((end.Place(), arguments.ToImmutable()), input, rest.Skip())
            : state.FailUnexpected<(SourceSpan, ImmutableArray<ExpressionSyntax>)>(rest);
    }

    private Parsed Argument(Tokens input)
    {
        Parsed left = expressions.Sum(input);
        if (!left.HasValue || !RelationSigns.TryRead(left.Remainder, out Relation relation))
        {
            return left;
        }

        Parsed right = expressions.Sum(left.Remainder.Skip());
        return right.HasValue
            ? ExpressionParser.Value(new ComparisonSyntax(left.Value.Span.To(right.Value.Span), relation, left.Value, right.Value), input, right.Remainder)
            : right;
    }

    private Parsed FailCall(Tokens at, string message, string remedy) =>
        state.Fail<ExpressionSyntax>(at, DiagnosticCatalogue.BadCall, at.Peek().Place(), message, remedy);
}
