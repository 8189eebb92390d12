using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Scenarios;

/// <summary>The way through several steps: real income of each side after each, each told against the world before the first.</summary>
internal static class StepBlocks
{
    /// <summary>The table, or null for a scenario of one step.</summary>
    public static Table? Compose(ScenarioOutcome scenario, Localizer text)
    {
        if (scenario.Steps.Count == 0)
            return null;
        var own = scenario.OwnSides().Select(w => w.Economy).ToList();
        List<(string Title, IReadOnlyList<WelfareFigure> Welfare)> steps =
        [
            .. scenario.Steps.Select(s => (text.Name(s.Title), s.Welfare)), (text.Text("scenario.last_step"), scenario.Welfare),
        ];
        var percent = WelfareTable.Exact(steps.SelectMany(s => s.Welfare).Where(w => own.Contains(w.Economy)), text);
        return new Table(
            text.Text("scenario.steps_caption"),
            [text.Column("table.step"), .. own.Select(e => new Column(text.Economy(e), Numeric: true))],
            [
                .. steps.Select((s, i) => (IReadOnlyList<IReadOnlyList<Inline>>)
                [
                    Cells.Of(text.Text("scenario.step", ("number", text.Numbers.Number(i + 1)), ("title", s.Title))),
                    .. own.Select(e => s.Welfare.FirstOrDefault(w => w.Economy == e) is { } w
                        ? Cells.Of(percent.Cell(new Estimated(w.ExactPercent, w.Low, w.High), w.Provenance)) : text.Missing()),
                ]),
            ]);
    }
}
