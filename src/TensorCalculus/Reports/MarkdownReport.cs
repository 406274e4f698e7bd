using System.Globalization;
using System.Text;

namespace TensorCalculus.Reports;

/// <summary>A derivation as Markdown: the program, a section for each part, formulas in display mathematics.</summary>
internal static class MarkdownReport
{
    public static string Write(Derivation derivation)
    {
        var text = new StringBuilder("## Program\n\n```\n").Append(derivation.Program.Text.TrimEnd()).Append("\n```\n");
        IReadOnlyList<ReportPart> lines = ReportParts.Lines(derivation), gradients = ReportParts.Gradients(derivation);
        if (derivation.Program.Notation == InputNotation.Matrix)
        {
            Section(text, "In index form", LatexReport.IndexForm(derivation.Program));
        }

        if (derivation.Options.Steps)
        {
            foreach (ReportPart part in lines.Concat(gradients.Where(p => !p.Steps.IsEmpty)))
            {
                Section(text, $"${part.Formula.Left.Latex}$", LatexReport.Steps(part));
            }
        }
        else if (lines.Count > 0)
        {
            Section(text, "Line by line", LatexReport.Results(lines));
        }

        Section(text, gradients.Count == 1 ? "Result" : "Results", LatexReport.Results(gradients));
        if (ReportParts.Matrices(derivation) is { IsEmpty: false } matrices)
        {
            Section(text, "In matrix form", LatexReport.Matrices(matrices));
        }

        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, string aligned) =>
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n$$\n{aligned}\n$$\n");
}
