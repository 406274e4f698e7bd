using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Fractions;
using Superpower;
using Superpower.Model;
using Superpower.Parsers;
using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;
using Kind = TensorCalculus.Parsing.MatrixTokenKind;
using Rule = Superpower.TokenListParser<TensorCalculus.Parsing.MatrixTokenKind, TensorCalculus.Syntax.MatrixExpressionSyntax>;
using Tokens = Superpower.Model.TokenList<TensorCalculus.Parsing.MatrixTokenKind>;

namespace TensorCalculus.Parsing;

/// <summary>Reads programs in matrix notation: <c>Y = X A' + 1 b'</c>, with <c>.* ./ .^</c> for what is pointwise and <c>'</c> for transposes.</summary>
internal static partial class MatrixParser
{
    // More would not help.
    private const int MostMistakes = 50;

    private const int DeepestNesting = 60;

    private static readonly Rule Number =
        Token.EqualTo(Kind.Number).Where(t => NumberReader.TryRead(t.ToStringValue(), out _), "the number is too large or too long")
            .Select(t => (MatrixExpressionSyntax)new MatrixNumberSyntax(Place(t), Value(t)));

    private static readonly Rule Name = Token.EqualTo(Kind.Name).Select(t => (MatrixExpressionSyntax)new MatrixNameSyntax(Place(t), NameOf(t)));

    private static readonly Rule Group =
        from open in Token.EqualTo(Kind.Open)
        from inside in Parse.Ref(() => Sum!)
        from close in Token.EqualTo(Kind.Close)
        select inside with { Span = Place(open).To(Place(close)) };

    private static readonly Rule Call =
        from name in Token.EqualTo(Kind.Function)
        from open in Token.EqualTo(Kind.Open)
        from text in Token.EqualTo(Kind.Text).Then(t => Token.EqualTo(Kind.Comma).Select(_ => t.ToStringValue()[1..^1])).AsNullable().OptionalOrDefault()
        from arguments in Parse.Ref(() => Sum!).ManyDelimitedBy(Token.EqualTo(Kind.Comma))
        from close in Token.EqualTo(Kind.Close)
        select (MatrixExpressionSyntax)new MatrixCallSyntax(Place(name).To(Place(close)), NameOf(name), text, [.. arguments]);

    private static readonly Rule Operand =
        from operand in Number.Or(Call).Or(Name).Or(Group).Named("an operand")
        from primes in Token.EqualTo(Kind.Prime).Many()
        select Transposed(operand, primes);

    private static readonly TokenListParser<Kind, Token<Kind>[]> Signs = Token.EqualTo(Kind.Minus).Or(Token.EqualTo(Kind.Plus)).Many();

    private static readonly TokenListParser<Kind, (string Operator, MatrixExpressionSyntax Exponent)> Exponent =
        (from sign in Token.EqualTo(Kind.Caret).Or(Token.EqualTo(Kind.PointwiseCaret))
         from signs in Signs
         from operand in Operand
         select (sign.Kind == Kind.Caret ? "^" : ".^", Signed(signs, operand)))
        .Or(Token.EqualTo(Kind.Superscript).Select(t => ("^", Superscript(t))));

    // Powers bind from right to left.
    private static readonly Rule Power =
        from @base in Operand
        from exponents in Exponent.Many()
        from primes in Token.EqualTo(Kind.Prime).Many()
        select Transposed(Raised(@base, exponents), primes);

    private static readonly Rule Factor =
        from signs in Signs
        from power in Power
        select Signed(signs, power);

    private static readonly Rule Product =
        from first in Factor
        from others in
            (from sign in Token.EqualTo(Kind.Star).Or(Token.EqualTo(Kind.PointwiseStar)).Or(Token.EqualTo(Kind.Slash)).Or(Token.EqualTo(Kind.PointwiseSlash))
             from factor in Factor
             select (Operator: Spelt(sign.Kind), Factor: factor))
            .Or(Power.Select(p => (Operator: "*", Factor: p))).Many()
        select others.Aggregate(first, (left, o) => new MatrixBinarySyntax(left.Span.To(o.Factor.Span), o.Operator, left, o.Factor));

    private static readonly Rule Sum =
        from first in Product
        from others in
            (from sign in Token.EqualTo(Kind.Plus).Or(Token.EqualTo(Kind.Minus))
             from term in Product
             select (Negative: sign.Kind == Kind.Minus, Term: term)).Many()
        select others.Length == 0 ? first : new MatrixSumSyntax(first.Span.To(others[^1].Term.Span), [(false, first), .. others]);

