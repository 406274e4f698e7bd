using System.Collections.Immutable;
using System.Text.Json;

namespace TensorCalculus.Reports;

/// <summary>A derivation as JSON. The names of the fields are what scripts rely on: they are not changed.</summary>
internal static class JsonReport
{
    public static string Write(Derivation derivation)
    {
        var document = new Document(
            [.. derivation.Gradients.Select(ToEntry)],
            [.. derivation.Lines.Select(ToEntry)],
            DiagnosticEntry.WarningsOf(derivation.Program));
        return JsonSerializer.Serialize(document, ReportJson.Readable.Document) + "\n";
    }

    private static Entry ToEntry(DerivedFormula formula) => new(
        formula.Of, formula.Wrt, formula.Indices, formula.Ascii, formula.Unicode, formula.Latex, null,
        [.. formula.Steps.Select(s => new StepEntry(s.Rule, s.Title, s.Latex, s.Unicode))]);

    internal sealed record Document(ImmutableArray<Entry> Gradients, ImmutableArray<Entry> Lines, ImmutableArray<DiagnosticEntry> Diagnostics);

    /// <summary>A derived equation; the matrix form is null where there is none.</summary>
    internal sealed record Entry(
        string Of, string Wrt, ImmutableArray<string> Indices, string Ascii, string Unicode, string Latex, string? Matrix, ImmutableArray<StepEntry> Steps);

    internal sealed record StepEntry(string Rule, string Title, string Latex, string Unicode);
}
