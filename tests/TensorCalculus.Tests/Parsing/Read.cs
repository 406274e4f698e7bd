using TensorCalculus.Diagnostics;
using TensorCalculus.Parsing;
using TensorCalculus.Syntax;

namespace TensorCalculus.Tests.Parsing;

/// <summary>Reads programs for the tests of this room.</summary>
internal static class Read
{
    /// <summary>The tree of a program that must be free of mistakes, as <see cref="SyntaxPrinter"/> writes it.</summary>
    public static string Tree(string text) => SyntaxPrinter.Print(Program(text));

    /// <summary>The syntax of a program that must be free of mistakes.</summary>
    public static ProgramSyntax Program(string text)
    {
        (ProgramSyntax? program, IReadOnlyList<Diagnostic> mistakes) = All(text);
        mistakes.Should().BeEmpty("{0} is part of the notation", text);
        return program!;
    }

    /// <summary>The right-hand side of a program of one equation.</summary>
    public static ExpressionSyntax Expression(string text) =>
        Program(text).Statements.Should().ContainSingle().Which.Should().BeOfType<EquationSyntax>().Subject.Right;

    /// <summary>What is read of a program, and its mistakes.</summary>
    public static (ProgramSyntax? Program, IReadOnlyList<Diagnostic> Mistakes) All(string text)
    {
        var diagnostics = new DiagnosticBag();
        ProgramSyntax? program = ProgramParser.Parse(text, diagnostics);
        return (program, diagnostics.Items);
    }

    /// <summary>The mistakes of a program, each as its code, line and column.</summary>
    public static IEnumerable<string> Mistakes(string text)
    {
        var source = new SourceText(text);
        return All(text).Mistakes.Select(d => $"{d.Code} {source.Locate(d.Span!.Value.Start)}");
    }
}