    private static readonly TokenListParser<Kind, MatrixStatementSyntax[]> Equation =
        from name in (from left in Token.EqualTo(Kind.Name) from sign in Token.EqualTo(Kind.Equal) select (Token<Kind>?)left).Try().OptionalOrDefault()
        from right in Sum
        select (MatrixStatementSyntax[])
            [new MatrixEquationSyntax(name is { } left ? Place(left).To(right.Span) : right.Span, name is { } given ? NameOf(given) : null, right)];

    private static readonly TokenListParser<Kind, MatrixStatementSyntax[]> Declaration =
        from keyword in Token.EqualTo(Kind.Name)
        from names in Token.EqualTo(Kind.Name).AtLeastOnceDelimitedBy(Token.EqualTo(Kind.Comma))
        select Array.ConvertAll(names, n => Declared(keyword.ToStringValue(), Place(n), NameOf(n)));

    /// <summary>Whether a program declares a matrix, a vector or a scalar, and so is written in matrix notation.</summary>
    public static bool IsDeclaredIn(string text) => KindDeclaration().IsMatch(text);

    /// <summary>Reads a program. A statement with a mistake is reported and left out.</summary>
    public static MatrixProgramSyntax Read(string text, DiagnosticBag diagnostics)
    {
        Tokens rest = new MatrixTokenizer().Tokenize(text);
        var statements = ImmutableArray.CreateBuilder<MatrixStatementSyntax>();
        int mistakes = 0;
        while (!rest.IsAtEnd && mistakes < MostMistakes)
        {
            Tokens statement = rest;
            int length = 0;
            for (; !rest.IsAtEnd && KindAt(rest) != Kind.EndOfStatement; rest = rest.ConsumeToken().Remainder)
            {
                length++;
            }

            rest = rest.IsAtEnd ? rest : rest.ConsumeToken().Remainder;
            if (length > 0 && !TryRead(new Tokens([.. statement.Take(length)]), statements, diagnostics))
            {
                mistakes++;
            }
        }

        if (mistakes == 0 && !statements.Any(s => s is MatrixEquationSyntax))
        {
            diagnostics.Report(DiagnosticCatalogue.EmptyProgram, new SourceSpan(0, 0), "the program has no equation", "write an equation, such as Y = X A'");
        }

        return new MatrixProgramSyntax(statements.ToImmutable());
    }

    private static bool TryRead(Tokens statement, ImmutableArray<MatrixStatementSyntax>.Builder statements, DiagnosticBag diagnostics)
    {
        if (Problem(statement) is { } problem)
        {
            diagnostics.Report(problem.Descriptor, problem.Span, problem.Message, problem.Remedy);
            return false;
        }

        bool declares = IsKeyword(statement);
        TokenListParserResult<Kind, MatrixStatementSyntax[]> read = (declares ? Declaration : Equation).AtEnd()(statement);
        if (read.HasValue && read.Value.OfType<MatrixEquationSyntax>().FirstOrDefault(e => e.Right.Depth > DeepestNesting) is { } deep)
        {
            Mistake mistake = TooDeep(deep.Right.Span);
            diagnostics.Report(mistake.Descriptor, mistake.Span, mistake.Message, mistake.Remedy);
            return false;
        }

        if (read.HasValue)
        {
            statements.AddRange(read.Value);
            return true;
        }

        Token<Kind>? at = read.ErrorTokenPosition(statement);
        SourceSpan place = Place(at ?? statement.Last());
        string found = at is { } token ? $"'{token.ToStringValue()}' cannot stand here" : "the statement ends too early";
        string? expected = read.Expectations is { Length: > 0 } wanted ? $"expected is {string.Join(" or ", wanted.Distinct())}" : null;
        diagnostics.Report(
            declares ? DiagnosticCatalogue.BadDeclaration : at is null ? DiagnosticCatalogue.MissingOperand : DiagnosticCatalogue.Unexpected, place, found, expected);
        return false;
    }

    /// <summary>Mistakes that the tokens show: characters of another notation, brackets that do not match.</summary>
    private static Mistake? Problem(Tokens statement)
    {
        var open = new Stack<Token<Kind>>();
        foreach (Token<Kind> token in statement)
        {
            switch (token.Kind)
            {
                case Kind.Unknown when token.ToStringValue() is "_" or "[" or "]" or "{" or "}":
                    return new Mistake(DiagnosticCatalogue.UnknownCharacter, Place(token), "matrix notation has no subscripts", "leave out --input matrix for index notation");
                case Kind.Unknown:
                    return new Mistake(DiagnosticCatalogue.UnknownCharacter, Place(token), $"the character '{token.ToStringValue()}' is not part of the notation", null);
                case Kind.Open:
                    open.Push(token);
                    if (open.Count > DeepestNesting)
                    {
                        return TooDeep(Place(token));
                    }

                    break;
                case Kind.Close when !open.TryPop(out _):
                    return new Mistake(DiagnosticCatalogue.Unbalanced, Place(token), "')' closes nothing", "remove it, or open it before");
            }
        }

        return open.Count > 0
            ? new Mistake(DiagnosticCatalogue.Unbalanced, Place(open.Last()), "'(' is never closed", "close it before the line ends, or before the next equation")
            : null;
    }

