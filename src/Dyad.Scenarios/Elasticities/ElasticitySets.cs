using System.Globalization;
using Dyad.Scenarios.Model;

namespace Dyad.Scenarios.Elasticities;

/// <summary>
/// Elasticities that come with the product, by name. A sector of the data that is a sector of the source has its value; a sector that
/// spans several has their mean (<c>correspondence.csv</c>); every service has that of services.
/// </summary>
/// <remarks>
/// <c>caliendo-parro-2015</c>: Caliendo and Parro (2015), Estimates of the Trade and Welfare Effects of NAFTA, Review of Economic Studies
/// 82(1), Table 1, as the replication data hold them: motor vehicles, other transport equipment and services stand at 8.22 there.
/// </remarks>
internal static class ElasticitySets
{
    private const string Services = "services";

    private static readonly Dictionary<string, Dictionary<string, double>> Sets =
        new(StringComparer.Ordinal) { ["caliendo-parro-2015"] = Values("caliendo-parro-2015.csv") };

    private static readonly Dictionary<string, string[]> Spanned =
        Rows("correspondence.csv").ToDictionary(r => r[0], r => r[1].Split(';'), StringComparer.Ordinal);

    /// <summary>Names of the sets.</summary>
    public static IReadOnlyCollection<string> Names => Sets.Keys;

    /// <summary>Sectors of the source that a sector of the data spans, or null where it is not in the correspondence.</summary>
    public static string[]? Spans(string code) => Spanned.GetValueOrDefault(code);

    /// <summary>Elasticity of a sector in a set, or null.</summary>
    public static double? Find(string set, SectorCode sector)
    {
        var values = Sets[set];
        if (values.TryGetValue(sector.Code, out var own))
            return own;
        if (Spans(sector.Code) is { } parts)
            return parts.Average(p => values[p]);
        return sector.Goods ? null : values[Services];
    }

    private static Dictionary<string, double> Values(string name) =>
        Rows(name).ToDictionary(r => r[0], r => double.Parse(r[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);

    private static IEnumerable<string[]> Rows(string name)
    {
        using var stream = typeof(ElasticitySets).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(','))];
    }
}
