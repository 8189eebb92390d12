using Dyad.Reports.Chapters.Scenarios;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Tests.Fixtures;
using Dyad.Reports.Texts;
using Dyad.Testing;

namespace Dyad.Reports.Tests.Chapters;

/// <summary>What the page of every scenario must hold, in every language.</summary>
public sealed class ScenarioPageTests
{
    /// <summary>Chapters whose every number is a figure of the scenario.</summary>
    private static readonly string[] ChaptersOfFigures = ["sides", "third", "trade", "sectors", "steps"];

    public static TheoryData<string, Language> Pages()
    {
        var data = new TheoryData<string, Language>();
        foreach (string name in ScenarioFixture.Names)
            foreach (var language in Enum.GetValues<Language>())
                data.Add(name, language);
        return data;
    }

    [Theory]
    [InlineData("full", "result sides third trade sectors uncertainty method sources")]
    [InlineData("members", "result sides third trade steps uncertainty method sources")]
    public void ChaptersAndTheirIdsAreTheSameInEveryLanguage(string name, string ids)
    {
        foreach (var language in Enum.GetValues<Language>())
            Assert.Equal(ids.Split(' '), ScenarioPage.Compose(ScenarioFixture.Get(name), language).Chapters.Select(c => c.Id));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void EveryAddressResolves(string name, Language language)
    {
        var result = ScenarioFixture.Get(name);
        var known = result.Provenance.Select(p => p.Id).ToHashSet();
        var document = ScenarioPage.Compose(result, language);
        Assert.All(
            document.Chapters.SelectMany(c => c.Blocks).SelectMany(DocumentParts.Addresses), id => Assert.Contains(id, known));
        Assert.Equal(known, document.Provenance.Select(p => p.Id).ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void EveryNumberHasAnAddress(string name, Language language)
    {
        var document = ScenarioPage.Compose(ScenarioFixture.Get(name), language);
        DocumentParts.EveryNumberInATableHasAnAddress(document);
        Assert.All(
            document.Chapters.Where(c => ChaptersOfFigures.Contains(c.Id)).SelectMany(c => c.Blocks)
                .SelectMany(DocumentParts.Running).OfType<TextRun>(),
            run => Assert.DoesNotMatch(DocumentParts.Digits(), DocumentParts.Conventions().Replace(run.Text, "")));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void NoPlaceOfATemplateIsLeftOpen(string name, Language language) => Assert.All(
        DocumentText.Lines(ScenarioPage.Compose(ScenarioFixture.Get(name), language)),
        line => Assert.DoesNotMatch("[{}]|NaN|\u221E", line));

    [Theory]
    [InlineData(Language.En)]
    [InlineData(Language.Zh)]
    [InlineData(Language.Ru)]
    public void PartiesSwappedStateTheSame(Language language)
    {
        string[] Lines(string name) =>
        [
            .. DocumentText.Lines(ScenarioPage.Compose(ScenarioFixture.Get(name), language))
                // Descriptions name the parties in the order asked for.
                .Where(line => !line.StartsWith("figure: ", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        ];
        Assert.Equal(Lines("full"), Lines("swapped"));
    }

    [Fact]
    public void APartyKeepsItsColourWhoeverAsks()
    {
        Assert.Equal(Colours("full"), Colours("swapped"));
        Assert.Equal(3, Colours("members")["Mexico"]);

        static Dictionary<string, int> Colours(string name) => ScenarioPage.Charts(ScenarioFixture.Get(name), Language.En)
            .Select(c => c.Chart).OfType<IntervalChart>().Single().Rows.ToDictionary(r => r.Label, r => r.Colour);
    }

    /// <summary>A gain is told where the whole interval is above zero, a loss where it is below, and neither in between.</summary>
    [Theory]
    [InlineData(0.1, 0.3, "higher")]
    [InlineData(-0.3, -0.1, "lower")]
    [InlineData(-0.1, 0.5, "neither a gain nor a loss is certain")]
    [InlineData(0.0, 0.4, "neither a gain nor a loss is certain")]
    [InlineData(null, null, "its uncertainty is not known")]
    public void ASentenceIsNoSurerThanItsInterval(double? low, double? high, string says)
    {
        string[] all = ["higher", "lower", "neither a gain nor a loss is certain", "its uncertainty is not known"];
        var full = SyntheticScenario.Create();
        double value = ((low ?? 0.2) + (high ?? 0.2)) / 2;
        var sentence = ScenarioPage.Headlines(
            full with { Welfare = [full.Welfare[0] with { ExactPercent = value, Low = low, High = high }, .. full.Welfare.Skip(1)] },
            Language.En)[0];
        Assert.StartsWith("China: ", sentence, StringComparison.Ordinal);
        Assert.Equal([says], all.Where(words => sentence.Contains(words, StringComparison.Ordinal)));
    }

    [Fact]
    public void ThirdPartiesAreCountedByTheirIntervals()
    {
        var page = ScenarioPage.Compose(SyntheticScenario.Create(), Language.En);
        var third = SyntheticScenario.Create().Welfare.Where(w => w.Role == "third").ToList();
        string counts = DocumentText.Lines(page.Chapters.Single(c => c.Id == "third")).ElementAt(1);
        Assert.Contains($"Of [{third.Count}] third parties, [{third.Count(w => w.Low > 0)}] gain", counts, StringComparison.Ordinal);
        Assert.Contains($"for [{third.Count(w => w.Low <= 0 && w.High >= 0)}] the sign is open", counts, StringComparison.Ordinal);
    }

    [Fact]
    public void ExactAndFirstOrderStandUnderHeadsOfTheirOwn()
    {
        var tables = ScenarioPage.Compose(SyntheticScenario.Create(), Language.En).Chapters
            .Where(c => c.Id is "sides" or "third").SelectMany(c => c.Blocks).OfType<Table>().ToList();
        Assert.Equal(2, tables.Count);
        Assert.All(tables, table => Assert.Equal(
            [null, "Exact changes, %", "First-order welfare, %"], Column.Groups(table.Columns).Select(g => g.Name)));
    }

    [Fact]
    public void WithoutDrawsNoIntervalIsDrawnOrTabled()
    {
        var page = ScenarioPage.Compose(SyntheticScenario.WithoutDraws(), Language.En);
        var chapters = page.Chapters.Where(c => c.Id is not ("method" or "uncertainty"));
        Assert.DoesNotContain(chapters.SelectMany(DocumentText.Lines), line => line.Contains("90% interval", StringComparison.Ordinal));
        Assert.All(
            chapters.SelectMany(c => c.Blocks).OfType<Figure>().Select(f => f.Chart).OfType<IntervalChart>(),
            chart => Assert.False(chart.HasIntervals));
    }

    [Fact]
    public void AScenarioWithoutWelfareIsRefused()
        => Assert.Throws<ArgumentException>(() => ScenarioPage.Compose(SyntheticScenario.Create() with { Welfare = [] }, Language.En));

    /// <summary>The chapter that most readers will read, reviewed as text (Snapshots/scenario-*.txt). Figures stand in square brackets.</summary>
    [Theory]
    [InlineData(Language.En)]
    [InlineData(Language.Zh)]
    [InlineData(Language.Ru)]
    public void TheResultReadsAsReviewed(Language language)
    {
        var result = ScenarioPage.Compose(SyntheticScenario.Create(), language).Chapters[0];
        Snapshot.Matches($"scenario-{TextCatalog.Code(language)}.txt", DocumentText.Lines(result));
    }
}
