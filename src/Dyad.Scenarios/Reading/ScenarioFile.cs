using Dyad.Equilibrium.Shocks;
using Dyad.Scenarios.Model;
using Dyad.Scenarios.Reading.Yaml;

namespace Dyad.Scenarios.Reading;

/// <summary>Reads scenario files.</summary>
public static class ScenarioFile
{
    /// <summary>The only form that is read, under the key <c>dyad</c>.</summary>
    public const string Form = "scenario/1";

    private const int FirstYear = 1900;
    private const int LastYear = 2200;

    private static readonly Dictionary<string, DeficitRule> DeficitRules = new(StringComparer.Ordinal)
    {
        ["held"] = DeficitRule.Held, ["zero"] = DeficitRule.Zero, ["proportional"] = DeficitRule.Proportional,
    };

    private static readonly Dictionary<string, ScenarioModel> Models = new(StringComparer.Ordinal)
    {
        ["many-sectors"] = ScenarioModel.ManySectors, ["one-sector"] = ScenarioModel.OneSector,
    };

    /// <summary>A scenario from the text of its file.</summary>
    /// <param name="name">Name of the file, for messages.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="ScenarioException">The text is no scenario: line, column and reason.</exception>
    public static Scenario Read(string name, string text)
    {
        var map = new MapReader(name, YamlTree.Read(name, text), Keys.Scenario);
        RequireForm(map, Form);
        return Read(map, name, text, Steps);
    }

    /// <summary>Refuses a file of another form.</summary>
    internal static void RequireForm(MapReader map, string wanted)
    {
        var form = map.Need("dyad");
        if (map.Text(form) != wanted)
            throw map.Fault(form.Mark, $"'{map.Text(form)}' is no form of file that is read here: '{wanted}' is");
    }

    /// <summary>What every file of changes states, with its steps as they are read there.</summary>
    internal static Scenario Read(
        MapReader map, string name, string text, Func<MapReader, ScenarioBaseline, IReadOnlyList<ScenarioStep>> steps)
    {
        var baseline = Baseline(map);
        var scenario = new Scenario
        {
            File = name,
            Text = text,
            Title = map.Local(map.Need("title")),
            Assumption = map.Local(map.Need("assumption")),
            Sources = [.. map.List(map.Need("sources"), "sources").Select(map.Text)],
            Parties = Parties(map),
            Baseline = baseline,
            Elasticities = ElasticityReader.Read(map),
            Groups = GroupReader.Read(map, "groups", GroupReader.OfEconomies),
            SectorGroups = GroupReader.Read(map, "sector_groups", GroupReader.OfSectors),
            Estimates = EstimateReader.Read(map),
            Steps = steps(map, baseline),
            GravityEstimates = [],
            Columns = [],
        };
        var changes = scenario.Steps.SelectMany(s => s.Changes).Concat(baseline.Tariffs).ToArray();
        return scenario with
        {
            GravityEstimates = SizeCheck.Check(scenario, changes),
            Columns =
            [
                .. changes.OfType<TariffChange>().Select(c => c.Rule).OfType<TariffRule.Column>().Select(c => c.Name.Text)
                    .Distinct(StringComparer.Ordinal),
            ],
        };
    }

    private static IReadOnlyList<NameAt> Parties(MapReader map)
    {
        if (map.Find("parties") is not { } node)
            return [];
        var names = map.Names(node, "two economies");
        if (names.Count != 2)
            throw map.Fault(node.Mark, "parties are two economies");
        return names[0].Text != names[1].Text ? names : throw map.Fault(names[1].Mark, "the two parties are one");
    }

    private static ScenarioBaseline Baseline(MapReader owner)
    {
        if (owner.Find("baseline") is not { } node)
            return new ScenarioBaseline(null, DeficitRule.Held, ScenarioModel.ManySectors, null, []);
        var map = owner.Object(node, Keys.Baseline);
        var year = map.Find("year");
        return new ScenarioBaseline(
            year is null ? null : map.Whole(year, FirstYear, LastYear),
            Deficits(map, DeficitRule.Held),
            map.Find("model") is { } model ? map.Choice(model, Models) : ScenarioModel.ManySectors,
            map.Find("repairs") is { } repairs ? map.Names(repairs, "repairs") : null,
            map.Find("tariffs") is { } tariffs ? [.. map.List(tariffs, "tariffs").Select((t, i) => InForce(map, t, i))] : [])
        {
            YearMark = year?.Mark ?? default,
        };
    }

    /// <summary>What becomes of deficits, where an object says it.</summary>
    internal static DeficitRule Deficits(MapReader map, DeficitRule otherwise) =>
        map.Find("deficits") is { } deficits ? map.Choice(deficits, DeficitRules) : otherwise;

    private static TariffChange InForce(MapReader owner, YamlNode node, int position)
    {
        var map = owner.Object(node, Keys.BaselineTariff);
        var path = FormattableString.Invariant($"tariff in force {position + 1}");
        var rule = ChangeReader.TariffRuleOf(map, path);
        return rule.Sizes.FirstOrDefault(s => s.IsUncertain || s.Estimate is not null) is { } uncertain
            ? throw map.Fault(uncertain.Mark, "a tariff in force is certain: a number, no estimate")
            : new TariffChange(FlowReader.Read(map, FlowReader.Goods), rule);
    }

    private static IReadOnlyList<ScenarioStep> Steps(MapReader owner, ScenarioBaseline baseline)
    {
        var steps = new List<ScenarioStep>();
        var last = baseline.Year;
        foreach (var node in owner.List(owner.Need("steps"), "steps"))
        {
            var map = owner.Object(node, Keys.Step);
            var year = map.Find("year") is { } stated ? map.Whole(stated, FirstYear, LastYear) : (int?)null;
            if (year <= last)
                throw map.Fault(map.Need("year").Mark, FormattableString.Invariant(
                    $"the step of {year} comes after {last}: steps stand in the order of their years"));
            last = year ?? last;
            var position = steps.Count;
            steps.Add(new ScenarioStep(
                map.Mark, map.Local(map.Need("title")), year,
                Deficits(map, baseline.Deficits),
                [
                    .. map.List(map.Need("changes"), "changes")
                        .SelectMany((c, i) => ChangeReader.Read(map, c, ChangeReader.Path(position, i))),
                ]));
        }

        return steps;
    }
}
