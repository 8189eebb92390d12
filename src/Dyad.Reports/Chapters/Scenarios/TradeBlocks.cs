using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Scenarios;

/// <summary>Trade before and after: of the pair or among the members, by sector, and with others.</summary>
internal static class TradeBlocks
{
    /// <summary>Directions that stand beside each other, and partners below each other, that a reader can compare.</summary>
    private const int DirectionsShown = 8;
    private const int PartnersShown = 12;

    /// <summary>Table of the directions and their changes by sector, or nothing.</summary>
    public static IEnumerable<Block> Compose(ScenarioOutcome scenario, Localizer text)
    {
        var own = Own(scenario);
        if (own.Count == 0)
            yield break;
        yield return Table([.. own, .. WithThirdParties(scenario)], text);
        if (BySector(scenario, own, text) is { } map)
            yield return map;
    }

    /// <summary>What happens to trade with others: goods that now go elsewhere, or nothing where one side only is known.</summary>
    public static IEnumerable<Block> WithOthers(ScenarioOutcome scenario, Localizer text)
    {
        var sides = scenario.OwnSides().Take(DirectionsShown / 2).Select(w => w.Economy).ToList();
        var others = scenario.ThirdParties().Select(w => w.Economy).ToHashSet(StringComparer.Ordinal);
        var flows = scenario.Trade.Where(t => t.Sector is null).ToLookup(t => (t.Exporter, t.Importer));
        TradeChange? Flow(string exporter, string importer) => flows[(exporter, importer)].FirstOrDefault();
        double Size(string other) => sides.Sum(s => (Flow(s, other)?.Before ?? 0) + (Flow(other, s)?.Before ?? 0));
        var partners = others.Where(o => Size(o) > 0).OrderByDescending(Size).ThenBy(o => o, StringComparer.Ordinal)
            .Take(PartnersShown).ToList();
        if (partners.Count == 0)
            yield break;
        List<(string Label, Func<string, TradeChange?> Flow)> columns =
        [
            .. sides.SelectMany(s => new (string, Func<string, TradeChange?>)[]
            {
                (text.Text("scenario.exports_of", ("party", text.Exporter(s))), other => Flow(s, other)),
                (text.Text("scenario.imports_of", ("party", text.Exporter(s))), other => Flow(other, s)),
            }),
        ];
        yield return text.Heading("scenario.others_title");
        yield return text.Paragraph("scenario.others_reading");
        yield return Map(
            "scenario.others", [.. partners.Select(text.Economy)], [.. columns.Select(c => c.Label)],
            [.. partners.Select(p => columns.Select(c => c.Flow(p)).ToList())], text);
    }

    /// <summary>
    /// The directions that a scenario is about, all sectors: those between its sides and within its groups, the largest first.
    /// </summary>
    public static IReadOnlyList<TradeChange> Own(ScenarioOutcome scenario)
    {
        var known = scenario.Welfare.ToDictionary(w => w.Economy, w => w.Role, StringComparer.Ordinal);
        // A group stands as its name, which is no economy of the model.
        bool OwnSide(string name) => name != TradeChange.ThirdParties && known.GetValueOrDefault(name) != Sides.Third;
        int Rank(TradeChange t) => scenario.Parties.Contains(t.Exporter) && scenario.Parties.Contains(t.Importer)
            ? scenario.Parties.ToList().IndexOf(t.Exporter) : scenario.Parties.Count;
        return
        [
            .. scenario.Trade.Where(t => t.Sector is null && OwnSide(t.Exporter) && OwnSide(t.Importer))
                .OrderBy(Rank).ThenByDescending(t => t.Before).Take(DirectionsShown),
        ];
    }

    /// <summary>Trade of each party with all third parties together.</summary>
    private static IEnumerable<TradeChange> WithThirdParties(ScenarioOutcome scenario) => scenario.Trade.Where(
        t => t.Sector is null && (t.Exporter == TradeChange.ThirdParties || t.Importer == TradeChange.ThirdParties));

    private static Table Table(IReadOnlyList<TradeChange> own, Localizer text)
    {
        var amounts = new Amounts(text, own.SelectMany(t => new[] { t.Before, t.After }));
        var percent = Percent(own, text);
        bool drawn = own.Any(t => t.Low is not null);
        return new Table(
            text.Text("scenario.trade_caption"),
            [
                text.Column("table.direction"), amounts.Column("table.before"), amounts.Column("table.after"),
                text.Numbers("table.change"), .. drawn ? (Column[])[text.Numbers("table.interval")] : [],
            ],
            [
                .. own.Select(t => (IReadOnlyList<IReadOnlyList<Inline>>)
                [
                    Cells.Of(Direction(t, text)), Cells.Of(amounts.Cell(t.Before, t.Provenance)),
                    Cells.Of(amounts.Cell(t.After, t.Provenance)),
                    t.ChangePercent is { } change ? Cells.Of(percent.Cell(change, t.Provenance)) : text.Missing(),
                    .. drawn ? (IReadOnlyList<Inline>[])[percent.Cell(t.Low, t.High, t.Provenance)] : [],
                ]),
            ]);
    }

    private static Figure? BySector(ScenarioOutcome scenario, IReadOnlyList<TradeChange> own, Localizer text)
    {
        var flows = scenario.Trade.Where(t => t.Sector is not null).ToLookup(t => (t.Exporter, t.Importer, t.Sector));
        own = [.. own.Where(t => flows.Any(f => (f.Key.Exporter, f.Key.Importer) == (t.Exporter, t.Importer)))];
        var sectors = scenario.Trade.Select(t => t.Sector).OfType<string>().Distinct(StringComparer.Ordinal)
            .Where(s => own.Any(t => flows[(t.Exporter, t.Importer, s)].Any(f => f.ChangePercent is not null))).ToList();
        return sectors.Count < 2 ? null : Map(
            "scenario.sectors_map", [.. sectors.Select(text.Sector)], [.. own.Select(t => Direction(t, text))],
            [.. sectors.Select(s => own.Select(t => flows[(t.Exporter, t.Importer, s)].FirstOrDefault()).ToList())], text);
    }

    private static Figure Map(
        string key, IReadOnlyList<string> rows, IReadOnlyList<string> columns, IReadOnlyList<List<TradeChange?>> flows, Localizer text)
    {
        var known = flows.SelectMany(row => row).OfType<TradeChange>().Where(t => t.ChangePercent is not null).ToList();
        var percent = new Percentages(text, known.Select(t => t.ChangePercent!.Value));
        double largest = DivergingScale.Largest(known.Select(t => t.ChangePercent!.Value));
        var map = new HeatMap(
            text.Text(key + "_title"), text.Text(key + "_description"), text.Text("unit.trade_change"), rows, columns,
            [
                .. flows.Select(row => (IReadOnlyList<HeatCell?>)
                [
                    .. row.Select(t => t is { ChangePercent: { } change }
                        ? new HeatCell(change, percent.Text(change), t.Provenance) : null),
                ]),
            ],
            -largest, largest, Diverging: true);
        return new Figure(map, text.Text(key + "_caption"), known[0].Provenance);
    }

    private static Percentages Percent(IEnumerable<TradeChange> flows, Localizer text) => new(
        text, flows.SelectMany(t => new[] { t.ChangePercent ?? 0, t.Low ?? 0, t.High ?? 0 }));

    /// <summary>A direction; trade within a group has one name.</summary>
    private static string Direction(TradeChange t, Localizer text) => t.Exporter == t.Importer
        ? text.Text("scenario.within", ("group", text.Economy(t.Exporter))) : text.Direction(t.Exporter, t.Importer);
}
