using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Scenarios;

/// <summary>
/// Welfare by economy. Exact changes and first-order parts stand under heads of their own: they answer different questions.
/// </summary>
internal static class WelfareTable
{
    /// <summary>The format of exact real income of some economies.</summary>
    public static Percentages Exact(IEnumerable<WelfareFigure> figures, Localizer text) => new(
        text, figures.SelectMany(w => new[] { w.ExactPercent, w.Low ?? 0, w.High ?? 0 }));

    /// <summary>The table of some economies, or null where there is none.</summary>
    /// <param name="captionKey">Text of the caption.</param>
    /// <param name="figures">The economies, in order.</param>
    /// <param name="withAmounts">Whether what the change is worth is told.</param>
    /// <param name="text">Language.</param>
    public static Table? Compose(string captionKey, IReadOnlyList<WelfareFigure> figures, bool withAmounts, Localizer text)
    {
        if (figures.Count == 0)
            return null;
        var percent = new Percentages(text, figures.SelectMany(w => new[]
        {
            w.ExactPercent, w.RealWagePercent, w.ConsumerPricePercent, w.FirstOrderPercent,
        }));
        var amounts = new Amounts(text, figures.Select(GainSentences.Amount));
        bool drawn = figures.Any(w => w.Low is not null);
        string exact = text.Text("scenario.group_exact");
        string first = text.Text("scenario.group_first_order");
        Column Exact(string key) => text.Numbers(key) with { Group = exact };
        Column First(string key) => text.Numbers(key) with { Group = first };
        return new Table(
            text.Text(captionKey),
            [
                text.Column("table.economy"), Exact("table.real_income"), .. drawn ? (Column[])[Exact("table.interval")] : [],
                .. withAmounts ? (Column[])[amounts.Column("table.amount") with { Group = exact }] : [],
                Exact("table.real_wage"), Exact("table.consumer_prices"),
                First("table.first_order"), First("table.terms_of_trade"), First("table.volume_of_trade"), First("table.efficiency"),
            ],
            [
                .. figures.Select(w => (IReadOnlyList<IReadOnlyList<Inline>>)
                [
                    Cells.Of(text.Economy(w.Economy)),
                    Cells.Of(percent.Cell(w.ExactPercent, w.Provenance)),
                    .. drawn ? (IReadOnlyList<Inline>[])[percent.Cell(w.Low, w.High, w.Provenance)] : [],
                    .. withAmounts ? (IReadOnlyList<Inline>[])[Cells.Of(amounts.Cell(GainSentences.Amount(w), w.Provenance))] : [],
                    .. new[]
                    {
                        w.RealWagePercent, w.ConsumerPricePercent, w.FirstOrderPercent, w.TermsOfTradePercent,
                        w.VolumeOfTradePercent, w.EfficiencyPercent,
                    }.Select(value => Cells.Of(percent.Cell(value, w.Provenance))),
                ]),
            ]);
    }
}
