using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Scenarios;

/// <summary>Gains and losses in words: never surer than the interval.</summary>
internal static class GainSentences
{
    /// <summary>A sentence for each side, parties and members.</summary>
    public static ListBlock Sides(ScenarioOutcome scenario, Localizer text)
    {
        var own = scenario.OwnSides();
        var percent = WelfareTable.Exact(own, text);
        return new([.. own.Select(w => Gain(w, scenario, percent, text)), .. Difference(scenario, text)]);
    }

    /// <summary>What one economy gains or loses; says so where the sign is open.</summary>
    public static IReadOnlyList<Inline> Gain(WelfareFigure figure, ScenarioOutcome scenario, Percentages percent, Localizer text)
    {
        List<(string, Inline)> values =
        [
            ("party", Cells.Run(text.Economy(figure.Economy))), ("value", percent.Said(figure.ExactPercent, figure.Provenance)),
        ];
        if (figure is not { Low: { } low, High: { } high })
            return text.Sentence("scenario.gain.point", values);
        values.Add(("interval", percent.Said(low, high, figure.Provenance)));
        if (low <= 0 && high >= 0)
            return text.Sentence("scenario.gain.open", values);
        values[1] = ("value", percent.Size(figure.ExactPercent, figure.Provenance));
        values.Add(("amount", text.Money(Math.Abs(Amount(figure)), figure.Provenance)));
        string year = scenario.Year is null ? "" : "_of_year";
        if (scenario.Year is { } of)
            values.Add(("year", Cells.Run(NumberFormat.Years(of, of))));
        return text.Sentence((low > 0 ? "scenario.gain.up" : "scenario.gain.down") + year, values);
    }

    /// <summary>Some economies with their changes and intervals, one after another, to the end of a sentence.</summary>
    public static IReadOnlyList<Inline> Brief(IReadOnlyList<WelfareFigure> figures, Localizer text)
    {
        var percent = WelfareTable.Exact(figures, text);
        return
        [
            .. figures.SelectMany((w, i) => text.Sentence(
                "format.of_value_run", ("name", Cells.Run(text.EconomyInSentence(w.Economy))), ("value", Ranged(w, percent, text)))
                .Append(Cells.Run(text.Text(i < figures.Count - 1 ? "format.list_separator" : "format.full_stop")))),
        ];
    }

    /// <summary>What a change of real income is worth a year at the prices of the world before, million US$.</summary>
    public static double Amount(WelfareFigure figure) => figure.IncomeBefore * figure.ExactPercent / 100;

    /// <summary>Third parties: how many gain, lose, or might do either, and the outermost two.</summary>
    public static IReadOnlyList<IReadOnlyList<Inline>> ThirdParties(ScenarioOutcome scenario, Localizer text)
    {
        var third = scenario.ThirdParties();
        if (third.Count == 0)
            return [];
        var percent = WelfareTable.Exact(third, text);
        string provenance = third[0].Provenance;
        bool drawn = third.All(w => w.Low is not null);
        int up = third.Count(w => drawn ? w.Low > 0 : w.ExactPercent > 0);
        int down = third.Count(w => drawn ? w.High < 0 : w.ExactPercent < 0);
        List<(string, Inline)> values =
        [
            ("all", text.Number(third.Count, 0, provenance)), ("up", text.Number(up, 0, provenance)),
            ("down", text.Number(down, 0, provenance)),
        ];
        if (drawn)
            values.Add(("open", text.Number(third.Count - up - down, 0, provenance)));
        List<IReadOnlyList<Inline>> sentences =
            [text.Sentence(drawn ? "scenario.third.counts" : "scenario.third.counts_point", values)];
        if (third.Count > 1)
        {
            sentences.Add([
                .. text.Sentence("scenario.third.ends", ("first", Cells.Run(text.EconomyInSentence(third[0].Economy))),
                    ("high", Ranged(third[0], percent, text)), ("last", Cells.Run(text.EconomyInSentence(third[^1].Economy))),
                    ("low", Ranged(third[^1], percent, text))),
            ]);
        }

        return sentences;
    }

    /// <summary>How much more one party gains than the other, from the one that gains more; nothing without two parties.</summary>
    public static IEnumerable<IReadOnlyList<Inline>> Difference(ScenarioOutcome scenario, Localizer text)
    {
        if (scenario.Difference is not { } difference || scenario.Parties.Count != 2)
            yield break;
        bool first = difference.Value >= 0;
        var (more, less) = first ? (scenario.Parties[0], scenario.Parties[1]) : (scenario.Parties[1], scenario.Parties[0]);
        var percent = new Percentages(text, [difference.Value, difference.Low ?? 0, difference.High ?? 0]);
        FigureRun Points(string number) => new(text.Numbers.InPoints(number), difference.Provenance);
        List<(string, Inline)> values =
        [
            ("more", Cells.Run(text.Exporter(more))), ("less", Cells.Run(text.Exporter(less))),
            ("value", Points(text.Numbers.Number(Math.Abs(difference.Value), percent.Decimals))),
        ];
        if (difference is not { Low: { } low, High: { } high })
        {
            yield return text.Sentence("scenario.difference.point", values);
            yield break;
        }

        var (from, to) = first ? (low, high) : (-high, -low);
        values.Add(("interval", text.WithLevel(Points(text.Numbers.Interval(from, to, percent.Decimals)))));
        yield return text.Sentence(from <= 0 ? "scenario.difference.open" : "scenario.difference.sure", values);
    }

    private static FigureRun Ranged(WelfareFigure figure, Percentages percent, Localizer text)
    {
        string value = percent.Said(figure.ExactPercent, figure.Provenance).Text;
        return new(
            figure is { Low: { } low, High: { } high }
                ? text.Text("format.with_error", ("value", value), ("error", percent.Said(low, high, figure.Provenance).Text)) : value,
            figure.Provenance);
    }
}
