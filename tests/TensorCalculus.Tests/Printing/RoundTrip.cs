using System.Text.RegularExpressions;
using TensorCalculus.Algebra;
using TensorCalculus.Binding;
using TensorCalculus.Diagnostics;
using TensorCalculus.Parsing;
using TensorCalculus.Printing;
using TensorCalculus.Syntax;

namespace TensorCalculus.Tests.Printing;

/// <summary>Prints and reads back.</summary>
internal static partial class RoundTrip
{
    private const string Copy = "copy";

    /// <summary>The program, or what is wrong with it.</summary>
    public static (BoundProgram? Program, string Mistakes) Read(string text)
    {
        var diagnostics = new DiagnosticBag();
        ProgramSyntax? syntax = ProgramParser.Parse(text, diagnostics);
        BoundProgram? program = syntax is null ? null : ProgramBinder.Bind(syntax, text, diagnostics);
        return (program, string.Join("; ", diagnostics.Items.Where(d => d.Severity == Severity.Error).Select(d => $"{d.Code} {d.Message}")));
    }

    /// <summary>Prints all equations of a program, reads them in place of the original ones, and says what differs.</summary>
    public static string? Replaced(string text, Notation notation)
    {
        BoundProgram program = Read(text).Program!;
        var printer = new EquationPrinter(program);
        string[] printed = [.. program.Equations.Select(e => printer.Print(e, notation))];
        string again = string.Join('\n', text.Split('\n', ';').Where(l => Declaration().IsMatch(l)).Concat(printed));
        (BoundProgram? other, string mistakes) = Read(again);
        return other is null
            ? $"{again}\nis refused: {mistakes}"
            : program.Equations.Zip(other.Equations, (e, o) => Differs(program, e, other, o)).FirstOrDefault(d => d is not null);
    }

    /// <summary>Prints an equality and reads it behind the program, with a new name on the left, and says what differs.</summary>
    public static string? Appended(string text, BoundProgram program, IReadOnlyList<IndexVariable> free, Expr right, Notation notation)
    {
        var copy = new TensorSymbol
        {
            Name = Copy,
            Kind = TensorKind.Defined,
            Ordinal = program.NextOrdinal,
            Axes = [.. free.Select(v => v.Dimension)],
            Letters = [.. free.Select(_ => (string?)null)],
        };
        string line = new EquationPrinter(program).PrintSides(program.Factory.Element(copy, [.. free]), right, notation).ToString();
        string again = $"{text}\n{line}";
        (BoundProgram? other, string mistakes) = Read(again);
        return other is null
            ? $"{again}\nis refused: {mistakes}"
            : Differs(program, new BoundEquation(copy, [.. free], right), other, other.Equations[^1]) is { } difference ? $"{line}\n{difference}" : null;
    }

    private static string? Differs(BoundProgram program, BoundEquation equation, BoundProgram other, BoundEquation read)
    {
        Expr back = new Transplant(other, program).Equation(read, equation.Indices);
        return ReferenceEquals(back, equation.Body) ? null : $"means {back}\nnot   {equation.Body}";
    }

    [GeneratedRegex(@"^\s*(constant|integer|symmetric|size|order|given)\s")]
    private static partial Regex Declaration();
}
