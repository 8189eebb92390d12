using System.Globalization;
using Dyad.Data.Harmonise;
using Sylvan.Data.Csv;

namespace Dyad.Data.Sources.Comtrade;

/// <summary>
/// Areas by the numbers of UN Comtrade: M49, which are ISO 3166 numeric codes, except where its areas are wider (251 France with
/// Monaco, 842 United States with Puerto Rico), unspecified (490 Other Asia, in practice Taiwan) or former (280, 810, 890). areas.csv
/// holds the departures; all other economies are those of <see cref="M49"/>. Areas of no economy (bunkers, free zones) go by their number.
/// </summary>
internal static class ComtradeAreas
{
    /// <summary>The world, as a partner.</summary>
    public const string World = "W00";

    private static readonly IReadOnlyList<Numbered> All = Read();
    private static readonly ILookup<string, Numbered> ByIso = All.ToLookup(a => a.Iso3, StringComparer.Ordinal);
    private static readonly IReadOnlyDictionary<int, string> ByCode = All.ToDictionary(a => a.Code, a => a.Iso3);

    /// <summary>Whether an economy is an area of the source in any year.</summary>
    public static bool Knows(string iso3) => ByIso.Contains(iso3);

    /// <summary>Number of an economy in a year; null where it is none then.</summary>
    public static int? Code(string iso3, int year)
    {
        foreach (var area in ByIso[iso3])
        {
            if (year >= area.First && year <= area.Last)
                return area.Code;
        }

        return null;
    }

    /// <summary>Numbers that an economy had at any time.</summary>
    public static IEnumerable<int> Codes(string iso3) => ByIso[iso3].Select(a => a.Code);

    /// <summary>ISO 3166 code of a number; null where there is none.</summary>
    public static string? Iso(int code) => ByCode.GetValueOrDefault(code) ?? M49.Find(code)?.Code;

    private static List<Numbered> Read()
    {
        using var text = Resources.Open("sources.Comtrade.areas.csv");
        using var csv = CsvDataReader.Create(text);
        var (areas, departing) = (new List<Numbered>(), new HashSet<string>(StringComparer.Ordinal));
        while (csv.Read())
        {
            int? Year(int column) => csv.GetString(column) is { Length: > 0 } year ? int.Parse(year, CultureInfo.InvariantCulture) : null;
            departing.Add(csv.GetString(1));
            // Without a number: it is counted within a wider area.
            if (csv.GetString(0).Length > 0)
                areas.Add(new Numbered(csv.GetInt32(0), csv.GetString(1), Year(2) ?? int.MinValue, Year(3) ?? int.MaxValue));
        }

        areas.AddRange(M49.All.Where(a => a.Kind == AreaKind.Economy && !departing.Contains(a.Code))
            .Select(a => new Numbered(a.Number, a.Code, int.MinValue, int.MaxValue)));
        return areas;
    }

    private readonly record struct Numbered(int Code, string Iso3, int First, int Last);
}
