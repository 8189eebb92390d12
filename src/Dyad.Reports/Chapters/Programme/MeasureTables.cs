using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Programme;

/// <summary>The measures, what the sides can spend, and how measures work on one another.</summary>
internal static class MeasureTables
{
    private const int InteractionsShown = 8;

    /// <summary>Each measure with its costs, what it brings alone, and what it adds to the chosen set.</summary>
    public static Table Measures(ProgrammeOutcome programme, Localizer text)
    {
        var chosen = ChoiceBlocks.Chosen(programme);
        var costs = new Amounts(text, programme.Measures.SelectMany(m => new[] { m.Cost.First, m.Cost.Second }));
        var gains = new Amounts(
            text, programme.Measures.SelectMany(m => m.Alone is { } a ? new[] { a.First.Value, a.Second.Value } : [])
                .Concat(chosen?.Values.SelectMany(v => new[] { v.Value.First, v.Value.Second }) ?? []));
        IEnumerable<Column> Pair(string group) => programme.Parties.Select(p => new Column(text.Economy(p), Numeric: true, group));
        IReadOnlyList<Inline>[] Cost(ProgrammeMeasure m)
            => [Cells.Of(costs.Cell(m.Cost.First, m.Provenance)), Cells.Of(costs.Cell(m.Cost.Second, m.Provenance))];
        IReadOnlyList<Inline>[] Gain(Sides<double>? gain, string provenance) => gain is { } g
            ? [Cells.Of(gains.Cell(g.First, provenance)), Cells.Of(gains.Cell(g.Second, provenance))]
            : [text.Missing(), text.Missing()];
        return new Table(
            text.Text("programme.measures_caption"),
            [
                text.Column("table.measure_name"), text.Column("table.chosen"), .. Pair(costs.InUnit(text.Text("table.cost"))),
                .. Pair(gains.InUnit(text.Text("table.alone"))), .. Pair(gains.InUnit(text.Text("table.adds"))),
            ],
            [
                .. programme.Measures.Select(m => (IReadOnlyList<IReadOnlyList<Inline>>)
                [
                    Cells.Of(text.Name(m.Title)),
                    Cells.Of(text.Text(chosen?.Measures.Contains(m.Code) == true ? "programme.yes" : "programme.no")),
                    .. Cost(m),
                    .. Gain(m.Alone is { } a ? new Sides<double>(a.First.Value, a.Second.Value) : null, m.Provenance),
                    .. Gain(chosen?.Values.FirstOrDefault(v => v.Measure == m.Code)?.Value, chosen?.Provenance ?? m.Provenance),
                ]),
            ]);
    }

    /// <summary>What each side can spend and does, or null where nothing is chosen.</summary>
    public static Table? Budgets(ProgrammeOutcome programme, Localizer text)
    {
        if (ChoiceBlocks.Chosen(programme) is not { } chosen)
            return null;
        var amounts = new Amounts(
            text, [chosen.Cost.First, chosen.Cost.Second, programme.Budgets.First ?? 0, programme.Budgets.Second ?? 0]);
        IReadOnlyList<IReadOnlyList<Inline>> Row(string party, double? budget, double cost) =>
        [
            Cells.Of(text.Economy(party)),
            budget is { } all ? Cells.Of(amounts.Cell(all, chosen.Provenance)) : Cells.Of(text.Text("programme.no_limit")),
            Cells.Of(amounts.Cell(cost, chosen.Provenance)),
            budget is { } most ? Cells.Of(amounts.Cell(most - cost, chosen.Provenance)) : text.Missing(),
        ];
        return new Table(
            text.Text("programme.budgets_caption"),
            [text.Column("table.side"), amounts.Column("table.budget"), amounts.Column("table.spent"), amounts.Column("table.left")],
            [
                Row(programme.Parties[0], programme.Budgets.First, chosen.Cost.First),
                Row(programme.Parties[1], programme.Budgets.Second, chosen.Cost.Second),
            ]);
    }

    /// <summary>Pairs of measures that bring more or less together than alone, the largest first, or null where there is none.</summary>
    public static Table? Interactions(ProgrammeOutcome programme, Localizer text)
    {
        var shown = programme.Interactions
            .OrderByDescending(i => Math.Abs(i.Value.First + i.Value.Second)).Take(InteractionsShown).ToList();
        if (shown.Count == 0)
            return null;
        var amounts = new Amounts(text, shown.SelectMany(i => new[] { i.Value.First, i.Value.Second }));
        return new Table(
            amounts.InUnit(text.Text("programme.interactions_caption")),
            [text.Column("table.measure_pair"), .. programme.Parties.Select(p => new Column(text.Economy(p), Numeric: true))],
            [
                .. shown.Select(i => (IReadOnlyList<IReadOnlyList<Inline>>)
                [
                    Cells.Of(text.Text("format.and", ("first", programme.Measure(i.One, text)), ("second", programme.Measure(i.Other, text)))),
                    Cells.Of(amounts.Cell(i.Value.First, i.Provenance)), Cells.Of(amounts.Cell(i.Value.Second, i.Provenance)),
                ]),
            ]);
    }
}
