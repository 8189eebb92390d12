using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dyad.Reports.Model;

namespace Dyad.Reports.Rendering.Json;

/// <summary>A scenario's result as JSON: the model itself, field names in snake_case, numbers in full precision.</summary>
public static class JsonScenario
{
    /// <summary>Writes a result; NaN and infinities are no JSON and are refused.</summary>
    /// <exception cref="ArgumentException">A figure is not finite.</exception>
    public static string Write(ScenarioResult result) => JsonSerializer.Serialize(result, ScenarioResultJson.Readable.ScenarioResult) + "\n";

    /// <summary>Reads a result that was written.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static ScenarioResult Read(string json) =>
        JsonSerializer.Deserialize(json, ScenarioResultJson.Readable.ScenarioResult) ?? throw new JsonException("no result");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ScenarioResult))]
internal sealed partial class ScenarioResultJson : JsonSerializerContext
{
    /// <summary>Indented, with letters of all languages as they are.</summary>
    public static ScenarioResultJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
