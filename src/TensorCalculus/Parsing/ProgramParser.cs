using System.Collections.Frozen;
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

    /// <summary>Reads a program.</summary>
    /// <param name="text">The program.</param>
    /// <param name="diagnostics">Receives the mistakes.</param>
    /// <param name="knownNames">Tensors that another text defines, as a claim about a program reads the program's.</param>
    /// <returns>The statements without mistakes; <see langword="null"/> if there is none.</returns>
    public static ProgramSyntax? Parse(string text, DiagnosticBag diagnostics, IReadOnlySet<string>? knownNames = null)
    {
        IReadOnlySet<string> known = knownNames ?? FrozenSet<string>.Empty;
        Tokens rest = new ProgramTokenizer(start: 0, known).Tokenize(text);
        var state = new ParserState(new Vocabulary(rest, known));
        var parser = new StatementParser(state);
        var statements = ImmutableArray.CreateBuilder<StatementSyntax>();
        int mistakes = 0;
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
            rest = Recover(rest, state.Mistake!, diagnostics, known);
        }

        if (mistakes == 0 && !statements.Any(s => s is EquationSyntax))
        {
            diagnostics.Report(
                DiagnosticCatalogue.EmptyProgram, new SourceSpan(0, 0), "the program has no equation", "write an equation, such as y_{ij} = x_{ik} a_{kj}");
        }

        return statements.Count > 0 ? new ProgramSyntax(statements.ToImmutable()) : null;
    }

    /// <summary>Reports the mistake of a statement and finds the next one.</summary>
    private static Tokens Recover(Tokens statement, Mistake mistake, DiagnosticBag diagnostics, IReadOnlySet<string> known)
    {
        bool isOpen = false;
        bool isVague = mistake.Descriptor.Code is var code
            && code != DiagnosticCatalogue.TooDeep.Code && code != DiagnosticCatalogue.UnknownCharacter.Code && code != DiagnosticCatalogue.UnknownMacro.Code;
        Mistake better = (isVague ? BracketCheck.Find(statement, out isOpen) : null) ?? mistake;
        diagnostics.Report(better.Descriptor, better.Span, better.Message, better.Remedy);

        // Behind a bracket that stays open all lines are one statement; the line at which reading stopped starts the next.
        string text = statement.Peek().Span.Source!;
        int nextLine = isOpen ? NextLine(text, better.Span.Start, mistake.Span.Start) : -1;
        return nextLine >= 0 ? new ProgramTokenizer(nextLine, known).Tokenize(text) : SkipStatement(statement);
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
