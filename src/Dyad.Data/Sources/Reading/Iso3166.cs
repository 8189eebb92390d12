using Sylvan.Data.Csv;

namespace Dyad.Data.Sources.Reading;

/// <summary>Codes of ISO 3166-1 (and XK, XKX for Kosovo, which are user-assigned).</summary>
internal static class Iso3166
{
    private static readonly IReadOnlyList<(string Alpha3, string Alpha2, string Numeric)> All = Read();
    private static readonly Dictionary<string, string> TwoOf = All.ToDictionary(c => c.Alpha3, c => c.Alpha2, StringComparer.Ordinal);
    private static readonly Dictionary<string, string> ThreeOf = All.ToDictionary(c => c.Alpha2, c => c.Alpha3, StringComparer.Ordinal);
    private static readonly Dictionary<string, string> OfNumeric =
        All.Where(c => c.Numeric.Length > 0).ToDictionary(c => c.Numeric, c => c.Alpha3, StringComparer.Ordinal);

    /// <summary>Alpha-2 of an alpha-3; null where there is none.</summary>
    public static string? Alpha2(string alpha3) => TwoOf.GetValueOrDefault(alpha3);

    /// <summary>Alpha-3 of an alpha-2; null where there is none.</summary>
    public static string? Alpha3(string alpha2) => ThreeOf.GetValueOrDefault(alpha2.ToUpperInvariant());

    /// <summary>Alpha-3 of three digits; null where there is none.</summary>
    public static string? FromNumeric(string numeric) => OfNumeric.GetValueOrDefault(numeric);

    private static List<(string, string, string)> Read()
    {
        using var text = Resources.Open("sources.Reading.iso3166.csv");
        using var csv = CsvDataReader.Create(text);
        var codes = new List<(string, string, string)>();
        while (csv.Read())
            codes.Add((csv.GetString(0), csv.GetString(1), csv.GetString(2)));
        return codes;
    }
}
