using System.Globalization;
using Sylvan.Data.Csv;

namespace Dyad.Data.Sources.Comtrade;

/// <summary>
/// Areas by the numbers of UN Comtrade: M49, which are ISO 3166 numeric codes, except where its areas are wider (251 France with
/// Monaco, 842 United States with Puerto Rico), unspecified (490 Other Asia, in practice Taiwan) or former (280, 810, 890). From ISO
/// 3166-1 and the list of reporters of the service (<c>files/v1/app/reference/Reporters.json</c>).
/// </summary>
internal static class ComtradeAreas
{
    /// <summary>The world, as a partner.</summary>
    public const string World = "W00";

    private static readonly IReadOnlyList<Area> All = Read();
    private static readonly ILookup<string, Area> ByIso = All.ToLookup(a => a.Iso3, StringComparer.Ordinal);
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
    public static string? Iso(int code) => ByCode.GetValueOrDefault(code);

    private static List<Area> Read()
    {
        using var text = Resources.Open("sources.Comtrade.areas.csv");
        using var csv = CsvDataReader.Create(text);
        var areas = new List<Area>();
        while (csv.Read())
        {
            int? Year(int column) => csv.GetString(column) is { Length: > 0 } year ? int.Parse(year, CultureInfo.InvariantCulture) : null;
            areas.Add(new Area(csv.GetInt32(0), csv.GetString(1), Year(2) ?? int.MinValue, Year(3) ?? int.MaxValue));
        }

        return areas;
    }

    private readonly record struct Area(int Code, string Iso3, int First, int Last);
}
