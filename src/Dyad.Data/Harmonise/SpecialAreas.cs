using System.Globalization;

namespace Dyad.Data.Harmonise;

/// <summary>An area that is no economy, or stands for one that the source does not name.</summary>
/// <param name="Number">Number in customs statistics.</param>
/// <param name="Code">Code that it goes by there: its number, or the economy that it stands for.</param>
/// <param name="Name">What it is.</param>
/// <param name="Rule">What is done with its trade.</param>
/// <param name="Source">Where it was found.</param>
public sealed record SpecialArea(int Number, string Code, string Name, string Rule, string Source);

/// <summary>
/// Bunkers, free zones, special categories and areas not elsewhere specified (special_areas.csv). Their trade is kept under their number
/// and is in totals of what was read; it is of no economy, and <see cref="Count"/> tells how much that is.
/// </summary>
public static class SpecialAreas
{
    private static readonly Lazy<IReadOnlyDictionary<int, SpecialArea>> Table = new(() => Read().ToDictionary(a => a.Number));

    /// <summary>All, by number.</summary>
    public static IReadOnlyCollection<SpecialArea> All => [.. Table.Value.Values.OrderBy(a => a.Number)];

    /// <summary>A special area; null where the number is an economy's, a former economy's or unknown.</summary>
    public static SpecialArea? Find(int number) => Table.Value.GetValueOrDefault(number);

    /// <summary>Value with areas that are no economy, by number and in the unit of the values; 490 is read as an economy.</summary>
    /// <param name="flows">Codes of areas; one that is no economy's is a number (<see cref="Area.Code"/>).</param>
    public static IReadOnlyDictionary<int, double> Count(IEnumerable<(string Code, double Value)> flows)
    {
        ArgumentNullException.ThrowIfNull(flows);
        var lost = new SortedDictionary<int, double>();
        foreach (var (code, value) in flows)
        {
            // A former economy without a code of letters goes by its number, too.
            if (int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && (Find(number) is not null || M49.Find(number) is null or { Kind: AreaKind.Special }))
                lost[number] = lost.GetValueOrDefault(number) + value;
        }

        return lost;
    }

    private static IEnumerable<SpecialArea> Read() => Resources.Rows("harmonise.special_areas.csv", csv => new SpecialArea(
        csv.GetInt32(0), csv.GetString(1), csv.GetString(2), csv.GetString(3), csv.GetString(4)));
}
