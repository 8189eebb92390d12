using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Dossier;

/// <summary>
/// What both sides took on: who answers for it on each side, what shows it, until when, what each side says became of it.
/// </summary>
internal static class CommitmentsChapter
{
    public static IEnumerable<Chapter> Compose(DossierEdition edition, Localizer text)
    {
        if (edition.Commitments.Count > 0)
        {
            yield return new Chapter(
                "commitments", text.Text("dossier.commitments.title"),
                [text.Paragraph("dossier.commitments.intro"), .. edition.Commitments.SelectMany((c, i) => Blocks(c, i + 1, text))]);
        }
    }

    private static IEnumerable<Block> Blocks(EditionCommitment commitment, int number, Localizer text)
    {
        yield return new Paragraph([DossierPage.Number(number), .. text.Read(commitment.Text)]);
        yield return new ListBlock(
        [
            .. string.IsNullOrWhiteSpace(commitment.Indicator)
                ? (IEnumerable<IReadOnlyList<Inline>>)[]
                : [Cells.Of(text.Text("dossier.commitments.indicator", ("indicator", commitment.Indicator)))],
            Cells.Of(text.Text("dossier.commitments.due", ("day", commitment.Due))),
            .. commitment.Shares.Select(s => Share(s, text)),
        ]);
    }

    private static IReadOnlyList<Inline> Share(EditionShare share, Localizer text) =>
    [
        .. text.Sentence(
            "dossier.commitments.share", ("side", new TextRun(text.Economy(share.Side), Strong: true)), ("owner", Cells.Run(share.Owner)),
            ("progress", Cells.Run(text.Text("dossier.progress." + DossierPage.Key(share.Progress))))),
        .. share is { Text: { } said, At: { } at }
            ? Cells.Of(text.Text("dossier.commitments.said", ("text", said), ("moment", at))) : [],
    ];
}
