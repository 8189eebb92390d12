using System.Globalization;
using System.Text.RegularExpressions;

namespace Dyad.Data.Sources.Baci;

/// <summary>What the name of a file of BACI says: <c>BACI_HS92_Y2022_V202401b.csv</c>.</summary>
/// <param name="Revision">Revision in CEPII's short form: <c>92</c>.</param>
/// <param name="Year">Year of the flows.</param>
/// <param name="Release">Release: <c>V202401b</c>.</param>
internal sealed partial record BaciName(string Revision, int Year, string Release)
{
    /// <summary>Revisions by CEPII's short form.</summary>
    public static readonly IReadOnlyList<string> Revisions = ["92", "96", "02", "07", "12", "17", "22"];

    /// <summary>Revision as the tables write it: <c>HS1992</c>.</summary>
    public string Classification => (Revision[0] == '9' ? "HS19" : "HS20") + Revision;

    /// <summary>Name of the part of a fetch.</summary>
    public string Part => string.Create(CultureInfo.InvariantCulture, $"{Classification} {Year}");

    /// <summary>Partition of the table.</summary>
    public string Partition => string.Create(CultureInfo.InvariantCulture, $"{Classification}-{Year}");

    /// <summary>Reads a name; null where it is no year of BACI.</summary>
    public static BaciName? Of(string name) => Pattern().Match(name) is { Success: true } m
        ? new BaciName(m.Groups[1].Value, int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture), m.Groups[3].Value)
        : null;

    /// <summary>A data set as it stands in the name of a zip, <c>HS92_V202401b</c>, out of what was typed.</summary>
    /// <exception cref="FactException">It is none.</exception>
    public static string Dataset(string typed)
    {
        var m = DatasetPattern().Match(typed);
        if (!m.Success)
            throw new FactException($"baci: no data set '{typed}'; name a revision and, if need be, a release: HS92, HS17_V202401b; revisions: " +
                string.Join(", ", Revisions.Select(r => "HS" + r)));
        return $"HS{m.Groups[1].Value}_{(m.Groups[2].Success ? "V" + m.Groups[2].Value : BaciSource.DefaultRelease)}";
    }

    [GeneratedRegex(@"^BACI_HS(92|96|02|07|12|17|22)_Y(\d{4})_(V\d{6}[a-z]?)\.csv$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"^HS(?:19|20)?(92|96|02|07|12|17|22)(?:[_-]V(\d{6}[a-z]?))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DatasetPattern();
}
