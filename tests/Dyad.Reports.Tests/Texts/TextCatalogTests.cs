using Dyad.Reports.Chapters;
using Dyad.Reports.Chapters.Dossier;
using Dyad.Reports.Chapters.Programme;
using Dyad.Reports.Chapters.Scenarios;
using Dyad.Reports.Document;
using Dyad.Reports.Drafting;
using Dyad.Reports.Tests.Fixtures;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Tests.Texts;

/// <summary>The three files of texts say the same things, and only things that are read.</summary>
public sealed class TextCatalogTests
{
    /// <summary>Families whose members the data bring; no one report uses all of them.</summary>
    private static readonly string[] FamiliesOfTheData =
        ["income.", "indicator.", "issue.", "term.", "method_name.", "option.", "note.", "distribution."];

    /// <summary>Codes of the model (JointReport.cs) and of its sources that must have a text.</summary>
    private static readonly string[] CodesOfTheModel =
    [
        "income.LIC", "income.LMC", "income.UMC", "income.HIC",
        "indicator.VoiceandAccountability", "indicator.PoliticalStability", "indicator.GovernmentEffectiveness",
        "indicator.RegulatoryQuality", "indicator.RuleofLaw", "indicator.ControlofCorruption",
        "issue.all", "issue.hr", "issue.ec", "issue.co", "issue.me", "issue.di", "issue.nu",
        "acts_because.one-direction", "acts_because.both-directions", "acts_because.joint-agreement",
        "acts_because.own-institutions", "scenario.deficits_zero", "scenario.deficits_held", "scenario.deficits_proportional",
    ];

    private static readonly TextCatalog English = TextCatalog.Load(Language.En);

    [Theory]
    [InlineData(Language.Zh)]
    [InlineData(Language.Ru)]
    public void LanguagesHaveTheSameKeys(Language language)
        => Assert.Equal(
            English.Keys.Order(StringComparer.Ordinal), TextCatalog.Load(language).Keys.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(Language.Zh)]
    [InlineData(Language.Ru)]
    public void LanguagesHaveTheSamePlaces(Language language)
    {
        var other = TextCatalog.Load(language);
        Assert.All(English.Keys, key => Assert.Equal(Places(English, key), Places(other, key)));
    }

    [Theory]
    [InlineData(Language.En)]
    [InlineData(Language.Zh)]
    [InlineData(Language.Ru)]
    public void EveryTextIsReadAndNoneIsMissing(Language language)
    {
        var catalog = TextCatalog.Load(language);
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in Fixture.Names)
        {
            var report = Fixture.Get(name);
            ReportComposer.Compose(report, new Localizer(report, language, key => used.Add(key)));
            DraftComposer.Compose(report, each => new Localizer(report, each, key => _ = each == language && used.Add(key)));
        }

        foreach (var result in ScenarioFixture.Names.Select(ScenarioFixture.Get))
            ScenarioPage.Compose(result, new Localizer(result.Economies, result.Sectors, language, key => used.Add(key)));

        foreach (var programme in ProgrammeFixture.All())
            ProgrammePage.Compose(programme, new Localizer(programme.Economies, [], language, key => used.Add(key)));

        foreach (var edition in DossierFixture.All(language))
            DossierPage.Compose(edition, new Localizer(edition.Names, [], language, key => used.Add(key)));

        Assert.All(used, key => Assert.NotNull(catalog.Find(key)));
        Assert.Equal(
            [],
            catalog.Keys.Except(used).Where(key => !FamiliesOfTheData.Any(f => key.StartsWith(f, StringComparison.Ordinal))));
        Assert.All(CodesOfTheModel, key => Assert.NotNull(catalog.Find(key)));
    }

    [Theory]
    [InlineData(Language.Zh, "[\u0400-\u04FF]")]
    [InlineData(Language.Ru, "[\u4E00-\u9FFF]")]
    [InlineData(Language.En, "[\u0400-\u04FF\u4E00-\u9FFF]")]
    public void NoTextIsInAnotherLanguagesScript(Language language, string foreign)
    {
        var catalog = TextCatalog.Load(language);
        Assert.All(catalog.Keys, key => Assert.DoesNotMatch(foreign, catalog.Find(key)!));
    }

    [Fact]
    public void ChinesePunctuationIsFullWidthAndLeavesNoSpaceBetweenCharacters()
    {
        var catalog = TextCatalog.Load(Language.Zh);
        Assert.All(
            catalog.Keys,
            key => Assert.DoesNotMatch(@"[\u4E00-\u9FFF][,;:.?!()]|[\u4E00-\u9FFF] +[\u4E00-\u9FFF]", catalog.Find(key)!));
    }

    [Fact]
    public void RussianPercentIsSetOffByASpaceThatDoesNotBreak()
    {
        var catalog = TextCatalog.Load(Language.Ru);
        Assert.All(catalog.Keys, key => Assert.DoesNotMatch("[0-9] ?%", catalog.Find(key)!));
    }

    private static IEnumerable<string> Places(TextCatalog catalog, string key)
        => SentenceTemplate.Places(catalog.Find(key)!).Order(StringComparer.Ordinal);
}
