using System.Collections.Immutable;
using System.Text.Json;

namespace TensorCalculus.Reports;

/// <summary>A check as JSON. The names of the fields are what scripts rely on: they are not changed.</summary>
internal static class CheckReportJson
{
    public static string Write(GradientCheck check)
    {
        var document = new CheckDocument(
            check.Passed,
            Finite(check.LargestError),
            [.. check.Formulas.Select(f => new CheckEntry(f.Formula, f.Passed, Finite(f.LargestError), f.Reason))],
            check.Samples,
            check.Problem,
            DiagnosticEntry.WarningsOf(check.Program));
        return JsonSerializer.Serialize(document, ReportJson.Readable.CheckDocument) + "\n";
    }

    /// <summary>JSON has no NaN.</summary>
    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    internal sealed record CheckDocument(
        bool Passed, double? LargestError, ImmutableArray<CheckEntry> Formulas, ImmutableArray<CheckedSample> Samples, string? Problem, ImmutableArray<DiagnosticEntry> Diagnostics);

    internal sealed record CheckEntry(string Formula, bool Passed, double? LargestError, string? Reason);
}
