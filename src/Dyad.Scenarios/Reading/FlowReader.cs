using Dyad.Scenarios.Model;
using Dyad.Scenarios.Reading.Yaml;

namespace Dyad.Scenarios.Reading;

/// <summary>Reads which flows a change concerns.</summary>
internal static class FlowReader
{
    /// <summary>The group of all economies, and of all sectors.</summary>
    public const string All = "all";

    /// <summary>The group of sectors that trade goods.</summary>
    public const string Goods = "goods";

    /// <summary>The group of sectors that trade services.</summary>
    public const string Services = "services";

    /// <summary>
    /// The flows: <c>from</c> and <c>to</c>, <c>between</c> two sides in both directions, or <c>within</c> a group.
    /// </summary>
    /// <param name="map">The change.</param>
    /// <param name="sectors">Group of sectors where none is named.</param>
    public static FlowSet Read(MapReader map, string sectors)
    {
        var chosen = Sectors(map, sectors);
        if (map.Present("from", "to") is { Length: > 0 } one)
        {
            if (one.Length == 1)
                throw map.Fault(map.Mark, $"{one[0]} stands alone: name from and to ('all' for everyone)");
            map.One("from", "between", "within");
            return new FlowSet(map.Mark, Economies(map, "from"), Economies(map, "to"), BothWays: false, chosen);
        }

        if (map.One("between", "within") == "within")
        {
            var members = Economies(map, "within");
            return new FlowSet(map.Mark, members, members, BothWays: false, chosen);
        }

        var between = map.Need("between");
        var sides = map.List(between, "two sides");
        return sides.Count == 2
            ? new FlowSet(map.Mark, map.Names(sides[0], "economies"), map.Names(sides[1], "economies"), BothWays: true, chosen)
            : throw map.Fault(between.Mark, "between has two sides, each a name or a list of names: [A, [CAN, MEX]]");
    }

    /// <summary>The sectors, or the group that stands for none named.</summary>
    public static IReadOnlyList<NameAt> Sectors(MapReader map, string otherwise) =>
        map.Find("sectors") is { } named ? map.Names(named, "sectors") : [new NameAt(map.Mark, otherwise)];

    private static IReadOnlyList<NameAt> Economies(MapReader map, string key) => map.Names(map.Need(key), "economies");
}
