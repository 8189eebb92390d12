using System.Globalization;
using Dyad.Data.Harmonise;
using Sylvan.Data.Csv;

namespace Dyad.Data.Sources.Comtrade;

/// <summary>
/// Areas by the numbers of UN Comtrade, with the codes of <see cref="M49.CustomsCode"/>, and the years in which it has them. areas.csv holds
/// its own numbers and years: wider areas (251 France with Monaco, 842 United States with Puerto Rico), the economies counted within
/// them, 490 Other Asia, in practice Taiwan. All other economies have the number of M49 at any time; economies that split, merged or
/// changed their area have the years of <see cref="FormerEconomies"/>. Areas of no economy (bunkers, free zones) go by their number.
/// </summary>
internal static class ComtradeAreas
{
    /// <summary>The world, as a partner.</summary>
    public const string World = "W00";

    private static readonly ILookup<string, Numbered> ByIso = Read().ToLookup(a => a.Iso3, StringComparer.Ordinal);

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
    public static string? Iso(int code) => code == 0 ? World : M49.CustomsCode(code);

    private static List<Numbered> Read()
    {
        using var text = Resources.Open("sources.Comtrade.areas.csv");
        using var csv = CsvDataReader.Create(text);
        var (areas, departing) = (new List<Numbered>(), new HashSet<string>(StringComparer.Ordinal));
        while (csv.Read())
        {
            int? Year(int column) => csv.GetString(column) is { Length: > 0 } year ? int.Parse(year, CultureInfo.InvariantCulture) : null;
            var area = M49.Find(csv.GetInt32(0))!;
            departing.Add(area.Code);
            if (csv.GetString(3).Length == 0)
                areas.Add(Of(area, Year(1), Year(2)));
        }

        areas.AddRange(M49.All
            .Where(a => !departing.Contains(a.Code) && (a.Kind == AreaKind.Economy || FormerEconomies.LastYear(a.Code) is not null))
            .Select(a => Of(a, null, null)));
        return areas;
    }

    private static Numbered Of(Area area, int? first, int? last)
    {
        var own = FormerEconomies.LastYear(area.Code);
        return area.Kind == AreaKind.Economy
            ? new Numbered(area.Number, area.Code, first ?? own + 1 ?? int.MinValue, last ?? int.MaxValue)
            : new Numbered(area.Number, area.Code, first ?? int.MinValue, last ?? own ?? int.MaxValue);
    }

    private readonly record struct Numbered(int Code, string Iso3, int First, int Last);
}
