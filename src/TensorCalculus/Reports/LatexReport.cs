using System.Globalization;
using System.Text;

namespace TensorCalculus.Reports;

/// <summary>A derivation as LaTeX: an <c>aligned</c> block for each part, to be set in display mathematics.</summary>
internal static class LatexReport
{
    public static string Write(Derivation derivation)
    {
        var text = new StringBuilder();
        IReadOnlyList<ReportPart> gradients = ReportParts.Gradients(derivation);
        if (!derivation.Options.Steps)
        {
            Display(text, Results([.. ReportParts.Lines(derivation), .. gradients]));
            return text.ToString();
        }

        foreach (ReportPart part in ReportParts.Lines(derivation).Concat(gradients.Where(p => !p.Steps.IsEmpty)))
        {
            Display(text, Steps(part));
        }

        Display(text, Results(gradients));
        return text.ToString();
    }

    /// <summary>The equations of a part, one under the other, each with its rule.</summary>
    internal static string Steps(ReportPart part) => Aligned(part.Steps.Select(s =>
        $"{(s.StartsEquation ? s.Left.Latex : "")} &= {s.Right.Latex} && \\text{{{s.Title}}}"));

    /// <summary>The results, one under the other.</summary>
    internal static string Results(IEnumerable<ReportPart> parts) =>
        Aligned(parts.Select(p => $"{p.Formula.Left.Latex} &= {p.Formula.Right.Latex}"));

    private static string Aligned(IEnumerable<string> rows) =>
        $"\\begin{{aligned}}\n{string.Join(" \\\\\n", rows)}\n\\end{{aligned}}";

    private static void Display(StringBuilder text, string aligned) =>
        text.Append(CultureInfo.InvariantCulture, $"\\[\n{aligned}\n\\]\n");
}
