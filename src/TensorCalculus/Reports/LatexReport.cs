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
        if (derivation.Program.Notation == InputNotation.Matrix)
        {
            Display(text, IndexForm(derivation.Program));
        }

        if (!derivation.Options.Steps)
        {
            Display(text, Results([.. ReportParts.Lines(derivation), .. gradients]));
            DisplayMatrices(text, derivation);
            return text.ToString();
        }

        foreach (ReportPart part in ReportParts.Lines(derivation).Concat(gradients.Where(p => !p.Steps.IsEmpty)))
        {
            Display(text, Steps(part));
        }

        Display(text, Results(gradients));
        DisplayMatrices(text, derivation);
        return text.ToString();
    }

    /// <summary>A program in index form, one equation under the other.</summary>
    internal static string IndexForm(TensorProgram program) =>
        Aligned(program.IndexForm.Select(e => $"& {e.Latex}"));

    /// <summary>The equations of a part, one under the other, each with its rule.</summary>
    internal static string Steps(ReportPart part) => Aligned(part.Steps.Select(s =>
        $"{(s.StartsEquation ? s.Left.Latex : "")} &= {s.Right.Latex} && \\text{{{s.Title}}}"));

    /// <summary>The results, one under the other.</summary>
    internal static string Results(IEnumerable<ReportPart> parts) =>
        Aligned(parts.Select(p => $"{p.Formula.Left.Latex} &= {p.Formula.Right.Latex}"));

    /// <summary>The matrix forms, one under the other, each below the step that leads to it.</summary>
    internal static string Matrices(IEnumerable<MatrixPart> parts) => Aligned(parts.SelectMany(p => new[]
    {
        p.Components is { } components ? components.Latex.Replace(" = ", " &= ", StringComparison.Ordinal) : null,
        $"{p.Latex.Left} &{p.Latex.Right}",
    }).OfType<string>());

    private static void DisplayMatrices(StringBuilder text, Derivation derivation)
    {
        if (ReportParts.Matrices(derivation) is { IsEmpty: false } parts)
        {
            Display(text, Matrices(parts));
        }
    }

    private static string Aligned(IEnumerable<string> rows) =>
        $"\\begin{{aligned}}\n{string.Join(" \\\\\n", rows)}\n\\end{{aligned}}";

    private static void Display(StringBuilder text, string aligned) =>
        text.Append(CultureInfo.InvariantCulture, $"\\[\n{aligned}\n\\]\n");
}
