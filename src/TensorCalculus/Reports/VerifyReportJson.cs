using System.Collections.Immutable;
using System.Text.Json;

namespace TensorCalculus.Reports;

/// <summary>A verification as JSON. The names of the fields are what scripts rely on: they are not changed.</summary>
internal static class VerifyReportJson
{
    public static string Write(Verification verification)
    {
        var document = new VerifyDocument(
            verification.Passed, [.. verification.Claims.Select(ToEntry)], DiagnosticEntry.WarningsOf(verification.Program));
        return JsonSerializer.Serialize(document, ReportJson.Readable.VerifyDocument) + "\n";
    }

    private static ClaimEntry ToEntry(ClaimResult claim) => new(
        claim.Claim,
        NameOf(claim.Verdict),
        claim.IsRight,
        claim.Samples,
        claim.Derived?.Ascii,
        claim.Mistake == ClaimMistake.Unknown ? null : JsonNamingPolicy.KebabCaseLower.ConvertName(claim.Mistake.ToString()),
        claim.Explanation,
        claim.Counterexample is { } c ? new ExampleEntry(c.Sizes, c.Position, Finite(c.Claimed), Finite(c.Derived)) : null);

    private static string NameOf(ClaimVerdict verdict) => verdict switch
    {
        ClaimVerdict.ProvedByForm => "proved-by-form",
        ClaimVerdict.ProvedByDefinitions => "proved-by-definitions",
        ClaimVerdict.AgreesInNumbers => "agrees-in-numbers",
        ClaimVerdict.Wrong => "wrong",
        _ => "malformed",
    };

    /// <summary>JSON has no NaN.</summary>
    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    internal sealed record VerifyDocument(bool Passed, ImmutableArray<ClaimEntry> Claims, ImmutableArray<DiagnosticEntry> Diagnostics);

    internal sealed record ClaimEntry(
        string Claim, string Verdict, bool Right, int Samples, string? Derived, string? Mistake, string? Explanation, ExampleEntry? Counterexample);

    internal sealed record ExampleEntry(ImmutableSortedDictionary<string, int> Sizes, ImmutableArray<int> Position, double? Claimed, double? Derived);
}
