using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Scenarios;

/// <summary>Sectors that win and lose on each side.</summary>
internal static class SectorBlocks
{
    /// <summary>Names that a sentence can hold, to each side.</summary>
    private const int Named = 3;

    /// <summary>Economies whose sectors are told: the sides of a pair, or the first of a group.</summary>
    private const int EconomiesShown = 4;

    /// <summary>A sentence and, with <paramref name="tables"/>, a table for each side.</summary>
    public static IEnumerable<Block> Compose(ScenarioOutcome scenario, bool tables, Localizer text)
    {
        foreach (string economy in scenario.OwnSides().Select(w => w.Economy).Take(EconomiesShown))
        {
            var sectors = scenario.SectorChanges.Where(s => s.Economy == economy)
                .OrderByDescending(s => s.OutputPercent.Value).ThenBy(s => s.Sector, StringComparer.Ordinal).ToList();
            if (sectors.Count < 2)
                continue;
            if (tables)
                yield return new Heading(3, text.Economy(economy));
            yield return new ListBlock([.. Sentences(economy, sectors, text)]);
            if (tables)
                yield return Table(economy, sectors, text);
        }
    }

    private static IEnumerable<IReadOnlyList<Inline>> Sentences(string economy, IReadOnlyList<SectorChange> sectors, Localizer text)
    {
        var percent = new Percentages(text, sectors.Select(s => s.OutputPercent.Value));
        List<SectorChange> up = [.. sectors.Where(s => s.OutputPercent.Value > 0 && !percent.IsZero(s.OutputPercent.Value)).Take(Named)];
        List<SectorChange> down =
            [.. sectors.Where(s => s.OutputPercent.Value < 0 && !percent.IsZero(s.OutputPercent.Value)).Reverse().Take(Named)];
        foreach (var (key, named) in new[] { ("up", up), ("down", down) })
        {
            if (named.Count == 0)
            {
                yield return text.Sentence($"scenario.sectors_none_{key}", ("party", Cells.Run(text.Economy(economy))));
                continue;
            }

            var list = new List<Inline>();
            foreach (var s in named)
            {
                if (list.Count > 0)
                    list.Add(Cells.Run(text.Text("format.list_separator")));
                list.AddRange(text.Sentence("format.of_value_run", ("name", Cells.Run(text.SectorInSentence(s.Sector))), ("value", percent.Said(s.OutputPercent.Value, s.Provenance))));
            }

            yield return [.. text.Sentence($"scenario.sectors_{key}", ("party", Cells.Run(text.Economy(economy)))), .. list, Cells.Run(text.Text("format.full_stop"))];
        }
    }

    private static Table Table(string economy, IReadOnlyList<SectorChange> sectors, Localizer text)
    {
        var amounts = new Amounts(text, sectors.Select(s => s.OutputBefore));
        var percent = new Percentages(text, sectors.SelectMany(s => new[] { s.OutputPercent.Value, s.CostPercent.Value, s.PricePercent.Value }));
        return new Table(
            text.Text("scenario.sectors_caption", ("party", text.Economy(economy))),
            [
                text.Column("table.sector"), amounts.Column("table.output_before"), text.Numbers("table.output_change"),
                text.Numbers("table.cost_change"), text.Numbers("table.price_change"),
            ],
            [
                .. sectors.Select(s => (IReadOnlyList<IReadOnlyList<Inline>>)
                [
                    Cells.Of(text.Sector(s.Sector)), Cells.Of(amounts.Cell(s.OutputBefore, s.Provenance)),
                    Cells.Of(percent.Cell(s.OutputPercent, s.Provenance)), Cells.Of(percent.Cell(s.CostPercent, s.Provenance)),
                    Cells.Of(percent.Cell(s.PricePercent, s.Provenance)),
                ]),
            ]);
    }
}