    private static Mistake TooDeep(SourceSpan span) => new(
        DiagnosticCatalogue.TooDeep, span, $"the expression has more than {DeepestNesting} levels", "define a part of it by a line of its own");

    private static bool IsKeyword(Tokens statement) => statement.Count() > 1
        && statement.First() is { Kind: Kind.Name } first && statement.ElementAt(1).Kind == Kind.Name
        && first.ToStringValue() is "matrix" or "vector" or "scalar" or "constant" or "symmetric";

    private static MatrixStatementSyntax Declared(string keyword, SourceSpan span, string name) => keyword switch
    {
        "constant" => new MatrixDeclarationSyntax(span, new ConstantDeclarationSyntax(span, name)),
        "symmetric" => new MatrixDeclarationSyntax(span, new SymmetricDeclarationSyntax(span, name)),
        _ => new MatrixKindSyntax(span, keyword, name),
    };

    private static MatrixExpressionSyntax Raised(MatrixExpressionSyntax @base, (string Operator, MatrixExpressionSyntax Exponent)[] exponents)
    {
        if (exponents.Length == 0)
        {
            return @base;
        }

        MatrixExpressionSyntax above = exponents[^1].Exponent;
        for (int i = exponents.Length - 1; i > 0; i--)
        {
            MatrixExpressionSyntax below = exponents[i - 1].Exponent;
            above = new MatrixBinarySyntax(below.Span.To(above.Span), exponents[i].Operator, below, above);
        }

        return new MatrixBinarySyntax(@base.Span.To(above.Span), exponents[0].Operator, @base, above);
    }

    private static MatrixExpressionSyntax Transposed(MatrixExpressionSyntax operand, Token<Kind>[] primes) =>
        primes.Length % 2 == 1 ? new MatrixTransposeSyntax(operand.Span.To(Place(primes[^1])), operand) : operand;

    private static MatrixExpressionSyntax Signed(Token<Kind>[] signs, MatrixExpressionSyntax operand) =>
        signs.Count(s => s.Kind == Kind.Minus) % 2 == 1 ? new MatrixNegationSyntax(Place(signs[0]).To(operand.Span), operand) : operand;

    private static MatrixExpressionSyntax Superscript(Token<Kind> token)
    {
        string digits = Spelling.Superscript(token.ToStringValue());
        var magnitude = new MatrixNumberSyntax(Place(token), int.TryParse(digits.TrimStart('-'), out int value) ? new Fraction(value) : Fraction.One);
        return digits.StartsWith('-') ? new MatrixNegationSyntax(magnitude.Span, magnitude) : magnitude;
    }

    private static string Spelt(Kind kind) => kind switch
    {
        Kind.PointwiseStar => ".*",
        Kind.Slash => "/",
        Kind.PointwiseSlash => "./",
        _ => "*",
    };

    private static Kind KindAt(Tokens tokens) => tokens.ConsumeToken().Value.Kind;

    private static SourceSpan Place(Token<Kind> token) => new(token.Position.Absolute, token.Span.Length);

    private static string NameOf(Token<Kind> token) => KnownFunctions.Unalias(Spelling.Typed(token.ToStringValue()));

    private static Fraction Value(Token<Kind> token) => NumberReader.TryRead(token.ToStringValue(), out Fraction value) ? value : Fraction.One;

    /// <summary>The token at which reading stopped; <see langword="null"/> at the end.</summary>
    private static Token<Kind>? ErrorTokenPosition(this TokenListParserResult<Kind, MatrixStatementSyntax[]> result, Tokens statement) =>
        statement.Where(t => result.ErrorPosition.HasValue && t.Position.Absolute == result.ErrorPosition.Absolute).Select(t => (Token<Kind>?)t).FirstOrDefault();

    [GeneratedRegex(@"(?:^|;)[ \t]*(?:matrix|vector|scalar)[ \t]+[\p{L}\d]+[ \t]*(?:,[ \t]*[\p{L}\d]+[ \t]*)*(?=$|[;#\r])", RegexOptions.Multiline)]
    private static partial Regex KindDeclaration();
}
