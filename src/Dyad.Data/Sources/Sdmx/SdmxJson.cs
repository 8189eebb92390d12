using System.Globalization;
using System.Text.Json;
using Dyad.Data.Sources.Reading;

namespace Dyad.Data.Sources.Sdmx;

/// <summary>
/// Figures in SDMX-JSON 1.0 and 2.0, flat or in series: codes are places in lists that the answer brings along. What is asked for is
/// CSV; this is for services that have none.
/// </summary>
internal static class SdmxJson
{
    /// <summary>Reads an answer.</summary>
    /// <returns>When it was prepared, a date; empty where it does not say.</returns>
    /// <exception cref="FactException">It is no SDMX-JSON, or a place is in no list.</exception>
    public static string Read(ReadOnlyMemory<byte> body, string file, SdmxRows rows)
    {
        using var document = JsonAnswer.Parse(body, file);
        var root = document.RootElement;
        var data = Property(root, "data") ?? root;
        var structures = Property(data, "structures") is { ValueKind: JsonValueKind.Array } many
            ? [.. many.EnumerateArray()]
            : Property(data, "structure") is { } one ? new List<JsonElement> { one } : [];
        var number = 0L;
        foreach (var set in List(data, "dataSets"))
        {
            if (structures.Count == 0)
                throw JsonAnswer.Changed(file, "there is no structure of the figures");
            var index = Property(set, "structure") is { ValueKind: JsonValueKind.Number } s ? s.GetInt32() : 0;
            if (index < 0 || index >= structures.Count)
                throw JsonAnswer.Changed(file, "a data set names a structure that is not there");
            new Reader(file, structures[index], set, rows).Read(ref number);
        }

        return Property(root, "meta") is { } meta && Property(meta, "prepared")?.GetString() is { Length: >= 10 } prepared ? prepared[..10] : "";
    }

    private static JsonElement? Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static JsonElement[] List(JsonElement element, string name) =>
        Property(element, name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    /// <summary>A component of the structure: its name, and the values that places stand for.</summary>
    private sealed record Component(string Id, IReadOnlyList<string?> Values);

    private sealed class Reader
    {
        private readonly string file;
        private readonly JsonElement set;
        private readonly SdmxRows rows;
        private readonly List<Component> setDimensions;
        private readonly List<Component> seriesDimensions;
        private readonly List<Component> observationDimensions;
        private readonly List<Component> setAttributes;
        private readonly List<Component> seriesAttributes;
        private readonly List<Component> observationAttributes;
        private readonly int measures;

        public Reader(string file, JsonElement structure, JsonElement set, SdmxRows rows)
        {
            (this.file, this.set, this.rows) = (file, set, rows);
            (setDimensions, seriesDimensions, observationDimensions) = (
                Components(structure, "dimensions", "dataSet"), Components(structure, "dimensions", "series"), Components(structure, "dimensions", "observation"));
            (setAttributes, seriesAttributes, observationAttributes) = (
                Components(structure, "attributes", "dataSet"), Components(structure, "attributes", "series"), Components(structure, "attributes", "observation"));
            measures = Math.Max(1, Components(structure, "measures", "observation").Count);
        }

        public void Read(ref long number)
        {
            var common = new Dictionary<string, string?>(StringComparer.Ordinal);
            foreach (var dimension in setDimensions.Where(d => d.Values.Count == 1))
                common[dimension.Id] = dimension.Values[0];
            Attributes(common, setAttributes, set);
            // A set without series places all dimensions at the observation, whatever level the structure names them at.
            if (Property(set, "observations") is { } flat)
                Observations(flat, [.. seriesDimensions, .. observationDimensions], common, ref number);
            if (Property(set, "series") is not { } series)
                return;
            foreach (var one in series.EnumerateObject())
            {
                var values = new Dictionary<string, string?>(common, StringComparer.Ordinal);
                Places(one.Name, seriesDimensions, values);
                Attributes(values, seriesAttributes, one.Value);
                if (Property(one.Value, "observations") is { } observations)
                    Observations(observations, observationDimensions, values, ref number);
            }
        }

        private void Observations(JsonElement observations, List<Component> dimensions, Dictionary<string, string?> common, ref long number)
        {
            foreach (var observation in observations.EnumerateObject())
            {
                number++;
                var values = new Dictionary<string, string?>(common, StringComparer.Ordinal);
                Places(observation.Name, dimensions, values);
                var array = observation.Value.ValueKind == JsonValueKind.Array
                    ? observation.Value.EnumerateArray().ToList()
                    : throw JsonAnswer.Changed(file, $"observation '{observation.Name}' is no list");
                for (var a = 0; a < observationAttributes.Count && measures + a < array.Count; a++)
                    values[observationAttributes[a].Id] = Value(observationAttributes[a], array[measures + a]);
                var at = number;
                rows.Add(() => new SdmxObservation(values.GetValueOrDefault, Measure(array, at)), at);
            }
        }

        private double? Measure(List<JsonElement> array, long number)
        {
            if (array.Count == 0 || array[0].ValueKind == JsonValueKind.Null)
                return null;
            if (array[0].ValueKind == JsonValueKind.Number && array[0].TryGetDouble(out var value) && double.IsFinite(value))
                return value;
            var text = array[0].ToString();
            if (text is "" or "NaN")
                return null;
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value)
                ? value
                : throw new RowFaultException(new RowFault(file, number, "observation", Http.SourceClient.Shorten(text), "is not a number"));
        }

        private void Places(string places, List<Component> dimensions, Dictionary<string, string?> values)
        {
            var parts = places.Split(':');
            if (parts.Length != dimensions.Count)
                throw JsonAnswer.Changed(file, string.Create(CultureInfo.InvariantCulture,
                    $"'{places}' has {parts.Length} places, and there are {dimensions.Count} dimensions"));
            for (var d = 0; d < parts.Length; d++)
            {
                // Without a place the dimension is given elsewhere.
                if (parts[d].Length == 0)
                    continue;
                values[dimensions[d].Id] = int.TryParse(parts[d], NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < dimensions[d].Values.Count
                    ? dimensions[d].Values[place]
                    : throw JsonAnswer.Changed(file, $"'{places}' names a place that dimension {dimensions[d].Id} does not have");
            }
        }

        private void Attributes(Dictionary<string, string?> values, List<Component> attributes, JsonElement owner)
        {
            foreach (var (attribute, value) in attributes.Zip(List(owner, "attributes")))
                values[attribute.Id] = Value(attribute, value);
        }

        /// <summary>The value that a place stands for; or the value itself, where the attribute has no list.</summary>
        private string? Value(Component attribute, JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Number when attribute.Values.Count > 0 => value.TryGetInt32(out var place) && place >= 0 && place < attribute.Values.Count
                ? attribute.Values[place]
                : throw JsonAnswer.Changed(file, $"attribute {attribute.Id} has no place {value}"),
            _ => value.ToString() is { Length: > 0 } text ? text : null,
        };

        private static List<Component> Components(JsonElement structure, string kind, string level) =>
            Property(structure, kind) is { } all
                ? [.. List(all, level).Select(c => new Component(Property(c, "id")?.GetString() ?? "", [.. List(c, "values").Select(Name)]))]
                : [];

        private static string? Name(JsonElement value) => value.ValueKind == JsonValueKind.Object
            ? (Property(value, "id") ?? Property(value, "value") ?? Property(value, "start") ?? Property(value, "name"))?.ToString()
            : value.ToString();
    }
}
