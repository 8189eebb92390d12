using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Dossier;

/// <summary>Who signed, with which key, and how a reader checks it.</summary>
internal static class SignaturesChapter
{
    public static Chapter Compose(DossierEdition edition, Localizer text) => new(
        "signatures", text.Text("dossier.signatures.title"),
        edition.Digest is null
            ? [text.Paragraph("dossier.signatures.draft")]
            :
            [
                new Paragraph(Cells.Of(text.Text("dossier.signatures.of", ("digest", edition.Digest)))),
                new Table(
                    text.Text("dossier.signatures.caption"),
                    [
                        text.Column("dossier.signatures.side"), text.Column("dossier.signatures.signer"),
                        text.Column("dossier.signatures.fingerprint"), text.Column("dossier.signatures.moment"),
                    ],
                    [.. edition.Sides.Select(side => Row(side, edition.Signatures.FirstOrDefault(s => s.Side == side), text))]),
                text.Paragraph("dossier.signatures.compare"),
            ]);

    /// <summary>How the dossier's file is checked, without a network.</summary>
    public static Chapter Verifying(DossierEdition edition, Localizer text) => new(
        "verify", text.Text("dossier.verify.title"),
        [
            new Paragraph(Cells.Of(text.Text(
                "dossier.verify.made_of", ("dossier", edition.Dossier), ("entries", text.Numbers.Number(edition.Entries)),
                ("digest", edition.LogDigest)))),
            text.Paragraph("dossier.verify.command"), text.Paragraph("dossier.verify.checks"),
        ]);

    private static IReadOnlyList<IReadOnlyList<Inline>> Row(string side, EditionSignature? signature, Localizer text) => signature is null
        ? [Cells.Of(text.Economy(side)), Cells.Of(text.Text("dossier.signatures.unsigned")), text.Missing(), text.Missing()]
        : [Cells.Of(text.Economy(side)), Cells.Of(signature.Signer), Cells.Of(signature.Fingerprint), Cells.Of(signature.At)];
}
