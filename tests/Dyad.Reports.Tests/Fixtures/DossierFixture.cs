using Dyad.Reports.Document;
using Dyad.Reports.Model;

namespace Dyad.Reports.Tests.Fixtures;

/// <summary>Editions of joint texts of Arvenia and Belmora that together hold everything that an edition can.</summary>
public static class DossierFixture
{
    private const string Address = "a-1";

    private static readonly NamedCode[] Names =
        [new("AAA", "Arvenia", "阿尔维尼亚", "Арвения"), new("BBB", "Belmora", "贝尔莫拉", "Бельмора")];

    public static IEnumerable<DossierEdition> All(Language language) =>
    [
        Of(language, EditionStage.Draft), Of(language, EditionStage.Closed), Of(language, EditionStage.Concluded),
        Of(language, EditionStage.Draft) with { Sections = [], Commitments = [], Issues = [] },
    ];

    public static DossierEdition Of(Language language, EditionStage stage) => new(
        language, "d1", Text(language, "Title"), ["AAA", "BBB"], Names, stage,
        [
            new("s1", Text(language, "Trade"),
            [
                Clause("c1", language, EditionStance.Agree, EditionStance.Reserve) with
                {
                    Conflicts = [new("AAA", Text(language, "other")), new(null, Text(Language.En, "third"))],
                    Stale = [new(new FigureRun("12", Address), new TextRun("13")), new(new TextRun("1"), new FigureRun("2", Address))],
                    Outdated = Enum.GetValues<Language>(),
                },
                Clause("c2", language, EditionStance.Dissent, EditionStance.Silent),
            ]),
            new("s2", Text(language, "Empty"), []),
        ],
        [
            .. Enum.GetValues<EditionProgress>().Select(p => new EditionCommitment(
                "k" + p, Text(language, "Do"), p == EditionProgress.Open ? "" : "index", "2027-06-30",
                [new("AAA", "Ministry", p, "text", "2026-01-02 03:04:05"), new("BBB", "Agency", p, null, null)])),
        ],
        [new("i1", Text(language, "Climate"), [("AAA", Text(language, "Stance")), ("BBB", null)])],
        stage switch
        {
            EditionStage.Draft => [],
            EditionStage.Closed => [new("AAA", "Head of A", "f1", "2026-01-02 03:04:05")],
            _ => [new("AAA", "Head of A", "f1", "2026-01-02 03:04:05"), new("BBB", "Head of B", "f2", "2026-01-02 03:04:06")],
        },
        stage == EditionStage.Draft ? null : "d0", 12, "d1",
        [new(Address, "Method", [("Version", "1")], "dyad report AAA BBB")]);

    private static EditionText Text(Language language, string text) => new([new TextRun(text)], language);

    private static EditionClause Clause(string id, Language language, EditionStance a, EditionStance b) => new(
        id, new([new TextRun("Trade is "), new FigureRun("12", Address), new TextRun(".")], Language.Ru),
        [Position("AAA", a, language), Position("BBB", b, language)], [], [], []);

    private static EditionPosition Position(string side, EditionStance stance, Language language) => new(
        side, stance, stance is EditionStance.Reserve or EditionStance.Dissent ? Text(language, "Because.") : null,
        Provisional: stance == EditionStance.Reserve);
}
