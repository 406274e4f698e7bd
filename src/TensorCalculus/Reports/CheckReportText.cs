using System.Globalization;
using System.Text;

namespace TensorCalculus.Reports;

/// <summary>A check as plain text.</summary>
internal static class CheckReportText
{
    public static string Write(GradientCheck check)
    {
        var text = new StringBuilder();
        foreach (CheckedFormula formula in check.Formulas)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(formula.Passed ? "ok  " : "FAIL")}  {formula.LargestError,-8:0.0e+00}  {formula.Formula}\n");
            if (formula.Reason is { } reason)
            {
                text.Append(CultureInfo.InvariantCulture, $"                {reason}\n");
            }
        }

        foreach (CheckedSample sample in check.Samples)
        {
            text.Append(CultureInfo.InvariantCulture, $"seed {sample.Seed}, sizes {string.Join(", ", sample.Sizes.Select(s => $"{s.Key} = {s.Value}"))}\n");
        }

        text.Append(check switch
        {
            { Problem: { } problem } => problem,
            { Formulas.IsEmpty: true } => "nothing to check: the program has no input to differentiate by",
            _ => string.Create(CultureInfo.InvariantCulture, $"largest relative error {check.LargestError:0.0e+00}: {(check.Passed ? "all formulas agree" : "NOT all formulas agree")}"),
        });
        return text.Append('\n').ToString();
    }
}
