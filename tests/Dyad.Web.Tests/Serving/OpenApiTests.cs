using System.Text.Json;

namespace Dyad.Web.Tests.Serving;

/// <summary>The description of the API: valid, whole, and a summary and schemas for every endpoint.</summary>
[Collection(SiteTests.Name)]
public sealed class OpenApiTests(Site site)
{
    [Fact]
    public async Task EveryEndpointOfTheApiIsDescribed()
    {
        using var document = await DocumentAsync();
        var described = Operations(document).Select(o => $"{o.Method.ToUpperInvariant()} {o.Path.ToLowerInvariant().TrimEnd('/')}");
        var mapped = Matrix.Mapped(site.Server.Services).Where(r => r.Contains(" /api/", StringComparison.Ordinal)).ToList();
        Assert.True(mapped.Count > 40);
        Assert.Equal(mapped, described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task EveryOperationHasASummaryAndEveryBodyASchema()
    {
        using var document = await DocumentAsync();
        foreach (var (method, path, operation) in Operations(document))
        {
            string what = $"{method} {path}";
            Assert.True(operation.TryGetProperty("summary", out var summary) && summary.GetString() is { Length: > 8 }, $"{what} has no summary");
            Assert.True(operation.GetProperty("tags").GetArrayLength() > 0, what);
            Assert.True(operation.GetProperty("responses").EnumerateObject().Any(), what);
            if (!operation.TryGetProperty("requestBody", out var body))
                continue;
            var schema = body.GetProperty("content").GetProperty("application/json").GetProperty("schema");
            Assert.True(Resolved(document, schema).TryGetProperty("properties", out var properties) && properties.EnumerateObject().Any(), $"{what} has no schema");
        }
    }

    [Fact]
    public async Task EveryEventHasABodyWithItsFields()
    {
        using var document = await DocumentAsync();
        foreach (string name in Dyad.Web.Api.EventTypes.Sendable.Keys)
        {
            var operation = Operations(document).Single(o => o.Path.EndsWith("/" + name, StringComparison.Ordinal)).Operation;
            var schema = Resolved(document, operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema"));
            var live = await site.NewDossierAsync();
            var sent = Requests.Fields(await Requests.EventAsync(name, live)).Select(f => f.Key);
            Assert.Equal([], sent.Except(schema.GetProperty("properties").EnumerateObject().Select(p => p.Name)));
        }
    }

    [Fact]
    public async Task EveryReferenceLeadsSomewhere()
    {
        using var document = await DocumentAsync();
        foreach (var reference in References(document.RootElement))
            Assert.NotEqual(JsonValueKind.Undefined, Followed(document, reference).ValueKind);
    }

    private static IEnumerable<(string Method, string Path, JsonElement Operation)> Operations(JsonDocument document) =>
        document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (operation.Name, path.Name, operation.Value)));

    private static JsonElement Resolved(JsonDocument document, JsonElement schema) =>
        schema.TryGetProperty("$ref", out var reference) ? Followed(document, reference.GetString()!) : schema;

    private static JsonElement Followed(JsonDocument document, string reference) =>
        reference.TrimStart('#', '/').Split('/').Aggregate(document.RootElement, (at, step) => at.GetProperty(step));

    private static IEnumerable<string> References(JsonElement at) => at.ValueKind switch
    {
        JsonValueKind.Object => at.EnumerateObject().SelectMany(
            p => p is { Name: "$ref", Value.ValueKind: JsonValueKind.String } ? [p.Value.GetString()!] : References(p.Value)),
        JsonValueKind.Array => at.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private async Task<JsonDocument> DocumentAsync()
    {
        var anybody = await site.AsAsync(null);
        return JsonDocument.Parse(await anybody.ReadAsync("/openapi/v1.json"));
    }
}
