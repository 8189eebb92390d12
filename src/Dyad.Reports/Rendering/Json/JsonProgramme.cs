using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dyad.Reports.Model;

namespace Dyad.Reports.Rendering.Json;

/// <summary>A programme as JSON: the model itself, field names in snake_case, numbers in full precision.</summary>
public static class JsonProgramme
{
    /// <summary>Writes a programme; NaN and infinities are no JSON and are refused.</summary>
    /// <exception cref="ArgumentException">A figure is not finite.</exception>
    public static string Write(ProgrammeReport report) => JsonSerializer.Serialize(report, ProgrammeReportJson.Readable.ProgrammeReport) + "\n";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ProgrammeReport))]
internal sealed partial class ProgrammeReportJson : JsonSerializerContext
{
    /// <summary>Indented, with letters of all languages as they are.</summary>
    public static ProgrammeReportJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
