using System.Globalization;
using System.Text;

namespace TensorCalculus.Reports;

/// <summary>The cost of a module as plain text.</summary>
internal static class CostReportText
{
    public static string Write(EmissionCost cost)
    {
        var text = new StringBuilder();
        Write(text, "forward", cost.Forward);
        string name = cost.Mode.ToString().ToLowerInvariant();
        string kept = cost switch
        {
            { Mode: not DerivativeMode.Backward } => ", from the inputs",
            { Kept.IsEmpty: true } => ", with nothing kept from forward",
            _ => $", with {string.Join(", ", cost.Kept)} kept from forward",
        };
        Write(text, name + kept, cost.Backward);
        text.Append(cost.Ratio is { } ratio
            ? string.Create(CultureInfo.InvariantCulture, $"{name} / forward: {ratio:0.00} operations to one, where sizes that are not declared are {EmissionCost.TypicalSize}\n")
            : $"{name} / forward: the forward pass takes no operation\n");
        if (cost.Dearest is { } line)
        {
            text.Append($"more than four: most operations are for {line}\n");
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, string title, PassCost pass) =>
        text.Append($"{title}\n  multiplications  {pass.Multiplications}\n  additions        {pass.Additions}\n  peak memory      {pass.PeakMemory}\n");
}
