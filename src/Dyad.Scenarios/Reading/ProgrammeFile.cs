using System.Globalization;
using System.Text.RegularExpressions;
using Dyad.Scenarios.Model;
using Dyad.Scenarios.Reading.Yaml;

namespace Dyad.Scenarios.Reading;

/// <summary>Reads files of measures.</summary>
public static partial class ProgrammeFile
{
    /// <summary>The only form that is read, under the key <c>dyad</c>.</summary>
    public const string Form = "programme/1";

    /// <summary>Ten years of quarters.</summary>
    private const int MostQuarters = 40;
    private const int MostYears = 50;

    /// <summary>Every set of measures is a world to be solved; with more, second-order gains stand in for most of them.</summary>
    private const int MostMeasures = 20;

    /// <summary>Measures from the text of their file.</summary>
    /// <param name="name">Name of the file, for messages.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="ScenarioException">The text is no programme: line, column and reason.</exception>
    public static ProgrammePlan Read(string name, string text)
    {
        var map = new MapReader(name, YamlTree.Read(name, text), Keys.Programme);
        ScenarioFile.RequireForm(map, Form);
        IReadOnlyList<MeasureTerms> measures = [];
        var scenario = ScenarioFile.Read(map, name, text, (owner, baseline) =>
        {
            var nodes = owner.List(owner.Need("measures"), "measures");
            if (nodes.Count > MostMeasures)
                throw owner.Fault(nodes[MostMeasures].Mark, $"{nodes.Count} measures: {MostMeasures} at most");
            MapReader[] readers = [.. nodes.Select(n => owner.Object(n, Keys.Measure))];
            var ids = Ids(readers);
            measures = [.. readers.Select((m, i) => Measure(m, ids, i))];
            return [.. readers.Select((m, i) => Step(m, baseline, ids[i].Text))];
        });
        var benefit = map.Object(map.Need("benefit"), Keys.Benefit);
        return new ProgrammePlan
        {
            Scenario = scenario,
            Measures = measures,
            Budget = map.Find("budget") is { } budget
                ? Amounts(map, budget) : new(double.PositiveInfinity, double.PositiveInfinity),
            BudgetMark = (map.Find("budget") ?? map.Need("measures")).Mark,
            MeasuresMark = map.Need("measures").Mark,
            QuartersMark = map.Need("quarters").Mark,
            PerQuarter = map.Find("per_quarter") is { } perQuarter ? Amounts(map, perQuarter) : null,
            Start = Quarter(map, map.Need("start")),
            Quarters = map.Whole(map.Need("quarters"), 1, MostQuarters),
            Years = benefit.Whole(benefit.Need("years"), 1, MostYears),
            Discount = Share(benefit, benefit.Need("discount")),
        };
    }

    private static ScenarioStep Step(MapReader map, ScenarioBaseline baseline, string id) => new(
        map.Mark, map.Local(map.Need("title")), null, baseline.Deficits,
        [
            .. map.List(map.Need("changes"), "changes")
                .SelectMany((c, i) => ChangeReader.Read(map, c, FormattableString.Invariant($"measure {id}, change {i + 1}"))),
        ]);

    private static MeasureTerms Measure(MapReader map, NameAt[] ids, int own) =>
        new(ids[own], map.Text(map.Need("source")), Amounts(map, map.Need("cost")))
        {
            After = Others(map, "after", ids, own),
            With = Others(map, "with", ids, own),
            Excludes = Others(map, "excludes", ids, own),
            Quarters = map.Find("quarters") is { } quarters ? map.Whole(quarters, 1, MostQuarters) : 1,
            NotBefore = map.Find("not_before") is { } first ? map.Whole(first, 0, MostQuarters) : 0,
        };

    private static NameAt[] Ids(MapReader[] measures)
    {
        var ids = new List<NameAt>();
        foreach (var measure in measures)
        {
            var id = measure.Name(measure.Need("id"));
            if (ids.Any(i => i.Text == id.Text))
                throw measure.Fault(id.Mark, $"measure '{id.Text}' is there already");
            ids.Add(id);
        }

        return [.. ids];
    }

    private static int[] Others(MapReader map, string key, NameAt[] ids, int own) => map.Find(key) is not { } node
        ? []
        : [.. map.Names(node, "measures").Select(name =>
        {
            var position = Array.FindIndex(ids, i => i.Text == name.Text);
            return position >= 0 && position != own
                ? position
                : throw map.Fault(name.Mark, position == own
                    ? $"measure '{name.Text}' names itself"
                    : $"unknown measure '{name.Text}'{NearNames.Hint(name.Text, ids.Select(i => i.Text))}");
        })];

    private static SideAmounts Amounts(MapReader owner, YamlNode node)
    {
        var map = owner.Object(node, Keys.Sides);
        return new SideAmounts(Amount(map, map.Need("A")), Amount(map, map.Need("B")));
    }

    private static double Amount(MapReader map, YamlNode node)
    {
        var value = SizeReader.Value(map, node, percent: false);
        return value >= 0 ? value : throw map.Fault(node.Mark, "an amount is 0 or more");
    }

    private static double Share(MapReader map, YamlNode node)
    {
        var value = SizeReader.Value(map, node, percent: true);
        return value is >= 0 and <= 1 ? value : throw map.Fault(node.Mark, "a rate of discount is 0% to 100%");
    }

    private static Quarter Quarter(MapReader map, YamlNode node)
    {
        var text = map.Text(node);
        return Pattern().Match(text) is { Success: true, Groups: var parts }
            ? new Quarter(int.Parse(parts[1].Value, CultureInfo.InvariantCulture), parts[2].Value[0] - '0')
            : throw map.Fault(node.Mark, $"'{text}': a quarter like 2027-Q1 is wanted");
    }

    [GeneratedRegex(@"^([0-9]{4})-Q([1-4])$")]
    private static partial Regex Pattern();
}
