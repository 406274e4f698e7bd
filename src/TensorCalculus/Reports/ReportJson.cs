using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TensorCalculus.Reports;

/// <summary>How reports become JSON: camel case, indented, with ∂ and σ as they are, for formulas are for reading.</summary>
[JsonSerializable(typeof(JsonReport.Document))]
[JsonSerializable(typeof(CheckReportJson.CheckDocument))]
[JsonSerializable(typeof(VerifyReportJson.VerifyDocument))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    public static readonly ReportJson Readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
