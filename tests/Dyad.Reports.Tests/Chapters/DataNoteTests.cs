using Dyad.Reports.Chapters.Scenarios;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Tests.Fixtures;

namespace Dyad.Reports.Tests.Chapters;

/// <summary>What was mended in the accounts, as readers of the three languages see it.</summary>
public class DataNoteTests
{
    private static readonly string[] Kinds =
    [
        "negative", "missing", "demand-without-supply", "sales-without-costs", "output-against-sales", "purchases-against-uses",
        "deficit-against-trade", "deficit-sum",
    ];

    private static readonly string[] Tables = ["trade", "tariff", "intermediate", "final", "value-added", "deficit"];

    [Theory]
    [InlineData(Language.En, "(rule negative-flows-to-zero): 14 in all, the largest −205 million US$ (", "exports of the United States to the rest of the world")]
    [InlineData(Language.Zh, "（规则 negative-flows-to-zero）：共14处，最大为−2.1亿美元（", "出口")]
    [InlineData(Language.Ru, "(правило negative-flows-to-zero). Всего случаев: 14, наибольший: −205 млн долл. США (", "экспорт США в остальной мир")]
    public void SaysRuleCountAmountAndPlace(Language language, string figures, string place)
    {
        var sentence = Assert.Single(DataNoteSentences.Of(With(Note("negative", "trade") with { Exporter = "USA", Economy = "ROW" }), language));
        sentence = sentence.Replace('\u00a0', ' ');
        Assert.Contains(figures, sentence, StringComparison.Ordinal);
        Assert.Contains(place, sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Language.En)]
    [InlineData(Language.Zh)]
    [InlineData(Language.Ru)]
    public void EveryKindHasASentenceOfItsOwn(Language language)
    {
        DataNote[] notes =
        [
            .. Kinds.Skip(2).Select(k => Note(k, "trade")), .. Tables.Select(t => Note("missing", t) with { Amount = null }),
            .. Tables.Select(t => Note("negative", t)), Note("negative", "intermediate") with { Input = "no-sector" },
        ];
        var sentences = DataNoteSentences.Of(With(notes), language);
        Assert.Equal(notes.Length, sentences.Distinct().Count());
    }

    private static DataNote Note(string check, string table) =>
        new(check, table, "negative-flows-to-zero", 14, -205, DataNote.MillionUsd, "no-sector", null, "USA", null);

    private static ScenarioResult With(params DataNote[] notes) => ScenarioFixture.Get("full") with { DataNotes = notes };
}
