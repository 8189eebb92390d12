using System.Text.Json;
using Dyad.Reports.Chapters;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Tests.Fixtures;

namespace Dyad.Reports.Tests.Chapters;

/// <summary>Both sides are equal: no figure, sentence or colour depends on which party was named first.</summary>
public sealed class SymmetryTests
{
    public static TheoryData<Language> Languages => new(Enum.GetValues<Language>());

    [Theory]
    [MemberData(nameof(Languages))]
    public void PartiesSwappedStateTheSameUpToTheOrderOfNames(Language language)
    {
        var asked = ReportComposer.Compose(SyntheticReport.Create(), language);
        var swapped = ReportComposer.Compose(SyntheticReport.Swapped(), language);
        Assert.Equal(Statements(asked, language), Statements(swapped, language));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void CodesDoNotMatter(Language language)
    {
        // The parties exchange their codes and keep their names: who comes first in the alphabet must change no word.
        string exchanged = JsonSerializer.Serialize(SyntheticReport.Create())
            .Replace("AAA", "?", StringComparison.Ordinal).Replace("BBB", "AAA", StringComparison.Ordinal)
            .Replace("?", "BBB", StringComparison.Ordinal);
        var report = JsonSerializer.Deserialize<JointReport>(exchanged)!;
        Assert.Equal(["BBB", "AAA"], report.Parties);
        Assert.Equal(
            DocumentText.Lines(ReportComposer.Compose(SyntheticReport.Create(), language)),
            DocumentText.Lines(ReportComposer.Compose(report, language)));
    }

    [Fact]
    public void APartyKeepsItsColourWhoeverAsks()
    {
        var asked = Colours(ReportComposer.Compose(SyntheticReport.Create(), Language.En));
        Assert.Equal(asked, Colours(ReportComposer.Compose(SyntheticReport.Swapped(), Language.En)));
        Assert.Equal(0, asked["Arvenia\u00A0\u2192\u00A0Belmora"]);
        Assert.Equal(1, asked["Belmora\u00A0\u2192\u00A0Arvenia"]);
    }

    /// <summary>
    /// What a document says, without the order in which it says it: each table cell with its row and column, each row of a chart,
    /// each item of a list and each paragraph.
    /// </summary>
    private static string[] Statements(ReportDocument document, Language language)
        => [
            .. document.Chapters.SelectMany(chapter => chapter.Blocks).SelectMany(block => block switch
                {
                    Table table => Cells(table),
                    // The first line names the parties, and says the ends of both lines, in the order asked for.
                    Figure => DocumentText.Lines(block).Skip(1),
                    _ => DocumentText.Lines(block),
                })
                .Select(line => InOneOrder(line, language))
                .Order(StringComparer.Ordinal),
        ];

    private static IEnumerable<string> Cells(Table table) => table.Rows.SelectMany(row => row.Skip(1).Select(
        (cell, i) => $"{DocumentText.Plain(row[0])} | {table.Columns[i + 1].Header} | {DocumentText.Marked(cell)}"));

    /// <summary>Both parties joined by "and" stand in one order.</summary>
    private static string InOneOrder(string line, Language language) => language switch
    {
        Language.En => line.Replace("Belmora and Arvenia", "Arvenia and Belmora", StringComparison.Ordinal),
        Language.Zh => line.Replace("贝尔莫拉和阿尔维尼亚", "阿尔维尼亚和贝尔莫拉", StringComparison.Ordinal),
        _ => line.Replace("Бельмора и Арвения", "Арвения и Бельмора", StringComparison.Ordinal),
    };

    private static Dictionary<string, int> Colours(ReportDocument document) => document.Chapters.Single(c => c.Id == "glance")
        .Blocks.OfType<Figure>().Select(f => f.Chart).OfType<LineChart>().Single().Series
        .ToDictionary(s => s.Name, s => s.Colour);
}
