using System.Text.Json;
using Dyad.Data.Sources.Reading;

namespace Dyad.Data.Sources.Sdmx;

/// <summary>Structures in SDMX-JSON, 1.0 and 2.0.</summary>
internal static class SdmxStructureJson
{
    /// <summary>Reads a structure message.</summary>
    /// <exception cref="FactException">It is no JSON, or has no data structure.</exception>
    public static SdmxStructure Read(ReadOnlyMemory<byte> body, string file)
    {
        using var document = JsonAnswer.Parse(body, file);
        var data = Object(document.RootElement, "data") ?? document.RootElement;
        var builder = new SdmxStructureBuilder();
        foreach (var codelist in List(data, "codelists"))
        {
            if (IsTrue(codelist, "isPartial") || IsTrue(codelist, "isExternalReference"))
                continue;
            var codes = builder.Codelist(SdmxStructureBuilder.Name(Text(codelist, "agencyID"), Text(codelist, "id")));
            foreach (var code in List(codelist, "codes"))
                codes[Text(code, "id") ?? ""] = (Object(code, "names") is { } names ? Text(names, "en") : null) ?? Text(code, "name");
        }

        foreach (var scheme in List(data, "conceptSchemes"))
        {
            foreach (var concept in List(scheme, "concepts"))
            {
                if (Enumeration(concept, "coreRepresentation") is { } codelist)
                    builder.Concept($"{SdmxStructureBuilder.Name(Text(scheme, "agencyID"), Text(scheme, "id"))}.{Text(concept, "id")}", codelist);
            }
        }

        if (List(data, "dataStructures").Select(s => Object(s, "dataStructureComponents")).FirstOrDefault(c => c is not null) is { } components)
            Components(components, builder);
        return builder.Build(file);
    }

    private static void Components(JsonElement components, SdmxStructureBuilder builder)
    {
        if (Object(components, "dimensionList") is { } dimensions)
        {
            foreach (var (dimension, i) in List(dimensions, "dimensions").Select((d, i) => (d, i)))
            {
                var position = dimension.TryGetProperty("position", out var p) && p.TryGetInt32(out var place) ? place : i;
                builder.Dimension(
                    position, Text(dimension, "id") ?? "", Enumeration(dimension, "localRepresentation"),
                    SdmxStructureBuilder.NameOfUrn(Text(dimension, "conceptIdentity")));
            }

            foreach (var time in List(dimensions, "timeDimensions").Concat(One(dimensions, "timeDimension")))
                builder.Time(Text(time, "id") ?? "TIME_PERIOD");
        }

        if (Object(components, "measureList") is { } measures)
        {
            foreach (var measure in List(measures, "measures").Concat(One(measures, "primaryMeasure")))
                builder.Measure(Text(measure, "id") ?? "OBS_VALUE");
        }

        if (Object(components, "attributeList") is { } attributes)
        {
            foreach (var attribute in List(attributes, "attributes"))
                builder.Attribute(Text(attribute, "id") ?? "");
        }
    }

    private static string? Enumeration(JsonElement component, string representation) =>
        Object(component, representation) is { } r ? SdmxStructureBuilder.NameOfUrn(Text(r, "enumeration")) : null;

    private static JsonElement? Object(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static IEnumerable<JsonElement> One(JsonElement element, string name) => Object(element, name) is { } one ? [one] : [];

    private static JsonElement[] List(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray()] : [];

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool IsTrue(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
