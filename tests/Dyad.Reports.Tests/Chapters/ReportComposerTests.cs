using Dyad.Reports.Chapters;
using Dyad.Reports.Document;
using Dyad.Reports.Tests.Fixtures;

namespace Dyad.Reports.Tests.Chapters;

/// <summary>What every chapter of every report must hold, in every language.</summary>
public sealed class ReportComposerTests
{
    private static readonly string[] ChapterIds =
        ["summary", "glance", "evidence", "shortfall", "environment", "scenarios", "programme", "stances", "method", "sources"];

    /// <summary>
    /// The method's equations and the sources' checksums are no figures of the report; all else that counts is one.
    /// </summary>
    private static readonly string[] ChaptersOfFigures =
        ["summary", "glance", "evidence", "shortfall", "environment", "scenarios", "programme", "stances"];

    public static TheoryData<string, Language> Reports()
    {
        var data = new TheoryData<string, Language>();
        foreach (string name in Fixture.Names)
            foreach (var language in Enum.GetValues<Language>())
                data.Add(name, language);
        return data;
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void ChaptersAndTheirIdsAreTheSameInEveryLanguage(string name, Language language)
        => Assert.Equal(
            ChapterIds.Where(id => id != "scenarios" || Fixture.Get(name).Scenarios.Count > 0)
                .Where(id => id != "programme" || Fixture.Get(name).Programme is not null),
            ReportComposer.Compose(Fixture.Get(name), language).Chapters.Select(c => c.Id));

    [Theory]
    [MemberData(nameof(Reports))]
    public void EveryAddressResolves(string name, Language language)
    {
        var report = Fixture.Get(name);
        var document = ReportComposer.Compose(report, language);
        var known = report.Provenance.Select(p => p.Id).ToHashSet();
        Assert.All(document.Chapters.SelectMany(c => c.Blocks).SelectMany(DocumentParts.Addresses), id => Assert.Contains(id, known));
        Assert.Equal(known, document.Provenance.Select(p => p.Id).ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void EveryNumberInATableHasAnAddress(string name, Language language)
        => DocumentParts.EveryNumberInATableHasAnAddress(ReportComposer.Compose(Fixture.Get(name), language));

    /// <summary>The unit stands in the header: rows of different units are easily misread.</summary>
    [Theory]
    [MemberData(nameof(Reports))]
    public void NoCellHasAUnitOfMoneyOfItsOwn(string name, Language language)
        => Assert.All(
            ReportComposer.Compose(Fixture.Get(name), language).Chapters.Where(c => c.Id != "sources")
                .SelectMany(c => c.Blocks).OfType<Table>().SelectMany(t => t.Rows).SelectMany(row => row.Skip(1)),
            cell => Assert.DoesNotMatch(@"US\$|美元|долл", DocumentText.Plain(cell)));

    [Theory]
    [MemberData(nameof(Reports))]
    public void EveryNumberInTheTextHasAnAddress(string name, Language language)
    {
        var document = ReportComposer.Compose(Fixture.Get(name), language);
        var runs = document.Chapters.Where(c => ChaptersOfFigures.Contains(c.Id)).SelectMany(c => c.Blocks).SelectMany(DocumentParts.Running);
        Assert.All(runs.OfType<TextRun>(), run => Assert.DoesNotMatch(DocumentParts.Digits(), DocumentParts.Conventions().Replace(run.Text, "")));
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void NoPlaceOfATemplateIsLeftOpen(string name, Language language)
        => Assert.All(
            DocumentText.Lines(ReportComposer.Compose(Fixture.Get(name), language)),
            line => Assert.DoesNotMatch("[{}]|NaN|∞", line));

    [Fact]
    public void MoreOrFewerThanTwoPartiesAreRefused()
    {
        var report = SyntheticReport.Create();
        Assert.Throws<ArgumentException>(() => ReportComposer.Compose(report with { Parties = ["AAA"] }, Language.En));
        Assert.Throws<ArgumentException>(() => ReportComposer.Compose(report with { Parties = ["AAA", "AAA"] }, Language.En));
    }

    [Fact]
    public void ACardStatesInputsMethodOptionsVersionAndCommand()
    {
        var card = ReportComposer.Compose(SyntheticReport.Create(), Language.En).Provenance.Single(p => p.Id == "expected");
        Assert.Equal("Expected trade, the pair left out", card.Title);
        Assert.Equal("./dyad explain AAA BBB --year 2011 --figure expected", card.Command);
        Assert.Equal(
            ["Fact table", "Source", "Vintage", "SHA-256", "Method", "Follows", "Resamples", "Seed", "Year", "Version of Dyad"],
            card.Rows.Select(r => r.Label));
    }

    [Fact]
    public void WithoutTwoClaimsTheEvidenceSaysSo()
    {
        var chapter = ReportComposer.Compose(SyntheticReport.WithGaps(), Language.En).Chapters.Single(c => c.Id == "evidence");
        Assert.Empty(chapter.Blocks.OfType<Table>());
        Assert.Contains("one balanced figure", DocumentText.Lines(chapter).ElementAt(1));
    }

    [Fact]
    public void GapsThatCannotBeSplitSayWhyAndHaveNoEmptyColumns()
    {
        var chapter = ReportComposer.Compose(SyntheticReport.WithClaimsOfOnePair(), Language.En).Chapters
            .Single(c => c.Id == "evidence");
        Assert.Equal(["Flow", "Gap, importer over exporter"], chapter.Blocks.OfType<Table>().Last().Columns.Select(c => c.Header));
        Assert.Contains(DocumentText.Lines(chapter), line => line.Contains("six or more reporters", StringComparison.Ordinal));
        Assert.DoesNotContain(DocumentText.Lines(chapter), line => line.Contains("econciled value", StringComparison.Ordinal));
    }

    [Fact]
    public void PeersAreMarkedWhereThereAreAny()
    {
        var rows = ReportComposer.Compose(SyntheticReport.WithGaps(), Language.En).Chapters.Single(c => c.Id == "environment")
            .Blocks.OfType<Figure>().Select(f => f.Chart).OfType<IntervalChart>().Single().Rows;
        Assert.All(rows.Where(r => r.Label.EndsWith("Arvenia", StringComparison.Ordinal)), r => Assert.NotNull(r.Mark));
        Assert.All(rows.Where(r => r.Label.EndsWith("Belmora", StringComparison.Ordinal)), r => Assert.Null(r.Mark));
    }
}
