using System.Text.Json;
using System.Text.Json.Nodes;
using Dyad.Scenarios.Elasticities;
using Dyad.Scenarios.Reading;
using Dyad.Scenarios.Tests.Worlds;
using Json.Schema;

namespace Dyad.Scenarios.Tests.Library;

/// <summary>The published schema says what the reader reads: the same keys, and no file that the reader knows to be wrong in its form.</summary>
public class SchemaRules
{
    private static readonly string Text = File.ReadAllText(Clone.At("scenarios", "schema.json"));
    private static readonly JsonSchema Schema = JsonSchema.FromText(Text);

    public static TheoryData<string> Objects => [.. Keys.Of.Keys];

    public static TheoryData<string> Files => ShippedScenarios.Files;

    [Theory]
    [MemberData(nameof(Files))]
    public void AShippedFileSatisfiesIt(string file) =>
        Assert.True(IsValid(File.ReadAllText(Clone.At("scenarios", file)), out var why), why);

    [Theory]
    [MemberData(nameof(Objects))]
    public void ReaderAndSchemaKnowTheSameKeys(string kind)
    {
        var keys = JsonNode.Parse(Text)!["$defs"]![kind]!["properties"]!.AsObject().Select(p => p.Key);
        Assert.Equal(Keys.Of[kind].Order(StringComparer.Ordinal), keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryObjectOfTheSchemaIsOneOfTheReader()
    {
        var objects = JsonNode.Parse(Text)!["$defs"]!.AsObject().Where(d => d.Value!["additionalProperties"] is JsonValue).Select(d => d.Key);
        Assert.Equal(Keys.Of.Keys.Order(StringComparer.Ordinal), objects.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void SetsOfElasticitiesAreThoseOfTheProduct() => Assert.Equal(
        ["data", .. ElasticitySets.Names],
        JsonNode.Parse(Text)!["$defs"]!["elasticitySet"]!["enum"]!.AsArray().Select(n => n!.GetValue<string>()));

    [Theory]
    [InlineData("tariff: {between: [A, B], set: 5%}", true)]
    [InlineData("tariff: {between: [A, B], set: {mean: 5%, se: 1%}}", true)]
    [InlineData("tariff: {between: [A, B], set: size}", true)]
    [InlineData("tariff: {between: [A, B], set: 5}", false)]
    [InlineData("tariff: {between: [A, B], points: -2%}", false)]
    [InlineData("tariff: {between: [A, B], set: 5%, points: 2}", false)]
    [InlineData("tariff: {from: A, set: 5%}", false)]
    [InlineData("tariff: {within: [A, B], sett: 5%}", false)]
    [InlineData("iceberg: {between: [A, B], factor: 0.9, part: 50%}", false)]
    [InlineData("iceberg: {between: [A, B], trade_effect: 0.9, part: 50%}", true)]
    [InlineData("bloc: {kind: customs-union, members: pair, external: {like: A}, change: -3%}", true)]
    [InlineData("bloc: {kind: customs-union, members: pair, external: {like: A, set: 3%}}", false)]
    [InlineData("withdrawal: {of: third, from: pair, close: true}", true)]
    [InlineData("withdrawal: {of: third, from: pair, close: yes}", false)]
    [InlineData("withdrawal: {of: third, from: pair}", false)]
    public void TellsGoodFromBad(string change, bool good) => Assert.Equal(good, IsValid(SmallWorld.Text(change), out _));

    private static bool IsValid(string text, out string why)
    {
        using var document = JsonDocument.Parse(Yaml.ToJson(text).ToJsonString());
        var result = Schema.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        why = string.Join("; ", (result.Details ?? []).Where(d => d.Errors is { Count: > 0 })
            .SelectMany(d => d.Errors!.Select(e => $"{d.InstanceLocation}: {e.Value}")));
        return result.IsValid;
    }
}
