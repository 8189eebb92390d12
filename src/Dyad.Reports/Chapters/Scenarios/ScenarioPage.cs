using Dyad.Reports.Chapters.Method;
using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Chapters.Sources;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Scenarios;

/// <summary>
/// The page of one scenario: what each side gains, how sure that is, who else is touched, what happens to trade and to sectors,
/// and by which equations and data all that was found. <see cref="Rendering.Html.HtmlReport"/> and
/// <see cref="Rendering.Word.WordReport"/> render it.
/// </summary>
public static class ScenarioPage
{
    /// <summary>Composes the page in one language; chapters have the same ids in each.</summary>
    /// <exception cref="ArgumentException">The result tells the welfare of no economy.</exception>
    public static ReportDocument Compose(ScenarioResult result, Language language) => Compose(result, Localizer(result, language));

    /// <summary>What each side gains or loses, as plain sentences.</summary>
    public static IReadOnlyList<string> Headlines(ScenarioResult result, Language language)
        => [.. GainSentences.Sides(result, Localizer(result, language)).Items.Select(Inlines.PlainText)];

    /// <summary>The pictures of the page by name, for files: <c>welfare</c>, <c>map</c>, <c>trade</c>, <c>others</c>.</summary>
    public static IReadOnlyList<(string Name, Chart Chart)> Charts(ScenarioResult result, Language language)
    {
        var text = Localizer(result, language);
        return
        [
            ("welfare", WelfareChart.Bars(result, text).Chart), ("map", WelfareChart.Map(result, text).Chart),
            .. TradeBlocks.Compose(result, text).OfType<Figure>().Select(f => ("trade", f.Chart)),
            .. TradeBlocks.WithOthers(result, text).OfType<Figure>().Select(f => ("others", f.Chart)),
        ];
    }

    internal static ReportDocument Compose(ScenarioResult result, Localizer text)
    {
        if (result.Welfare.Count == 0)
            throw new ArgumentException("The scenario tells the welfare of no economy.", nameof(result));
        Chapter?[] chapters =
        [
            Result(result, text), Sides(result, text),
            Chapter("third", [.. ThirdParties(result, text)], text),
            Chapter("trade", [.. TradeBlocks.Compose(result, text), .. TradeBlocks.WithOthers(result, text)], text),
            Chapter("sectors", [.. SectorBlocks.Compose(result, tables: true, text)], text),
            Chapter("steps", StepBlocks.Compose(result, text) is { } steps ? [text.Paragraph("scenario.steps_reading"), steps] : [], text),
            Chapter("uncertainty", [.. EnsembleBlocks.Compose(result, text)], text),
            Method(result, text), SourcesChapter.Compose(result.SourceTables, result.Version, text),
        ];
        List<Chapter> written = [.. chapters.OfType<Chapter>()];
        return new ReportDocument(
            text.Language, text.Name(result.Title),
            result.Year is { } year
                ? text.Text("scenario.subtitle_year", ("year", NumberFormat.Years(year, year))) : text.Text("scenario.subtitle"),
            written, [.. AddressOrder.Of(result.Provenance, written).Select(p => ProvenanceCards.Compose(p, text))],
            PageLabels.Compose(text));
    }

    private static Localizer Localizer(ScenarioResult result, Language language)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new(result.Economies, result.Sectors, language, onUse: null);
    }

    /// <summary>A chapter, or null where it has nothing to tell.</summary>
    private static Chapter? Chapter(string id, IReadOnlyList<Block> blocks, Localizer text)
        => blocks.Count == 0 ? null : new(id, text.Text($"scenario.chapter.{id}"), blocks);

    private static Chapter Result(ScenarioResult result, Localizer text)
    {
        var blocks = new List<Block>();
        if (!result.Converged)
            blocks.Add(new Callout(text.Text("scenario.not_solved_title"), Cells.Of(text.Text("scenario.not_solved"))));
        blocks.AddRange(
        [
            GainSentences.Sides(result, text), WelfareChart.Bars(result, text), WelfareChart.Map(result, text),
            .. Assumption(result, text),
            new Callout(text.Text("scenario.caution_title"), Cells.Of(text.Text("scenario.caution"))),
        ]);
        return new("result", text.Text("scenario.chapter.result"), blocks);
    }

    /// <summary>What is assumed and by whom.</summary>
    private static IEnumerable<Block> Assumption(ScenarioResult result, Localizer text)
    {
        yield return text.Heading("scenario.assumption");
        yield return new Paragraph(Cells.Of(text.Name(result.Assumption)));
        yield return text.Paragraph("scenario.deficits_" + result.Deficits);
        if (result.Sources.Count > 0)
        {
            yield return text.Heading("scenario.sources", level: 4);
            yield return new ListBlock([.. result.Sources.Select(Cells.Of)]);
        }
    }

    private static Chapter? Sides(ScenarioResult result, Localizer text)
    {
        string who = result.Parties.Count == 2 ? "sides" : "members";
        if (WelfareTable.Compose($"scenario.{who}_caption", result.OwnSides(), withAmounts: true, text) is not { } table)
            return null;
        return new("sides", text.Text($"scenario.chapter.{who}"),
            [table, new Callout(text.Text("scenario.two_measures_title"), Cells.Of(text.Text("scenario.two_measures")))]);
    }

    private static IEnumerable<Block> ThirdParties(ScenarioResult result, Localizer text)
    {
        var third = result.ThirdParties();
        if (WelfareTable.Compose("scenario.third_caption", third, withAmounts: false, text) is not { } table)
            yield break;
        yield return new ListBlock(GainSentences.ThirdParties(result, text));
        yield return table;
    }

    private static Chapter Method(ScenarioResult result, Localizer text)
    {
        string provenance = result.Welfare[0].Provenance;
        FigureRun Residual(double value) => new(text.Numbers.Scientific(value), provenance);
        List<Block> blocks =
        [
            text.Paragraph("scenario.method_intro"), .. MethodChapter.Sections([.. ScenarioMethods.For([result])], text),
            text.Heading("scenario.solution"),
            new Paragraph(text.Sentence(
                "scenario.residuals", ("iterations", text.Number(result.Iterations, 0, provenance)),
                ("cost", Residual(result.Residuals.Cost)), ("price", Residual(result.Residuals.Price)),
                ("expenditure", Residual(result.Residuals.Expenditure)), ("demand", Residual(result.Residuals.Demand)))),
        ];
        if (result.DataNotes.Count > 0)
            {
            blocks.AddRange(
            [
                text.Heading("scenario.data_notes"), text.Paragraph("scenario.data_notes_reading"),
                new ListBlock([.. DataNoteSentences.Of(result, text).Select(Cells.Of)]),
            ]);
        }

        return new("method", text.Text("method.title"), blocks);
    }
}
