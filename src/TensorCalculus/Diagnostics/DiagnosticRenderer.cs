using System.Globalization;
using System.Text;

namespace TensorCalculus.Diagnostics;

/// <summary>Writes a diagnostic as compilers do: place, code and message, the line with a caret, the remedy.</summary>
internal static class DiagnosticRenderer
{
    private const int LongestLine = 160;

    public static string Render(Diagnostic diagnostic, SourceText source, string fileName)
    {
        var text = new StringBuilder();
        string severity = diagnostic.Severity == Severity.Error ? "error" : "warning";
        if (diagnostic.Span is not { } span)
        {
            text.Append(CultureInfo.InvariantCulture, $"{severity} {diagnostic.Code}: {diagnostic.Message}");
        }
        else
        {
            (int line, int column) = source.Locate(span.Start);
            text.Append(CultureInfo.InvariantCulture, $"{fileName}:{line}:{column}: {severity} {diagnostic.Code}: {diagnostic.Message}");
            AppendCaret(text, source.Line(line), column, span.Length);
        }

        if (diagnostic.Remedy is { } remedy)
        {
            text.Append("\n  ").Append(remedy);
        }

        return text.ToString();
    }

    private static void AppendCaret(StringBuilder text, string line, int column, int length)
    {
        // A line of a megabyte is shown around the caret only.
        int first = Math.Max(0, column - 1 - (LongestLine / 2));
        string shown = line.Substring(Math.Min(first, line.Length), Math.Min(LongestLine, line.Length - Math.Min(first, line.Length)));
        int caret = column - 1 - first;
        text.Append("\n  ").Append(shown.Replace('\t', ' '));
        text.Append("\n  ").Append(' ', caret).Append('^');
        text.Append('~', Math.Max(0, Math.Min(length, shown.Length - caret) - 1));
    }
}
