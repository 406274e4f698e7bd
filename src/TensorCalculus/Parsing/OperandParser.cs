using System.Collections.Immutable;
using Fractions;
using Superpower.Model;
using TensorCalculus.Diagnostics;
using TensorCalculus.Functions;
using TensorCalculus.Syntax;
using Parsed = Superpower.Model.TokenListParserResult<TensorCalculus.Parsing.TokenKind, TensorCalculus.Syntax.ExpressionSyntax>;
using Tokens = Superpower.Model.TokenList<TensorCalculus.Parsing.TokenKind>;

namespace TensorCalculus.Parsing;

/// <summary>What operators join: numbers, tensors, calls, and everything in brackets.</summary>
internal sealed class OperandParser
{
    private readonly ParserState state;
    private readonly ExpressionParser expressions;
    private readonly FunctionParser functions;
    private readonly ReductionParser reductions;
    private readonly WholeTensorParser wholes;
    private readonly DerivativeParser derivatives;
    private readonly EinsumParser einsums;

    public OperandParser(ParserState state, ExpressionParser expressions)
    {
        this.state = state;
        this.expressions = expressions;
        functions = new FunctionParser(state, expressions);
        reductions = new ReductionParser(state, expressions);
        wholes = new WholeTensorParser(state, expressions.Subscripts);
        derivatives = new DerivativeParser(state, expressions.Subscripts);
        einsums = new EinsumParser(state);
    }

    /// <summary>One operand.</summary>
    public Parsed Operand(Tokens input)
    {
        switch (input.Kind())
        {
            case TokenKind.Name:
                return Named(input);
            case TokenKind.Number:
                return NumberOrOne(input);
            case TokenKind.OpenParenthesis or TokenKind.OpenCall or TokenKind.OpenBrace:
                return wholes.StartsAtPower(input) ? wholes.Power(input) : Group(input);
            case TokenKind.OpenBracket:
                return Bracket(input);
            case TokenKind.Bar:
                return Bars(input);
            case TokenKind.BigOperator:
                return reductions.Big(input);
            case TokenKind.Partial:
                return derivatives.Quotient(input);
            default:
                return state.FailWithoutOperand<ExpressionSyntax>(input);
        }
    }

    /// <summary>A number, whatever stands behind it.</summary>
    public Parsed Number(Tokens input)
    {
        Token<TokenKind> token = input.Peek();
        return NumberReader.TryRead(token.Text(), out Fraction value)
            ? ExpressionParser.Value(new NumberSyntax(token.Place(), value), input, input.Skip())
            : state.Fail<ExpressionSyntax>(input, DiagnosticCatalogue.BadNumber, token.Place(), $"the number {token.Quote()} is too large or too long");
    }

    private Parsed NumberOrOne(Tokens input)
    {
        Parsed number = Number(input);
        if (!number.HasValue || !SubscriptParser.StartsAt(number.Remainder))
        {
            return number;
        }

        if (((NumberSyntax)number.Value).Value != Fraction.One)
        {
            return state.Fail<ExpressionSyntax>(
                input, DiagnosticCatalogue.BadSubscript, number.Value.Span, $"the number {input.Peek().Quote()} has a subscript, which only 1 can have",
                "put a space or * between factors");
        }

        var subscripts = expressions.Subscripts.List(number.Remainder);
        return subscripts.HasValue
            ? ExpressionParser.Value(new OneSyntax(number.Value.Span.To(subscripts.Value.Span), subscripts.Value.Slots), input, subscripts.Remainder)
            : ParserState.Failed<ExpressionSyntax>(input);
    }

    private Parsed Group(Tokens input)
    {
        Parsed group = expressions.Group(input);
        return group.HasValue && SubscriptParser.StartsAt(group.Remainder)
            ? state.Fail<ExpressionSyntax>(
                input, DiagnosticCatalogue.BadSubscript, group.Remainder.Peek().Place(), "a subscript stands on a name, not on an expression",
                "define the expression as a tensor of its own")
            : group;
    }

    /// <summary>An Iverson bracket.</summary>
    private Parsed Bracket(Tokens input)
    {
        Token<TokenKind> opener = input.Peek();
        if (!SubscriptParser.IsRelation(input))
        {
            return state.Fail<ExpressionSyntax>(
                input, DiagnosticCatalogue.Unexpected, opener.Place(), "a square bracket holds the indices of the name before it or a relation of indices",
                "group factors by parentheses");
        }

        var left = expressions.Subscripts.Slot(input.Skip());
        if (!left.HasValue)
        {
            return ParserState.Failed<ExpressionSyntax>(input);
        }

        if (!RelationSigns.TryRead(left.Remainder, out Relation relation))
        {
            return expressions.Subscripts.FailInside<ExpressionSyntax>(left.Remainder);
        }

        var right = expressions.Subscripts.Slot(left.Remainder.Skip());
        if (!right.HasValue)
        {
            return ParserState.Failed<ExpressionSyntax>(input);
        }

        Token<TokenKind> end = right.Remainder.Peek();
        return end.Kind == TokenKind.CloseBracket
            ? ExpressionParser.Value(new BracketSyntax(opener.Place().To(end.Place()), relation, left.Value.Syntax, right.Value.Syntax), input, right.Remainder.Skip())
            : RelationSigns.TryRead(right.Remainder, out _)
            ? state.Fail<ExpressionSyntax>(
                input, DiagnosticCatalogue.Unexpected, end.Place(), "a bracket holds one relation", "multiply brackets: [i <= j] [j <= k]")
            : expressions.Subscripts.FailInside<ExpressionSyntax>(right.Remainder);
    }

