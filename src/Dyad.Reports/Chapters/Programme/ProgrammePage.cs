using Dyad.Reports.Chapters.Method;
using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Chapters.Sources;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Programme;

/// <summary>The page of one programme, for <see cref="Rendering.Html.HtmlReport"/> and <see cref="Rendering.Word.WordReport"/>.</summary>
public static class ProgrammePage
{
    /// <summary>Composes the page in one language; chapters have the same ids in each.</summary>
    /// <exception cref="ArgumentException">The programme does not name two sides.</exception>
    public static ReportDocument Compose(ProgrammeReport programme, Language language)
    {
        ArgumentNullException.ThrowIfNull(programme);
        return Compose(programme, Localizer(programme, language));
    }

    /// <summary>Names of all pictures that a page can have.</summary>
    public static IReadOnlyList<string> ChartNames { get; } = ["frontier", "calendar"];

    /// <summary>The pictures of the page by name, for files; those that the programme has.</summary>
    public static IReadOnlyList<(string Name, Chart Chart)> Charts(ProgrammeReport programme, Language language)
    {
        ArgumentNullException.ThrowIfNull(programme);
        var text = Localizer(programme, language);
        Figure?[] figures = [ProgrammeCharts.Frontier(programme, text), ProgrammeCharts.Calendar(programme, text)];
        return [.. ChartNames.Zip(figures).Where(f => f.Second is not null).Select(f => (f.First, f.Second!.Chart))];
    }

    internal static ReportDocument Compose(ProgrammeReport programme, Localizer text)
    {
        if (programme.Parties.Count != 2)
            throw new ArgumentException("A programme is of two sides.", nameof(programme));
        List<Chapter> chapters =
        [
            new("programme", text.Text("programme.title"), [.. ProgrammeChapter.Blocks(programme, text)]),
            new("method", text.Text("method.title"),
            [
                text.Paragraph("programme.method_intro"),
                .. MethodChapter.Sections([.. ProgrammeMethods.For(programme)], text),
            ]),
            SourcesChapter.Compose(programme.SourceTables, programme.Version, text),
        ];
        return new ReportDocument(
            text.Language, text.Name(programme.Title),
            text.Text("programme.subtitle", ("parties", text.Joined(programme.Parties, text.EconomyInSentence))), chapters,
            [.. AddressOrder.Of(programme.Provenance, chapters).Select(p => ProvenanceCards.Compose(p, text))],
            PageLabels.Compose(text));
    }

    private static Localizer Localizer(ProgrammeReport programme, Language language)
        => new(programme.Economies, [], language, onUse: null);
}
