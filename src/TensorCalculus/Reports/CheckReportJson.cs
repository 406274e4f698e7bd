using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TensorCalculus.Reports;

/// <summary>A check as JSON. The names of the fields are what scripts rely on: they are not changed.</summary>
internal static partial class CheckReportJson
{
    private static readonly Context Readable = new(new JsonSerializerOptions(Context.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Write(GradientCheck check) => JsonSerializer.Serialize(
        new Document(check.Passed, Finite(check.LargestError), [.. check.Formulas.Select(f => new Entry(f.Formula, f.Passed, Finite(f.LargestError), f.Reason))], check.Samples, check.Problem),
        Readable.Document) + "\n";

    /// <summary>JSON has no NaN.</summary>
    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    internal sealed record Document(
        bool Passed, double? LargestError, ImmutableArray<Entry> Formulas, ImmutableArray<CheckedSample> Samples, string? Problem);

    internal sealed record Entry(string Formula, bool Passed, double? LargestError, string? Reason);

    [JsonSerializable(typeof(Document))]
    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
    internal sealed partial class Context : JsonSerializerContext;
}
