using System.Globalization;
using System.Text;

namespace TensorCalculus.Reports;

/// <summary>A verification as plain text.</summary>
internal static class VerifyReportText
{
    public static string Write(Verification verification)
    {
        var text = new StringBuilder();
        foreach (ClaimResult claim in verification.Claims)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(claim.IsRight ? "right" : "WRONG")}  {claim.Claim.Trim()}\n");
            text.Append(CultureInfo.InvariantCulture, $"  {Verdict(claim)}\n");
            if (claim.Derived is { } derived)
            {
                text.Append(CultureInfo.InvariantCulture, $"  derived: {derived.Unicode}\n");
            }

            if (claim.Explanation is { } explanation)
            {
                text.Append(CultureInfo.InvariantCulture, $"  mistake: {explanation}\n");
            }

            if (claim.Counterexample is { } found)
            {
                string sizes = found.Sizes.Count == 0 ? "" : $"with {string.Join(", ", found.Sizes.Select(s => $"|{s.Key}| = {s.Value}"))}, ";
                string where = found.Position.IsEmpty ? "" : $"at [{string.Join(", ", found.Position)}] ";
                text.Append(CultureInfo.InvariantCulture, $"  example: {sizes}{where}the claim gives {found.Claimed:g6}, and the derivative is {found.Derived:g6}\n");
            }
        }

        return text.ToString();
    }

    private static string Verdict(ClaimResult claim) => claim.Verdict switch
    {
        ClaimVerdict.ProvedByForm => "proved: both have one canonical form",
        ClaimVerdict.ProvedByDefinitions => "proved: both are the same when the definitions are put in",
        ClaimVerdict.AgreesInNumbers => string.Create(CultureInfo.InvariantCulture, $"not proved: equal on {claim.Samples} samples"),
        ClaimVerdict.Wrong => "it is not the derivative",
        _ => string.Join("; ", claim.Diagnostics.Select(d => d.Message)),
    };
}
