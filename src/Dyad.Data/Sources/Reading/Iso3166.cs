using System.Globalization;
using Dyad.Data.Harmonise;

namespace Dyad.Data.Sources.Reading;

/// <summary>Codes of ISO 3166-1 (and XK, XKX for Kosovo, which are user-assigned), from the table of areas.</summary>
internal static class Iso3166
{
    private static readonly IReadOnlyList<Area> Economies = [.. M49.All.Where(a => a.Kind == AreaKind.Economy).DistinctBy(a => a.Code)];
    private static readonly Dictionary<string, string> TwoOf = Economies.ToDictionary(a => a.Code, a => a.Alpha2, StringComparer.Ordinal);
    private static readonly Dictionary<string, string> ThreeOf = Economies.ToDictionary(a => a.Alpha2, a => a.Code, StringComparer.Ordinal);

    /// <summary>Alpha-2 of an alpha-3; null where there is none.</summary>
    public static string? Alpha2(string alpha3) => TwoOf.GetValueOrDefault(alpha3);

    /// <summary>Alpha-3 of an alpha-2; null where there is none.</summary>
    public static string? Alpha3(string alpha2) => ThreeOf.GetValueOrDefault(alpha2.ToUpperInvariant());

    /// <summary>Alpha-3 of three digits; null where there is none.</summary>
    public static string? FromNumeric(string numeric) =>
        numeric.Length == 3 && int.TryParse(numeric, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && M49.Find(number) is { Kind: AreaKind.Economy } area ? area.Code : null;
}
