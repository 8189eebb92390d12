using System.Globalization;

namespace Dyad.Data.Harmonise;

/// <summary>What a number of an area stands for.</summary>
public enum AreaKind
{
    /// <summary>An economy of today.</summary>
    Economy,

    /// <summary>An economy that has split, merged or changed its borders.</summary>
    Former,

    /// <summary>No economy: areas not elsewhere specified, bunkers, free zones.</summary>
    Special,
}

/// <summary>An area as customs statistics number it.</summary>
/// <param name="Number">UN M49 number, or the one that Comtrade uses in its place.</param>
/// <param name="Code">ISO 3166 alpha-3; of a former economy ISO 3166-3 or the code in use; the number where there is none.</param>
/// <param name="Alpha2">ISO 3166 alpha-2 of an economy (XK for Kosovo, user-assigned); else empty.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Note">What is to be known of it.</param>
public sealed record Area(int Number, string Code, string Alpha2, AreaKind Kind, string Note);

/// <summary>
/// Numbers of areas to codes: ISO 3166-1 (numeric codes are those of UN M49), ISO 3166-3 for former economies, and the numbers by which
/// UN Comtrade departs from M49 (its reference of partner areas). Several numbers may have one code: 251 and 250 are both France.
/// </summary>
public static class M49
{
    private static readonly Lazy<IReadOnlyDictionary<int, Area>> Table = new(() => Read().ToDictionary(a => a.Number));

    /// <summary>All areas by number.</summary>
    public static IReadOnlyCollection<Area> All => [.. Table.Value.Values.OrderBy(a => a.Number)];

    /// <summary>An area by its number; null where it is unknown.</summary>
    public static Area? Find(int number) => Table.Value.GetValueOrDefault(number);

    /// <summary>
    /// Code of a number in customs statistics (Comtrade, BACI): that of M49, save where they have another area under the number:
    /// 490 is TWN, 492 no economy and not Monaco (special_areas.csv). Null where it is unknown.
    /// </summary>
    public static string? CustomsCode(int number) => SpecialAreas.Find(number)?.Code ?? Find(number)?.Code;

    private static IEnumerable<Area> Read() => Resources.Rows("harmonise.m49.csv", csv => new Area(
        int.Parse(csv.GetString(0), CultureInfo.InvariantCulture), csv.GetString(1), csv.GetString(2),
        Enum.Parse<AreaKind>(csv.GetString(3), true), csv.GetString(4)));
}
