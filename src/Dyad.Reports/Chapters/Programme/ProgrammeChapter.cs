using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Programme;

/// <summary>A programme for both sides: what is chosen, from which measures, with what for whom, and when.</summary>
internal static class ProgrammeChapter
{
    /// <summary>The chapter, or null for a report without a programme.</summary>
    public static Chapter? Compose(JointReport report, Localizer text) => report.Programme is { } programme
        ? new("programme", text.Text("programme.title"), [.. Blocks(programme.InOrder(report.Parties), text)]) : null;

    /// <summary>Everything that a chapter and a page tell.</summary>
    public static IEnumerable<Block> Blocks(ProgrammeOutcome programme, Localizer text)
    {
        Block?[] blocks =
        [
            text.Paragraph("programme.intro"), .. ChoiceBlocks.Compose(programme, text), ProgrammeCharts.Frontier(programme, text),
            text.Heading("programme.measures"), MeasureTables.Measures(programme, text), text.Paragraph("programme.shapley_reading"),
            MeasureTables.Budgets(programme, text),
            .. MeasureTables.Interactions(programme, text) is { } table
                ? (Block[])[text.Paragraph("programme.interactions_reading"), table] : [],
            .. ProgrammeCharts.Calendar(programme, text) is { } calendar ? (Block[])[text.Heading("programme.calendar"), calendar] : [],
            new Callout(text.Text("programme.caution_title"), Cells.Of(text.Text("programme.caution"))),
        ];
        return blocks.OfType<Block>();
    }
}
