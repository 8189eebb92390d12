using DocumentFormat.OpenXml.Packaging;
using Dyad.Dossier.State;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Testing;
using Dyad.Workbench.Dossiers;

namespace Dyad.Workbench.Tests.Dossiers;

/// <summary>A dossier as a document: all that was said, by both sides in one form, in three languages.</summary>
public class DossierDocumentTests
{
    private static readonly string[] Both = ["Arvenia", "Belmora"];

    public static TheoryData<Language> Languages => new(Enum.GetValues<Language>());

    [Theory]
    [MemberData(nameof(Languages))]
    public void EveryClauseStandsWithThePositionOfEachSide(Language language)
    {
        using var dossier = SyntheticDossier.Negotiated();
        var blocks = Document(dossier.State, language).Chapters.Single(c => c.Id == "section-trade").Blocks;
        Assert.Equal(["1.1", "1.2", "1.3", "1.4"], blocks.OfType<Paragraph>().Select(p => ((TextRun)p.Content[0]).Text.Trim()));
        var lists = blocks.OfType<ListBlock>().ToList();
        Assert.Equal(4, lists.Count);
        Assert.All(lists, l => Assert.Equal(Both, l.Items.Select(i => Strong(i))));
        // Where both say the same, the same words stand there.
        Assert.Equal(lists[0].Items[0].Skip(1).Select(Plain), lists[0].Items[1].Skip(1).Select(Plain));
    }

    [Fact]
    public void APositionIsReadInTheReadersLanguageOrSaysInWhichItIs()
    {
        using var dossier = SyntheticDossier.Negotiated();
        Assert.Contains("Belmora agrees with a reservation: By 2030.", Lines(dossier.State, Language.En));
        Assert.Contains("Belmora: согласие с оговоркой. До 2030 года.", Lines(dossier.State, Language.Ru));
        Assert.Contains("Belmora同意，但有保留：By 2030.（原文为英文，尚未翻译）", Lines(dossier.State, Language.Zh));
        Assert.Contains("1.4\u2002Только по-русски. (written in Russian, not translated)", Lines(dossier.State, Language.En));
    }

    [Fact]
    public void NumbersLeadToTheirAddressAndOldOnesAreMarked()
    {
        using var dossier = SyntheticDossier.Negotiated();
        var document = Document(dossier.State, Language.En);
        Assert.Equal(["a1"], document.Provenance.Select(c => c.Id));
        var lines = Lines(dossier.State, Language.En);
        Assert.Contains("1.3\u2002Services came to 34.", lines);
        Assert.Contains("The clause reads 34; stated last: 35.", lines);
        Assert.Contains("Older than the newest wording: Chinese; Russian.", lines);
        Assert.Contains("Arvenia: Ministry A; open", lines);
        Assert.Contains("Belmora: Ministry B; late: Waiting for equipment. (2026-11-29 09:17:00)", lines);
        Assert.Contains("Belmora has stated no stance.", lines);
    }

    [Fact]
    public void ASignedTextNamesSignersAndKeys()
    {
        using var dossier = SyntheticDossier.Concluded();
        var document = Document(dossier.State, Language.En);
        Assert.EndsWith("signed by both sides", document.Subtitle, StringComparison.Ordinal);
        var table = document.Chapters.Single(c => c.Id == "signatures").Blocks.OfType<Table>().Single();
        Assert.Equal(["Arvenia", "Belmora"], table.Rows.Select(r => Inlines.PlainText(r[0])));
        Assert.All(table.Rows, r => Assert.Matches("^[0-9a-f]{64}$", Inlines.PlainText(r[2])));
        Assert.Equal(["Head of CHN", "Head of RUS"], table.Rows.Select(r => Inlines.PlainText(r[1])));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void SidesSwappedSayTheSame(Language language)
    {
        // Each side keeps its name and takes the other's code, and with it the other's place.
        using var asked = SyntheticDossier.Negotiated("CHN", "RUS");
        using var swapped = SyntheticDossier.Negotiated("RUS", "CHN");
        Assert.Equal(
            Statements(DossierDocument.Of(asked.State, language, Names("CHN", "RUS"))),
            Statements(DossierDocument.Of(swapped.State, language, Names("RUS", "CHN"))));
    }

    [Fact]
    public void OnePageHoldsThreeLanguagesAndAWordDocumentOpens()
    {
        using var dossier = SyntheticDossier.Negotiated();
        string page = DossierPages.Html(dossier.State, Language.Ru, Names("CHN", "RUS"));
        Assert.All(
            ["Trade is", "贸易额为", "Торговля:", "By 2030.", "До 2030 года.", "Not for us."],
            said => Assert.Contains(said, page, StringComparison.Ordinal));
        foreach (var language in Enum.GetValues<Language>())
        {
            using var file = new MemoryStream();
            DossierPages.Word(dossier.State, language, Names("CHN", "RUS"), file);
            using var word = WordprocessingDocument.Open(file, isEditable: false);
            Assert.Contains("Not for us.", word.MainDocumentPart!.Document!.InnerText, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void WithoutNamesCodesStandAndWithoutAnOpeningNothing()
    {
        using var dossier = SyntheticDossier.Negotiated();
        Assert.Contains("CHN", DossierDocument.Of(dossier.State, Language.En).Subtitle, StringComparison.Ordinal);
        Assert.Throws<UserException>(() => DossierDocument.Of(DossierState.Empty("d2"), Language.En));
    }

    private static ReportDocument Document(DossierState state, Language language) =>
        DossierDocument.Of(state, language, Names("CHN", "RUS"));

    private static NamedCode[] Names(string first, string second) =>
        [new(first, "Arvenia", "Arvenia", "Arvenia"), new(second, "Belmora", "Belmora", "Belmora")];

    private static string Strong(IReadOnlyList<Inline> item) => item.OfType<TextRun>().Single(r => r.Strong).Text;

    private static string Plain(Inline inline) => Inlines.PlainText([inline]);

    private static List<string> Lines(DossierState state, Language language) =>
        [.. Document(state, language).Chapters.SelectMany(c => c.Blocks).SelectMany(Lines)];

    private static IEnumerable<string> Lines(Block block) => block switch
    {
        Heading h => [h.Text],
        Paragraph p => [Inlines.PlainText(p.Content)],
        ListBlock l => l.Items.Select(Inlines.PlainText),
        Callout c => [c.Title, Inlines.PlainText(c.Content)],
        Table t => t.Rows.Select(r => string.Join(" | ", r.Select(Inlines.PlainText))),
        _ => throw new ArgumentOutOfRangeException(nameof(block), block, "A block that a dossier does not have."),
    };

    /// <summary>
    /// What a document says, without the order of the sides and without the digest of the log, which holds their codes.
    /// </summary>
    private static string[] Statements(ReportDocument document) =>
    [
        .. document.Chapters.Where(c => c.Id != "verify").SelectMany(c => c.Blocks.SelectMany(Lines)).Order(StringComparer.Ordinal),
    ];
}
