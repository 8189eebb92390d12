using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Dossier;

/// <summary>What each side says on multilateral issues.</summary>
internal static class IssuesChapter
{
    public static IEnumerable<Chapter> Compose(DossierEdition edition, Localizer text)
    {
        if (edition.Issues.Count > 0)
            yield return new Chapter("issues", text.Text("dossier.issues.title"), [.. edition.Issues.SelectMany(i => Blocks(i, text))]);
    }

    private static IEnumerable<Block> Blocks(EditionIssue issue, Localizer text)
    {
        yield return new Heading(3, Inlines.PlainText(text.Read(issue.Title)));
        yield return new ListBlock(
        [
            .. issue.Stances.Select(s => (IReadOnlyList<Inline>)
            [
                .. text.Sentence(
                    s.Stance is null ? "dossier.issues.none" : "dossier.issues.stance",
                    ("side", new TextRun(text.Economy(s.Side), Strong: true))),
                .. s.Stance is null ? [] : text.Read(s.Stance),
            ]),
        ]);
    }
}