    /// <summary><c>|h|</c> is a size if <c>h</c> is an index, everything else is an absolute value.</summary>
    private Parsed Bars(Tokens input)
    {
        Token<TokenKind> opener = input.Peek();
        if (input.Skip().Kind() == TokenKind.Name)
        {
            var label = DeclarationParser.Label(input.Skip());
            Token<TokenKind> end = label.Remainder.Peek();
            if (end.Kind == TokenKind.Bar && state.Vocabulary.IsLabel(label.Value))
            {
                return ExpressionParser.Value(new SizeSyntax(opener.Place().To(end.Place()), label.Value), input, label.Remainder.Skip());
            }
        }

        var inside = expressions.Enclosed(input);
        return inside.HasValue
            ? ExpressionParser.Value(new CallSyntax(inside.Value.Span, "abs", 0, [inside.Value.Content]), input, inside.Remainder)
            : ParserState.Failed<ExpressionSyntax>(input);
    }

    private Parsed Named(Tokens input)
    {
        Token<TokenKind> token = input.Peek();
        string name = token.Name();
        Tokens rest = input.Skip();
        TokenKind next = rest.Kind();
        if (KnownFunctions.TryFind(name, out KnownFunction function))
        {
            return name == "frac" ? derivatives.StartsAtFraction(input) ? derivatives.Fraction(input) : Quotient(input)
                : function.Reduces && SubscriptParser.StartsAt(rest) ? reductions.Named(input, name)
                : function.IsWhole ? wholes.Named(input, name)
                : functions.Known(input, name, function.Arity);
        }

        if (EinsumParser.StartsAt(input))
        {
            return einsums.Call(input);
        }

        bool calls = name != "pi" && next is TokenKind.OpenCall or TokenKind.Prime;
        bool isExponential = name == "e" && next is TokenKind.Caret or TokenKind.Superscript;
        return !(calls || isExponential) || state.Vocabulary.IsTensor(name) ? Tensor(input, name)
            : calls ? functions.Arbitrary(input, name)
            : functions.Exponential(input);
    }

    /// <summary><c>\frac{a}{b}</c></summary>
    private Parsed Quotient(Tokens input)
    {
        Token<TokenKind> name = input.Peek();
        Tokens rest = input.Skip();
        var parts = ImmutableArray.CreateBuilder<FactorSyntax>(2);
        while (parts.Count < 2)
        {
            if (rest.Kind() != TokenKind.OpenBrace)
            {
                return state.Fail<ExpressionSyntax>(
                    rest, DiagnosticCatalogue.BadCall, name.Place(), "a fraction takes a numerator and a denominator, each in braces", "write \\frac{a}{b}");
            }

            Parsed part = expressions.Group(rest);
            if (!part.HasValue)
            {
                return part;
            }

            parts.Add(new FactorSyntax(Divides: parts.Count == 1, part.Value));
            rest = part.Remainder;
        }

        SourceSpan span = name.Place().To(parts[1].Factor.Span);
        return ExpressionParser.Value(new ParenthesisSyntax(span, new ProductSyntax(span, parts.ToImmutable())), input, rest);
    }

    /// <summary>A tensor, the Kronecker delta or π.</summary>
    private Parsed Tensor(Tokens input, string name)
    {
        SourceSpan span = input.Peek().Place();
        var subscripts = expressions.Subscripts.Optional(input.Skip());
        if (!subscripts.HasValue)
        {
            return ParserState.Failed<ExpressionSyntax>(input);
        }

        ImmutableArray<SubscriptSyntax> slots = subscripts.Value.Slots;
        if (slots.IsEmpty)
        {
            return ExpressionParser.Value(name == "pi" ? new PiSyntax(span) : new TensorSyntax(span, name, slots), input, subscripts.Remainder);
        }

        span = span.To(subscripts.Value.Span);
        if (name != "delta" || state.Vocabulary.IsTensor(name))
        {
            return ExpressionParser.Value(new TensorSyntax(span, name, slots), input, subscripts.Remainder);
        }

        return slots.Length == 2
            ? ExpressionParser.Value(new DeltaSyntax(span, slots[0], slots[1]), input, subscripts.Remainder)
            : state.Fail<ExpressionSyntax>(
                input, DiagnosticCatalogue.OrderDiffers, span, $"the Kronecker delta has two indices, and '{input.Peek().TextAt(span)}' has {slots.Length}",
                slots.Length > 2 ? "write a product of deltas, as in delta_{ij} delta_{jk}" : "choose another name for a tensor of your own");
    }
}
