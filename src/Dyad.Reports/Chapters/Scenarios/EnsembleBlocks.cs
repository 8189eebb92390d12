using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Scenarios;

/// <summary>Where the intervals come from: the draws and the parameters that were drawn.</summary>
internal static class EnsembleBlocks
{
    /// <summary>The draws, how to read them, and the parameters.</summary>
    public static IEnumerable<Block> Compose(ScenarioOutcome scenario, Localizer text)
    {
        foreach (var block in Draws(scenario, text))
            yield return block;
        if (scenario.Ensemble is not { } ensemble)
            yield break;
        yield return text.Paragraph("scenario.draws_reading");
        if (ensemble.Parameters.Count > 0)
            yield return Parameters(ensemble.Parameters, scenario.Welfare[0].Provenance, text);
    }

    /// <summary>How many draws there were, in a sentence.</summary>
    public static IEnumerable<Block> Draws(ScenarioOutcome scenario, Localizer text)
    {
        if (scenario.Ensemble is not { } ensemble)
            return [text.Paragraph("scenario.no_draws")];
        string provenance = scenario.Welfare[0].Provenance;
        return
        [
            new Paragraph(text.Sentence(
                "scenario.draws", ("draws", text.Number(ensemble.Draws, 0, provenance)),
                ("seed", text.Number(ensemble.Seed, 0, provenance)), ("failed", text.Number(ensemble.Failed, 0, provenance)))),
        ];
    }

    private static Table Parameters(IReadOnlyList<DrawnParameter> parameters, string provenance, Localizer text) => new(
        text.Text("scenario.parameters_caption"),
        [
            text.Column("table.parameter"), text.Column("table.distribution"), text.Numbers("table.mean"),
            text.Numbers("table.standard_deviation"), text.Column("table.source"),
        ],
        [
            .. parameters.Select(p => (IReadOnlyList<IReadOnlyList<Inline>>)
            [
                Cells.Of(text.Text("format.of_party", ("what", p.Block), ("party", text.Sector(p.Name)))),
                Cells.Of(text.Named("distribution", p.Distribution)),
                Cells.Of(text.Number(p.Mean, 3, provenance)), Cells.Of(text.Number(p.StdDev, 3, provenance)),
                Cells.Of(new FigureRun(p.Source, provenance)),
            ]),
        ]);
}
