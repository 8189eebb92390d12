using System.Globalization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Dyad.Web.Tests.Serving;

/// <summary>Who gets what: a row of Matrix.csv for each endpoint, a column for each role, a status in each cell.</summary>
public static class Matrix
{
    /// <summary>Account of each column.</summary>
    public static readonly IReadOnlyList<(string Column, string? Handle)> Roles =
    [
        ("anonymous", null), ("outsider", Site.Outsider), ("operator", Site.Operator), ("removed", Site.Removed),
        ("delegate", "cn-delegate"), ("editor", "cn-editor"), ("head", "cn-head"),
        ("other delegate", "ru-delegate"), ("other editor", "ru-editor"), ("other head", "ru-head"),
    ];

    /// <summary>Rows: method and pattern in lower case, and the statuses in the order of the roles.</summary>
    public static readonly IReadOnlyDictionary<string, int[]> Rows = Read();

    /// <summary>What the running server maps, as rows are named.</summary>
    public static IReadOnlyList<string> Mapped(IServiceProvider services) =>
    [
        .. services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Where(m => m != "HEAD")
                .Select(m => $"{m} {Pattern(e.RoutePattern.RawText!)}"))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    private static string Pattern(string raw)
    {
        string path = '/' + raw.Trim('/');
        return path.Contains("documentName", StringComparison.Ordinal) || path.Contains("{*", StringComparison.Ordinal) ? path : path.ToLowerInvariant();
    }

    private static Dictionary<string, int[]> Read()
    {
        using var stream = typeof(Matrix).Assembly.GetManifestResourceStream("Dyad.Web.Tests.Serving.Matrix.csv")!;
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("endpoint," + string.Join(',', Roles.Select(r => r.Column)), lines[0].TrimEnd());
        return lines.Skip(1).Where(l => l[0] != '#').Select(l => l.Split(',')).ToDictionary(
            c => c[0].Trim(), c => c.Skip(1).Select(s => int.Parse(s, CultureInfo.InvariantCulture)).ToArray(), StringComparer.Ordinal);
    }
}
