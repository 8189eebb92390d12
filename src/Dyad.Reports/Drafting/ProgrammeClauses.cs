using Dyad.Reports.Chapters.Programme;
using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Drafting;

/// <summary>The programme that the report chooses: its set, what each side gains by it, and each measure with its costs.</summary>
internal static class ProgrammeClauses
{
    public static IEnumerable<DraftClause> Of(JointReport report, DraftWriter writer)
        => report.Programme?.InOrder(report.Parties) is { } programme && ChoiceBlocks.Chosen(programme) is { } chosen
            ? Of(programme, chosen, writer) : [];

    private static IEnumerable<DraftClause> Of(ProgrammeOutcome programme, ProgrammeChoice chosen, DraftWriter writer)
    {
        string way = programme.Nash is null ? "transfer" : "nash";
        yield return programme.Nash is null
            ? writer.Clause(
                DraftIds.Of(["programme", way, .. chosen.Transfer >= 0 ? programme.Parties : programme.Parties.Reverse()]),
                text => ChoiceBlocks.Transfer(chosen, programme, text))
            : writer.Clause(DraftIds.Of("programme", way), text => ChoiceBlocks.Nash(chosen, programme, text));
        foreach (var (side, party) in programme.Parties.Index())
        {
            yield return writer.Clause(
                DraftIds.Of("programme", way, "gain", party), text => ChoiceBlocks.SideGains(chosen, programme, text).ElementAt(side));
        }

        foreach (var measure in programme.Measures.Where(m => chosen.Measures.Contains(m.Code)))
            yield return writer.Clause(DraftIds.Of("programme", "measure", measure.Code), text => Sentence(measure, programme, text));
    }

    /// <summary>What a measure costs each side; a file of measures may state no cost.</summary>
    private static IReadOnlyList<Inline> Sentence(ProgrammeMeasure measure, ProgrammeOutcome programme, Localizer text)
    {
        (string, Inline) name = ("measure", Cells.Run(text.Name(measure.Title)));
        return measure.Cost is { First: 0, Second: 0 }
            ? text.Sentence("draft.measure.no_cost", name)
            : text.Sentence(
                "draft.measure.cost", name,
                ("first", Cells.Run(text.EconomyInSentence(programme.Parties[0]))),
                ("first_cost", text.Money(measure.Cost.First, measure.Provenance)),
                ("second", Cells.Run(text.EconomyInSentence(programme.Parties[1]))),
                ("second_cost", text.Money(measure.Cost.Second, measure.Provenance)));
    }
}
