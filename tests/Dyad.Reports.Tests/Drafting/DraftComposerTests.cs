using System.Text.Json;
using System.Text.RegularExpressions;
using Dyad.Reports.Chapters;
using Dyad.Reports.Chapters.Summary;
using Dyad.Reports.Document;
using Dyad.Reports.Drafting;
using Dyad.Reports.Model;
using Dyad.Reports.Tests.Chapters;
using Dyad.Reports.Tests.Fixtures;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Tests.Drafting;

/// <summary>A draft says what the report says, in three languages, with a reference in place of every figure.</summary>
public sealed partial class DraftComposerTests
{
    public static TheoryData<string> Reports => new(Fixture.Names);

    [Theory]
    [MemberData(nameof(Reports))]
    public void EveryReferenceNamesAFigureAndEveryFigureIsReferredTo(string name)
    {
        var draft = DraftComposer.Compose(Fixture.Get(name));
        var figures = draft.Figures.Select(f => f.Id).Order(StringComparer.Ordinal);
        Assert.All(Languages, language => Assert.Equal(
            figures, Clauses(draft).SelectMany(c => References(In(c.Text, language))).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void LanguagesOfAClauseNameTheSameFigures(string name) => Assert.All(Clauses(DraftComposer.Compose(Fixture.Get(name))), clause =>
    {
        var english = References(clause.Text.En).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(english, References(clause.Text.Zh).Order(StringComparer.Ordinal));
        Assert.Equal(english, References(clause.Text.Ru).Order(StringComparer.Ordinal));
        Assert.All(english, id => Assert.Matches($@"\A{Regex.Escape(clause.Id)}\.[a-z_]+(-[0-9]+)?\z", id));
    });

    [Theory]
    [MemberData(nameof(Reports))]
    public void IdsAreUniqueAndPlain(string name)
    {
        var draft = DraftComposer.Compose(Fixture.Get(name));
        foreach (var ids in new[] { draft.Sections.Select(s => s.Id), Clauses(draft).Select(c => c.Id), draft.Figures.Select(f => f.Id) })
        {
            Assert.Distinct(ids);
            Assert.All(ids, id => Assert.Matches(PlainId(), id));
        }
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void NoSectionIsEmpty(string name)
        => Assert.All(DraftComposer.Compose(Fixture.Get(name)).Sections, section => Assert.NotEmpty(section.Clauses));

    [Fact]
    public void AReportOfEverythingHasEverySectionAndAnEmptyOneNone()
    {
        Assert.Equal(
            ["trade", "findings", "bottlenecks", "scenarios", "programme"],
            DraftComposer.Compose(SyntheticReport.Create()).Sections.Select(s => s.Id));
        Assert.Empty(DraftComposer.Compose(Fixture.Get("empty")).Sections);
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void EveryFigureHasAnAddressAndEveryAddressAFigure(string name)
    {
        var draft = DraftComposer.Compose(Fixture.Get(name));
        Assert.Equal(draft.Figures.Select(f => f.ProvenanceId).Distinct(), draft.Addresses.Select(a => a.Id));
        Assert.All(draft.Addresses, address =>
        {
            var card = ProvenanceCards.Compose(
                Fixture.Get(name).Provenance.Single(p => p.Id == address.Id), new Localizer(Fixture.Get(name), Language.Ru));
            Assert.Equal(card.Rows, address.Rows.Select(r => (r.Label.Ru, r.Value.Ru)));
            Assert.Equal((card.Title, card.Command), (address.Title.Ru, address.Command));
        });
    }

    [Fact]
    public void AnAddressThatTheReportDoesNotHaveIsNamed() => Assert.Contains(
        "\"trade\"",
        Assert.Throws<ArgumentException>(() => DraftComposer.Compose(SyntheticReport.Create() with { Provenance = [] })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void PartiesSwappedDraftTheSameText() => Assert.Equal(
        JsonSerializer.Serialize(DraftComposer.Compose(SyntheticReport.Create())),
        JsonSerializer.Serialize(DraftComposer.Compose(SyntheticReport.Swapped())));

    [Fact]
    public void AnotherYearWithOtherFiguresKeepsTheIds()
    {
        var report = SyntheticReport.Create();
        var later = report with
        {
            Year = report.Year - 1,
            Findings = [.. report.Findings.Select(f => f with { Value = 0.9 * f.Value })],
            Bottlenecks = [.. report.Bottlenecks.Select(b => b with { MillionUsd = 0.9 * b.MillionUsd })],
            Programme = report.Programme! with { Measures = [.. report.Programme!.Measures.Select(m => m with { Cost = new(7, 8) })] },
        };
        var (now, then) = (DraftComposer.Compose(report), DraftComposer.Compose(later));
        Assert.Equal(Clauses(now).Select(c => c.Id), Clauses(then).Select(c => c.Id));
        Assert.Equal(now.Figures.Select(f => f.Id), then.Figures.Select(f => f.Id));
        Assert.NotEqual(now.Figures.Select(f => f.Text), then.Figures.Select(f => f.Text));
    }

    [Fact]
    public void AStatementThatTheDataTurnAroundIsAnotherClause()
    {
        var report = SyntheticReport.Create();
        var turned = report with
        {
            Findings = [.. report.Findings.Select(f => f.Kind == "environment-gap" ? f with { Value = 0.4, Low = 0.1, High = 0.7 } : f)],
            Scenarios =
            [
                .. report.Scenarios.Select(s => s with
                {
                    Difference = s.Difference! with { Value = -s.Difference.Value, Low = -s.Difference.High, High = -s.Difference.Low },
                    Welfare = [.. s.Welfare.Select(w => w with { ExactPercent = -w.ExactPercent, Low = -w.High, High = -w.Low })],
                }),
            ],
        };
        var gone = Ids(report).Except(Ids(turned));
        Assert.Contains("finding.environment-gap.BBB.RuleofLaw.below", gone);
        Assert.Contains("scenario.border.gain.AAA.up", gone);
        Assert.Contains("scenario.border.difference.BBB.AAA", gone);
        Assert.Contains("scenario.border.gain.AAA.down", Ids(turned));
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void FindingsReadAsInTheReport(string name)
    {
        var report = Fixture.Get(name);
        var draft = DraftComposer.Compose(report);
        Assert.All(Languages, language => Assert.Equal(
            report.Findings.Select(f => Inlines.PlainText(FindingSentences.Compose(f, report, new Localizer(report, language)))),
            Section(draft, "findings").Select(c => Filled(c, draft, language))));
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void TradeScenariosAndProgrammeReadAsInTheReport(string name)
    {
        // In the order of the codes, as drafts are.
        var report = Fixture.Get(name) with { Parties = [.. Fixture.Get(name).Parties.Order(StringComparer.Ordinal)] };
        var draft = DraftComposer.Compose(report);
        Assert.All(Languages, language =>
        {
            var said = ReportComposer.Compose(report, language).Chapters.SelectMany(c => c.Blocks).SelectMany(Sentences).ToHashSet();
            var text = new Localizer(report, language);
            Assert.All(Section(draft, "trade"), clause => Assert.Contains(Filled(clause, draft, language), said));
            Assert.All(Section(draft, "scenarios"), clause =>
            {
                var scenario = report.Scenarios.Single(s => clause.Id.StartsWith($"scenario.{s.Scenario}.", StringComparison.Ordinal));
                string named = text.Text("draft.in_scenario", ("scenario", text.Name(scenario.Title)));
                Assert.StartsWith(named, In(clause.Text, language), StringComparison.Ordinal);
                Assert.Contains(Filled(clause, draft, language)[named.Length..], said);
            });
            Assert.All(
                Section(draft, "programme").Where(c => !c.Id.StartsWith("programme.measure.", StringComparison.Ordinal)),
                clause => Assert.Contains(Filled(clause, draft, language), said));
        });
    }

    [Fact]
    public void BottlenecksAreTheLargestWithTheSizesOfTheReport()
    {
        var report = SyntheticReport.Create();
        var draft = DraftComposer.Compose(report with { Bottlenecks = [.. report.Bottlenecks.Reverse()] });
        Assert.Equal(
            report.Bottlenecks.Take(BottleneckClauses.Drafted).Select(b => "bottleneck." + b.Id.Replace(':', '-')),
            Section(draft, "bottlenecks").Select(c => c.Id));
        Assert.Equal(
            "Exports of Arvenia to Belmora, machinery and electronics, are 9.1 billion US$ a year below what the gravity model expects "
            + "(90% interval 4.3\u201314.9 billion US$). Who can act: Belmora; only this direction falls short. The rule then names the "
            + "importer, since what differs by direction is set at its border. It is a rule, not a finding.",
            Filled(Section(draft, "bottlenecks")[0], draft, Language.En));
    }

    [Fact]
    public void MeasuresThatAreChosenStandWithTheirCosts()
    {
        var draft = DraftComposer.Compose(SyntheticReport.Create());
        Assert.Equal(
            ["border", "papers", "standards"],
            Section(draft, "programme").Select(c => c.Id).Where(id => id.Contains(".measure.")).Select(id => id.Split('.')[^1]));
        Assert.Equal(
            "Круглосуточные пункты пропуска. Затраты в целом: Арвения — 420 млн долл. США, Бельмора — 610 млн долл. США.",
            Filled(Clauses(draft).Single(c => c.Id == "programme.measure.border"), draft, Language.Ru).Replace('\u00A0', ' '));
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void NoDigitsOfAFigureAreLeftInTheText(string name) => Assert.All(
        Clauses(DraftComposer.Compose(Fixture.Get(name))),
        clause => Assert.All(Languages, language => Assert.DoesNotMatch(
            DocumentParts.Digits(), DocumentParts.Conventions().Replace(Reference().Replace(In(clause.Text, language), ""), ""))));

    [Fact]
    public void TwoFindingsOfOneThingAreTwoClauses()
    {
        var report = SyntheticReport.Create();
        var draft = DraftComposer.Compose(report with { Findings = [report.Findings[0], report.Findings[0] with { Value = 1 }] });
        Assert.Equal(
            ["finding.shortfall-total.BBB.AAA", "finding.shortfall-total.BBB.AAA-2"], Section(draft, "findings").Select(c => c.Id));
    }

    [Theory]
    [InlineData("AAA", "AAA")]
    [InlineData("AAA")]
    public void ATextOfOneSideIsRefused(params string[] parties)
        => Assert.Throws<ArgumentException>(() => DraftComposer.Compose(SyntheticReport.Create() with { Parties = parties }));

    private static Language[] Languages => Enum.GetValues<Language>();

    private static IEnumerable<string> Ids(JointReport report) => Clauses(DraftComposer.Compose(report)).Select(c => c.Id);

    private static IEnumerable<DraftClause> Clauses(Draft draft) => draft.Sections.SelectMany(s => s.Clauses);

    private static IReadOnlyList<DraftClause> Section(Draft draft, string id)
        => draft.Sections.FirstOrDefault(s => s.Id == id)?.Clauses ?? [];

    private static IEnumerable<string> References(string text) => Reference().Matches(text).Select(m => m.Groups[1].Value);

    private static string Filled(DraftClause clause, Draft draft, Language language) => Reference().Replace(
        In(clause.Text, language), m => In(draft.Figures.Single(f => f.Id == m.Groups[1].Value).Text, language));

    private static IEnumerable<string> Sentences(Block block) => block switch
    {
        Paragraph p => [DocumentText.Plain(p.Content)],
        ListBlock l => l.Items.Select(DocumentText.Plain),
        _ => [],
    };

    private static string In(DraftText text, Language language)
        => language switch { Language.Zh => text.Zh, Language.Ru => text.Ru, _ => text.En };

    [GeneratedRegex(@"\[\[([^\]]*)\]\]")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\A[A-Za-z0-9._-]+\z")]
    private static partial Regex PlainId();
}
