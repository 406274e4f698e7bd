using System.Globalization;
using System.Text;

namespace TensorCalculus.Reports;

/// <summary>A derivation as plain text: equations to the left, the rule of each step to the right.</summary>
internal static class TextReport
{
    private const int RuleColumn = 64;

    public static string Write(Derivation derivation)
    {
        var text = new StringBuilder();
        IReadOnlyList<ReportPart> lines = ReportParts.Lines(derivation), gradients = ReportParts.Gradients(derivation);
        if (derivation.Options.Steps)
        {
            foreach (ReportPart part in lines)
            {
                Section(text, part);
            }

            foreach (ReportPart part in gradients.Where(p => !p.Steps.IsEmpty))
            {
                Section(text, part);
            }
        }
        else if (lines.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{ReportParts.OrderOfLines(derivation)}:\n");
            Results(text, lines);
            text.Append("\nIn closed form:\n");
        }

        if (derivation.Options.Steps)
        {
            text.Append(gradients.Count == 1 ? "Result\n" : "Results\n");
        }

        Results(text, gradients);
        foreach (ReportPart part in gradients.Where(p => p.Formula.Structure is { Words: not "dense" }))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {part.Formula.Left.Unicode} is {part.Formula.Structure!.Words}\n");
        }

        Matrices(text, ReportParts.Matrices(derivation));
        return text.ToString();
    }

    private static void Results(StringBuilder text, IEnumerable<ReportPart> parts)
    {
        foreach (ReportPart part in parts)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {part.Formula.Unicode}\n");
        }
    }

    private static void Matrices(StringBuilder text, IReadOnlyCollection<MatrixPart> parts)
    {
        text.Append(parts.Count == 0 ? "" : "\nIn matrix form\n");
        foreach (MatrixPart part in parts)
        {
            text.Append(part.Components is { } components ? $"  {components.Unicode}, therefore\n" : "");
            text.Append(CultureInfo.InvariantCulture, $"  {part.Unicode}\n");
        }
    }

    private static void Section(StringBuilder text, ReportPart part)
    {
        text.Append(CultureInfo.InvariantCulture, $"{part.Formula.Left.Unicode}\n");
        int indent = 0;
        foreach (DerivationStep step in part.Steps)
        {
            indent = step.StartsEquation ? step.Left.Unicode.Length : indent;
            string equation = step.StartsEquation ? step.Unicode : $"{new string(' ', indent)} = {step.Right.Unicode}";
            text.Append(CultureInfo.InvariantCulture, $"  {equation.PadRight(RuleColumn)}  {step.Title}\n");
        }

        text.Append('\n');
    }
}
