using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dyad.Reports.Model;

namespace Dyad.Reports.Rendering.Json;

/// <summary>The report as JSON: the model itself, field names in snake_case, numbers in full precision.</summary>
public static class JsonReport
{
    /// <summary>Writes a report; NaN and infinities are no JSON and are refused.</summary>
    /// <exception cref="ArgumentException">A figure is not finite.</exception>
    public static string Write(JointReport report) => JsonSerializer.Serialize(report, JointReportJson.Readable.JointReport) + "\n";

    /// <summary>Reads a report back.</summary>
    /// <exception cref="JsonException">The text is not a report.</exception>
    public static JointReport Read(string json) =>
        JsonSerializer.Deserialize(json, JointReportJson.Readable.JointReport) ?? throw new JsonException("null is not a report");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(JointReport))]
internal sealed partial class JointReportJson : JsonSerializerContext
{
    /// <summary>Indented, with letters of all languages as they are.</summary>
    public static JointReportJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
