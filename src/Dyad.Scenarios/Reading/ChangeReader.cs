using Dyad.Scenarios.Model;
using Dyad.Scenarios.Reading.Yaml;

namespace Dyad.Scenarios.Reading;

/// <summary>
/// Reads the changes of a step. A bloc, a corridor and a withdrawal are read as the changes of tariffs and costs that they are.
/// </summary>
internal static class ChangeReader
{
    private static readonly Dictionary<string, bool> BlocKinds =
        new(StringComparer.Ordinal) { ["free-trade"] = false, ["customs-union"] = true };

    private static readonly Dictionary<string, (bool Sales, bool Purchases)> Directions = new(StringComparer.Ordinal)
    {
        ["both"] = (true, true), ["sales"] = (true, false), ["purchases"] = (false, true),
    };

    /// <summary>The changes that one entry of a list states.</summary>
    /// <param name="owner">The step.</param>
    /// <param name="node">The entry.</param>
    /// <param name="path">Step and change, for the names of draws.</param>
    public static IEnumerable<Change> Read(MapReader owner, YamlNode node, string path)
    {
        var change = owner.Object(node, Keys.Change);
        var kind = change.One(Keys.Of[Keys.Change]);
        var map = change.Object(change.Need(kind), kind);
        return kind switch
        {
            Keys.Tariff => [new TariffChange(FlowReader.Read(map, FlowReader.Goods), TariffRuleOf(map, path))],
            Keys.Iceberg or Keys.Barrier => [new CostChange(FlowReader.Read(map, FlowReader.All), CostRuleOf(map, path))],
            Keys.Bloc => Bloc(map, path),
            Keys.Corridor => [new CostChange(Members(map), CostRuleOf(map, path))],
            _ => Withdrawal(map, path),
        };
    }

    /// <summary>The rule of a tariff.</summary>
    public static TariffRule TariffRuleOf(MapReader map, string path)
    {
        return map.One("set", "change", "points", "column", "like") switch
        {
            "set" => new TariffRule.Level(SizeReader.Percent(map, "set", path)),
            "change" => new TariffRule.Relative(SizeReader.Percent(map, "change", path)),
            "points" => new TariffRule.Points(SizeReader.Number(map, "points", path)),
            "column" => new TariffRule.Column(map.Name(map.Need("column"))),
            _ => new TariffRule.LevelOf(map.Name(map.Need("like"))),
        };
    }

    private static CostRule CostRuleOf(MapReader map, string path)
    {
        var rule = map.One("change", "factor", "trade_effect", "time", "ad_valorem_equivalent", "close");
        if (rule != "trade_effect" && map.Find("part") is { } part)
            throw map.Fault(part.Mark, "part belongs to trade_effect: it says how much of it counts");
        return rule switch
        {
            "change" => new CostRule.Relative(SizeReader.Percent(map, "change", path)),
            "factor" => new CostRule.Factor(SizeReader.Number(map, "factor", path)),
            "trade_effect" => new CostRule.TradeEffect(
                SizeReader.Number(map, "trade_effect", path),
                map.Find("part") is null ? null : SizeReader.Percent(map, "part", path)),
            "time" => Time(map.Object(map.Need("time"), Keys.Time), path),
            "ad_valorem_equivalent" => AdValorem(map.Object(map.Need("ad_valorem_equivalent"), Keys.AdValorem), path),
            _ => map.Text(map.Need("close")) == "true"
                ? new CostRule.Close()
                : throw map.Fault(map.Need("close").Mark, "close is true, or it is left out"),
        };
    }

    private static CostRule.Time Time(MapReader map, string path) =>
        new(SizeReader.Number(map, "days", path), SizeReader.Percent(map, "per_day", path));

    private static CostRule AdValorem(MapReader map, string path)
    {
        var from = SizeReader.Percent(map, "from", path);
        return map.One("to", "change") == "to"
            ? new CostRule.AdValorem(from, SizeReader.Percent(map, "to", path))
            : new CostRule.AdValoremChange(from, SizeReader.Percent(map, "change", path));
    }

    private static FlowSet Members(MapReader map)
    {
        var members = map.Names(map.Need("members"), "members");
        return new FlowSet(map.Mark, members, members, BothWays: false, FlowReader.Sectors(map, FlowReader.Goods));
    }

    private static IEnumerable<Change> Bloc(MapReader map, string path)
    {
        var union = map.Choice(map.Need("kind"), BlocKinds);
        var within = Members(map);
        yield return new TariffChange(within, new TariffRule.Level(new Size(map.Mark, path, Percent: true, 0)));
        if (union)
        {
            var external = map.Object(map.Need("external"), Keys.External);
            yield return new TariffChange(within with { From = null, Mark = external.Mark }, TariffRuleOf(external, path));
        }
        else if (map.Find("external") is { } stray)
        {
            throw map.Fault(stray.Mark, "a free-trade bloc has no external tariff in common: that is kind: customs-union");
        }

        if (map.Present("change", "factor", "trade_effect", "part", "time", "ad_valorem_equivalent").Length > 0)
            yield return new CostChange(within, CostRuleOf(map, path));
    }

    private static IEnumerable<Change> Withdrawal(MapReader map, string path)
    {
        var of = map.Names(map.Need("of"), "economies");
        var from = map.Names(map.Need("from"), "economies");
        var (sales, purchases) = map.Find("direction") is { } stated ? map.Choice(stated, Directions) : (true, true);
        var sectors = FlowReader.Sectors(map, FlowReader.All);
        var flows = sales
            ? new FlowSet(map.Mark, of, from, BothWays: purchases, sectors)
            : new FlowSet(map.Mark, from, of, BothWays: false, sectors);
        yield return new CostChange(flows, CostRuleOf(map, path));
    }

    /// <summary>Name of a change for the draws of its sizes, numbered from 1.</summary>
    public static string Path(int step, int change) =>
        FormattableString.Invariant($"step {step + 1}, change {change + 1}");
}
