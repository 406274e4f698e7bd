using System.Collections.Immutable;
using TensorCalculus.Diagnostics;

namespace TensorCalculus.Reports;

/// <summary>A diagnostic as the JSON reports hold it; line and column count from 1.</summary>
internal sealed record DiagnosticEntry(string Severity, string Code, int? Line, int? Column, string Message, string? Remedy)
{
    /// <summary>The warnings of a program.</summary>
    public static ImmutableArray<DiagnosticEntry> WarningsOf(TensorProgram program)
    {
        var source = new SourceText(program.Text);
        return [.. program.Warnings.Select(w => Of(w, source))];
    }

    private static DiagnosticEntry Of(Diagnostic diagnostic, SourceText source)
    {
        (int? line, int? column) = diagnostic.Span is { } span ? source.Locate(span.Start) : ((int?)null, (int?)null);
        string severity = diagnostic.Severity == Diagnostics.Severity.Error ? "error" : "warning";
        return new DiagnosticEntry(severity, diagnostic.Code, line, column, diagnostic.Message, diagnostic.Remedy);
    }
}
