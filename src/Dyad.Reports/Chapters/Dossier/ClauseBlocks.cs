using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Dossier;

/// <summary>A clause: its wording, what each side says of it in one form for both, and what keeps it from being settled.</summary>
internal static class ClauseBlocks
{
    public static IEnumerable<Block> Of(EditionClause clause, IReadOnlyList<int> number, Localizer text)
    {
        yield return new Paragraph([DossierPage.Number(number), .. text.Read(clause.Text)]);
        yield return new ListBlock([.. clause.Positions.Select(p => Position(p, text))]);
        foreach (var conflict in clause.Conflicts)
        {
            yield return new Callout(
                conflict.Side is null
                    ? text.Text("dossier.conflict.title")
                    : text.Text("dossier.conflict.title_of", ("side", text.Economy(conflict.Side))),
                text.Read(conflict.Text));
        }

        if (clause.Stale.Count > 0)
        {
            string space = text.Text("format.sentence_space");
            yield return new Callout(
                text.Text("dossier.stale.title"),
                [.. clause.Stale.SelectMany((s, i) => (IEnumerable<Inline>)
                [
                    .. i > 0 ? Cells.Of(space) : [], .. text.Sentence("dossier.stale.was_is", ("was", s.Was), ("is", s.Is)),
                ])]);
        }

        if (clause.Outdated.Count > 0)
        {
            string separator = text.Text("format.list_separator");
            yield return new Callout(
                text.Text("dossier.outdated.title"),
                Cells.Of(text.Text(
                    "dossier.outdated.languages", ("languages", string.Join(separator, clause.Outdated.Select(text.LanguageName))))));
        }
    }

    private static IReadOnlyList<Inline> Position(EditionPosition position, Localizer text)
    {
        string key = "dossier.position." + DossierPage.Key(position.Stance);
        (string, Inline) side = ("side", new TextRun(text.Economy(position.Side), Strong: true));
        return
        [
            .. text.Sentence(key, side), .. position.Text is null ? [] : text.Read(position.Text),
            .. position.Provisional ? Cells.Of(text.Text("dossier.position.provisional")) : [],
        ];
    }
}
