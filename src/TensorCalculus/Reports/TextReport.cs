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
        bool steps = derivation.Options.Steps, isMatrix = derivation.Program.Notation == InputNotation.Matrix;
        IReadOnlyList<ReportPart> lines = ReportParts.Lines(derivation), gradients = ReportParts.Gradients(derivation);
        if (isMatrix)
        {
            Heading(text, "The program in index form");
            text.AppendJoin("", derivation.Program.IndexForm.Select(e => $"  {e.Unicode}\n"));
        }

        if (steps)
        {
            foreach (ReportPart part in lines.Concat(gradients.Where(p => !p.Steps.IsEmpty)))
            {
                Section(text, part);
            }
        }
        else if (lines.Count > 0)
        {
            Heading(text, $"{ReportParts.OrderOfLines(derivation)}:");
            Results(text, lines);
        }

        if (isMatrix)
        {
            Matrices(text, derivation);
        }

        if (steps || isMatrix || lines.Count > 0)
        {
            Heading(text, isMatrix ? "In index form" : !steps ? "In closed form:" : gradients.Count == 1 ? "Result" : "Results");
        }

        Results(text, gradients);
        foreach (ReportPart part in gradients.Where(p => p.Formula.Structure is { Words: not "dense" }))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {part.Formula.Left.Unicode} is {part.Formula.Structure!.Words}\n");
        }

        if (!isMatrix)
        {
            Matrices(text, derivation);
        }

        return text.ToString();
    }

    private static void Heading(StringBuilder text, string heading) => text.Append(text.Length == 0 ? "" : "\n").Append(heading).Append('\n');

    private static void Results(StringBuilder text, IEnumerable<ReportPart> parts)
    {
        foreach (ReportPart part in parts)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {part.Formula.Unicode}\n");
        }
    }

    private static void Matrices(StringBuilder text, Derivation derivation)
    {
        IReadOnlyCollection<MatrixPart> parts = ReportParts.Matrices(derivation);
        if (parts.Count > 0)
        {
            Heading(text, "In matrix form");
        }

        foreach (MatrixPart part in parts)
        {
            text.Append(part.Components is { } components ? $"  {components.Unicode}, therefore\n" : "");
            text.Append(CultureInfo.InvariantCulture, $"  {part.Unicode}\n");
        }
    }

    private static void Section(StringBuilder text, ReportPart part)
    {
        Heading(text, part.Formula.Left.Unicode);
        int indent = 0;
        foreach (DerivationStep step in part.Steps)
        {
            indent = step.StartsEquation ? step.Left.Unicode.Length : indent;
            string equation = step.StartsEquation ? step.Unicode : $"{new string(' ', indent)} = {step.Right.Unicode}";
            text.Append(CultureInfo.InvariantCulture, $"  {equation.PadRight(RuleColumn)}  {step.Title}\n");
        }
    }
}
