using System.Collections.Immutable;
using System.Text.Json;

namespace TensorCalculus.Reports;

/// <summary>A derivation as JSON. The names of the fields are what scripts rely on: they are not changed.</summary>
internal static class JsonReport
{
    public static string Write(Derivation derivation)
    {
        var document = new Document(
            [.. derivation.Gradients.Select(g => ToEntry(g, derivation.Options.Steps))],
            [.. derivation.Lines.Select(l => ToEntry(l, derivation.Options.Steps))],
            DiagnosticEntry.WarningsOf(derivation.Program));
        return JsonSerializer.Serialize(document, ReportJson.Readable.Document) + "\n";
    }

    private static Entry ToEntry(DerivedFormula formula, bool withSteps) => new(
        formula.Of, formula.Wrt, formula.Indices, formula.Ascii, formula.Unicode, formula.Latex, ToEntry(formula.Matrix.Right),
        [.. formula.Steps.Select(s => new StepEntry(s.Rule, s.Title, s.Latex, s.Unicode)), .. withSteps ? MatrixSteps(formula.Matrix) : []]);

    /// <summary>The way from index form to matrix form.</summary>
    private static IEnumerable<StepEntry> MatrixSteps(MatrixForm matrix)
    {
        if (matrix is { Left: { } left, Right: { } right, Equation.Components: { } components })
        {
            yield return new StepEntry("matrix/components", "Read each factor as the component of a matrix", components.Latex, components.Unicode);
            yield return new StepEntry("matrix/form", "Leave the indices out", $"{left.Latex} = {right.Latex}", $"{left.Unicode} = {right.Unicode}");
        }
    }

    private static MatrixEntry? ToEntry(MatrixFormula? matrix) => matrix is null ? null : new MatrixEntry(matrix.Latex, matrix.Unicode, matrix.Numpy);

    internal sealed record Document(ImmutableArray<Entry> Gradients, ImmutableArray<Entry> Lines, ImmutableArray<DiagnosticEntry> Diagnostics);

    /// <summary>A derived equation; the matrix form is null where there is none.</summary>
    internal sealed record Entry(
        string Of, string Wrt, ImmutableArray<string> Indices, string Ascii, string Unicode, string Latex, MatrixEntry? Matrix, ImmutableArray<StepEntry> Steps);

    internal sealed record MatrixEntry(string Latex, string Unicode, string Numpy);

    internal sealed record StepEntry(string Rule, string Title, string Latex, string Unicode);
}
