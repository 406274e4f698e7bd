using System.Collections.Immutable;
using Superpower.Model;
using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;
using Tokens = Superpower.Model.TokenList<TensorCalculus.Parsing.TokenKind>;

namespace TensorCalculus.Parsing;

/// <summary>Reads a program's text. A statement with a mistake is reported and left out, so that one run reports the mistakes of all.</summary>
internal static class ProgramParser
{
    // More would not help, and each costs a second look at its statement.
    private const int MostMistakes = 50;

    // How many characters may be read again behind brackets that are not closed.
    private const int MostRereading = 200_000;

    /// <summary>Reads a program.</summary>
    /// <param name="text">The program.</param>
    /// <param name="diagnostics">Receives the mistakes.</param>
    /// <param name="known">Names of another text, for a claim about a program.</param>
    /// <returns>The statements without mistakes; <see langword="null"/> if there is none.</returns>
    public static ProgramSyntax? Parse(string text, DiagnosticBag diagnostics, KnownNames? known = null)
    {
        known ??= KnownNames.None;
        Tokens rest = ProgramTokenizer.Tokenize(text, start: 0, known);
        var state = new ParserState(new Vocabulary(rest, known));
        var parser = new StatementParser(state);
        var statements = ImmutableArray.CreateBuilder<StatementSyntax>();
        int mistakes = 0;
        int rereading = MostRereading;
        while (!rest.IsAtEnd && mistakes < MostMistakes)
        {
            if (rest.Kind() == TokenKind.EndOfStatement)
            {
                rest = rest.Skip();
                continue;
            }

            state.Begin(rest);
            var statement = parser.Statement(rest);
            if (statement.HasValue)
            {
                statements.AddRange(statement.Value);
                rest = statement.Remainder;
                continue;
            }

            mistakes++;
            int next = Report(rest, state.Mistake!, diagnostics);
            rest = SkipStatement(rest);
            bool isInside = next >= 0 && (rest.IsAtEnd || next < rest.Peek().Place().Start);
            if (isInside && (rereading -= text.Length - next) > 0)
            {
                rest = ProgramTokenizer.Tokenize(text, next, known);
            }
        }

        if (mistakes == 0 && !statements.Any(s => s is EquationSyntax))
        {
            diagnostics.Report(
                DiagnosticCatalogue.EmptyProgram, new SourceSpan(0, 0), "the program has no equation", "write an equation, such as y_{ij} = x_{ik} a_{kj}");
        }

        return statements.Count > 0 ? new ProgramSyntax(statements.ToImmutable()) : null;
    }

    /// <summary>Reports the mistake of a statement. Behind a bracket that stays open all lines are one statement: then the offset of the
    /// line at which reading stopped is returned, for the next statement starts there; otherwise -1.</summary>
    private static int Report(Tokens statement, Mistake mistake, DiagnosticBag diagnostics)
    {
        bool isOpen = false;
        bool isCertain = mistake.Descriptor == DiagnosticCatalogue.TooDeep || mistake.Descriptor == DiagnosticCatalogue.UnknownCharacter
            || mistake.Descriptor == DiagnosticCatalogue.UnknownMacro;
        Mistake better = (isCertain ? null : BracketCheck.Find(statement, out isOpen)) ?? mistake;
        diagnostics.Report(better.Descriptor, better.Span, better.Message, better.Remedy);
        return isOpen ? NextLine(statement.Peek().Span.Source!, better.Span.Start, mistake.Span.Start) : -1;
    }

    private static int NextLine(string text, int opener, int stop)
    {
        int lineStart = stop > 0 ? text.LastIndexOf('\n', stop - 1) + 1 : 0;
        return lineStart > opener ? lineStart : text.IndexOf('\n', opener) + 1 is var next and > 0 ? next : -1;
    }

    private static Tokens SkipStatement(Tokens statement)
    {
        Tokens rest = statement;
        while (!rest.IsAtStatementEnd())
        {
            rest = rest.Skip();
        }

        return rest;
    }
}
