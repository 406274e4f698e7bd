using System.Collections.Immutable;
using Superpower.Model;
using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;
using Tokens = Superpower.Model.TokenList<TensorCalculus.Parsing.TokenKind>;

namespace TensorCalculus.Parsing;

/// <summary>One statement: a declaration, or an equation with or without its left-hand side.</summary>
internal sealed class StatementParser
{
    private readonly ParserState state;
    private readonly ExpressionParser expressions;
    private readonly Lazy<DeclarationParser> declarations;

    public StatementParser(ParserState state)
    {
        this.state = state;
        expressions = new ExpressionParser(state);
        declarations = new Lazy<DeclarationParser>(() => new DeclarationParser(state, expressions));
    }

    /// <summary>A comma or full stop may end a statement.</summary>
    public static Tokens SkipPunctuation(Tokens input) =>
        input.Kind() is TokenKind.Comma or TokenKind.FullStop ? input.Skip() : input;

    /// <summary>A statement, up to its end. A declaration may declare several names.</summary>
    public TokenListParserResult<TokenKind, StatementSyntax[]> Statement(Tokens input)
    {
        if (DeclarationParser.StartsAt(input))
        {
            return declarations.Value.Declaration(input);
        }

        var equation = Equation(input);
        return equation.HasValue
            ? TokenListParserResult.Value<TokenKind, StatementSyntax[]>([equation.Value], input, equation.Remainder)
            : ParserState.Failed<StatementSyntax[]>(input);
    }

    private TokenListParserResult<TokenKind, EquationSyntax> Equation(Tokens input)
    {
        var right = expressions.Sum(input);
        TensorSyntax? left = null;
        if (right.HasValue && right.Remainder.Kind() == TokenKind.Equal)
        {
            if (LeftSideProblem(right.Value) is { } problem)
            {
                return state.Fail<EquationSyntax>(
                    input, DiagnosticCatalogue.BadLeftSide, right.Value.Span, problem, "write one tensor with its free indices, as in y_{ij} = …");
            }

            left = (TensorSyntax)right.Value;
            right = expressions.Sum(right.Remainder.Skip());
        }

        if (!right.HasValue)
        {
            return ParserState.Failed<EquationSyntax>(input);
        }

        Tokens rest = SkipPunctuation(right.Remainder);
        ImmutableArray<string> noSum = [];
        if (NoSumParser.StartsAt(rest) && NoSumParser.Clause(rest) is { HasValue: true } clause)
        {
            noSum = [.. clause.Value];
            rest = SkipPunctuation(clause.Remainder);
        }

        if (!rest.IsAtStatementEnd())
        {
            return state.FailUnexpected<EquationSyntax>(rest == SkipPunctuation(right.Remainder) ? right.Remainder : rest);
        }

        if (left is not null && SnakeCase.Problem(input, left, right.Remainder) is { } snake)
        {
            return state.Fail<EquationSyntax>(input, DiagnosticCatalogue.BadLeftSide, left.Span, snake.Message, snake.Remedy);
        }

        if (state.Einsum is { } einsum && einsum.Span == right.Value.Span && left is null or { Subscripts: [] })
        {
            if (left is null && !AreInOrder(right.Value, einsum.Output))
            {
                return state.Fail<EquationSyntax>(
                    input, DiagnosticCatalogue.BadEinsum, einsum.Span, "without a left-hand side, axes stand in the order in which they first occur, and the output has another",
                    "give the result a name, as in z = einsum(…)");
            }

            left = left is null ? null : left with { Subscripts = EinsumParser.Subscripts(left.Span, einsum.Output) };
            noSum = [.. noSum, .. einsum.Output.Select(l => l.ToString())];
        }

        SourceSpan span = left is null ? right.Value.Span : left.Span.To(right.Value.Span);
        return TokenListParserResult.Value<TokenKind, EquationSyntax>(new EquationSyntax(span, left, right.Value, noSum), input, rest);
    }

    private static bool AreInOrder(ExpressionSyntax einsum, string output)
    {
        ExpressionSyntax product = einsum is ReductionSyntax reduction ? reduction.Body : ((ParenthesisSyntax)einsum).Inner;
        IEnumerable<ExpressionSyntax> factors = product is ProductSyntax { Factors: var several } ? several.Select(f => f.Factor) : [product];
        IEnumerable<string> labels = factors.Cast<TensorSyntax>().SelectMany(t => t.Subscripts).Cast<IndexSyntax>().Select(i => i.Label);
        return string.Concat(labels.Distinct().Where(l => output.Contains(l, StringComparison.Ordinal))) == output;
    }

    private static string? LeftSideProblem(ExpressionSyntax left) => left switch
    {
        TensorSyntax tensor when tensor.Subscripts.Any(s => s is AffineSyntax) => "the indices of the left-hand side are not all plain",
        TensorSyntax => null,
        DeltaSyntax => "delta with indices is the Kronecker delta, and has its definition",
        CallSyntax or ReductionSyntax or WholeTensorSyntax => "the left-hand side is a function of a tensor",
        _ => "the left-hand side is not one tensor",
    };
}
