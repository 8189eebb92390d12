using System.Globalization;
using System.Text.Json.Nodes;
using Dyad.Scenarios.Reading.Yaml;

namespace Dyad.Scenarios.Tests.Library;

/// <summary>A text as an editor hands it to a schema: what reads as a number or as true is one, all else is text.</summary>
internal static class Yaml
{
    private const NumberStyles Sign = NumberStyles.AllowLeadingSign;
    private const NumberStyles Float = NumberStyles.Float;

    public static JsonNode ToJson(string text) => Node(YamlTree.Read("f", text));

    private static JsonNode Node(YamlNode node) => node switch
    {
        YamlMap map => new JsonObject(map.Entries.Select(e => KeyValuePair.Create(e.Key.Text, (JsonNode?)Node(e.Value)))),
        YamlList list => new JsonArray([.. list.Items.Select(Node)]),
        YamlText { Quoted: false, Value: "true" } => JsonValue.Create(true),
        YamlText { Quoted: false, Value: var word } when int.TryParse(word, Sign, CultureInfo.InvariantCulture, out var whole) =>
            JsonValue.Create(whole),
        YamlText { Quoted: false, Value: var word } when double.TryParse(word, Float, CultureInfo.InvariantCulture, out var number) =>
            JsonValue.Create(number),
        YamlText text => JsonValue.Create(text.Value),
        _ => throw new InvalidOperationException(node.Kind),
    };
}
