using System.Globalization;
using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Dossier;

/// <summary>
/// A joint text as a document, for <see cref="Rendering.Html.HtmlReport"/> and <see cref="Rendering.Word.WordReport"/>: a chapter a
/// section, each
/// clause with what both sides say of it, then commitments, stances, signatures, and how all of it is checked.
/// </summary>
public static class DossierPage
{
    /// <summary>Composes the document; chapters have the same ids in every language.</summary>
    /// <exception cref="ArgumentException">The edition does not name two sides.</exception>
    public static ReportDocument Compose(DossierEdition edition)
    {
        ArgumentNullException.ThrowIfNull(edition);
        return Compose(edition, new Localizer(edition.Names, [], edition.Language, onUse: null));
    }

    internal static ReportDocument Compose(DossierEdition edition, Localizer text)
    {
        if (edition.Sides.Distinct(StringComparer.Ordinal).Count() != 2 || edition.Sides.Count != 2)
            throw new ArgumentException($"A joint text has two sides, not \"{string.Join(", ", edition.Sides)}\".", nameof(edition));
        List<Chapter> chapters =
        [
            .. edition.Sections.Select((section, i) => Section(section, i + 1, text)),
            .. CommitmentsChapter.Compose(edition, text), .. IssuesChapter.Compose(edition, text),
            SignaturesChapter.Compose(edition, text), SignaturesChapter.Verifying(edition, text),
        ];
        return new ReportDocument(
            text.Language, Inlines.PlainText(edition.Title.Content),
            text.Text(
                "dossier.subtitle." + Key(edition.Stage), ("parties", text.Joined(edition.Sides, text.EconomyInSentence))),
            chapters, edition.Addresses, PageLabels.Compose(text));
    }

    /// <summary>A text of the edition, with a remark where it is not translated.</summary>
    internal static IReadOnlyList<Inline> Read(this Localizer text, EditionText read) => read.Written == text.Language
        ? read.Content
        : [.. read.Content, new TextRun(text.Text("dossier.written_in", ("language", text.LanguageName(read.Written))))];

    /// <summary>Name of a language inside a sentence.</summary>
    internal static string LanguageName(this Localizer text, Language language) =>
        text.Text("dossier.language." + TextCatalog.Code(language));

    /// <summary>The name of a value as keys of texts write it.</summary>
    internal static string Key(Enum value) => string.Concat(value.ToString().Select(
        (c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));

    /// <summary>Number of a thing in the text: 2.1.</summary>
    internal static TextRun Number(params IReadOnlyList<int> number) =>
        new(string.Join('.', number.Select(n => n.ToString(CultureInfo.InvariantCulture))) + "\u2002", Strong: true);

    private static Chapter Section(EditionSection section, int number, Localizer text) => new(
        "section-" + section.Id,
        string.Create(CultureInfo.InvariantCulture, $"{number}. {Inlines.PlainText(text.Read(section.Title))}"),
        section.Clauses.Count == 0
            ? [text.Paragraph("dossier.no_clauses")]
            : [.. section.Clauses.SelectMany((clause, i) => ClauseBlocks.Of(clause, [number, i + 1], text))]);
}
