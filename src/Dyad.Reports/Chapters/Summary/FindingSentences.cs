using Dyad.Reports.Chapters.Scenarios;
using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Chapters.Shortfall;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Summary;

/// <summary>A finding as a sentence whose figures have addresses. One function a kind.</summary>
internal static class FindingSentences
{
    public static IReadOnlyList<Inline> Compose(Finding finding, JointReport report, Localizer text) => finding.Kind switch
    {
        "largest-bottleneck" => LargestBottleneck(finding, report, text),
        "shortfall-total" or "surplus-total" => Total(finding, report, text),
        "dependence-gap" => DependenceGap(finding, text),
        "environment-gap" => EnvironmentGap(finding, text),
        "stance-change" => StanceChange(finding, report, text),
        "scenario-gain" => ScenarioGain(finding, report, text),
        _ => throw new ArgumentException($"No sentence for a finding of kind \"{finding.Kind}\".", nameof(finding)),
    };

    private static IReadOnlyList<Inline> LargestBottleneck(Finding finding, JointReport report, Localizer text)
    {
        var bottleneck = report.Bottlenecks.FirstOrDefault(b => b.Id == finding.Subject)
            ?? throw new ArgumentException(
                $"The finding names a bottleneck \"{finding.Subject}\" that is not in the report.", nameof(finding));
        var sizes = BottleneckTable.Sizes(report, text);
        List<(string, Inline)> values =
        [
            ("exporter", Cells.Run(text.Exporter(bottleneck.Exporter))),
            ("importer", Cells.Run(text.Importer(bottleneck.Importer))),
            ("value", sizes.Said(finding.Value, finding.Provenance)),
            ("interval", text.WithLevel(sizes.Said(bottleneck.Low, bottleneck.High, finding.Provenance))),
            ("rank", text.Rank(bottleneck.Rank, bottleneck.RankLow, bottleneck.RankHigh, bottleneck.Provenance)),
        ];
        string kind = bottleneck.Kind;
        if (kind == "shortfall")
            values.Add(("sector", Cells.Run(text.SectorInSentence(bottleneck.Sector))));
        return
        [
            .. text.Sentence("finding.largest_" + kind, values),
            .. IncludesZero(bottleneck.Low, bottleneck.High, text),
            .. Place(bottleneck.Evidence.Percentile, bottleneck.Provenance, text),
        ];
    }

    private static IReadOnlyList<Inline> Total(Finding finding, JointReport report, Localizer text)
    {
        var amounts = new Amounts(text, [finding.Value, finding.Low ?? 0, finding.High ?? 0]);
        List<(string, Inline)> values =
        [
            ("exporter", Cells.Run(text.Exporter(finding.Exporter!))), ("importer", Cells.Run(text.Importer(finding.Importer!))),
            ("value", amounts.Said(Math.Abs(finding.Value), finding.Provenance)),
        ];
        if (finding is not { Low: { } low, High: { } high })
            return text.Sentence($"finding.{finding.Kind}.point", values);
        values.Add(("interval", text.WithLevel(amounts.Said(low, high, finding.Provenance))));
        var total = report.Expected.FirstOrDefault(
            e => e.Sector is null && e.Exporter == finding.Exporter && e.Importer == finding.Importer);
        return
        [
            .. text.Sentence($"finding.{finding.Kind}.interval", values),
            .. IncludesZero(low, high, text),
            .. finding.Kind == "shortfall-total" ? Place(total?.Percentile, total?.Provenance, text) : [],
        ];
    }

    /// <summary>How usual such a gap is, which its interval does not tell: most flows lie below their expectation, which few exceed far.</summary>
    private static IReadOnlyList<Inline> Place(double? percentile, string? provenance, Localizer text) =>
        percentile is { } place && provenance is not null
            ? text.Sentence("finding.place", ("value", text.Percent(place / 100, provenance)))
            : [];

    private static IReadOnlyList<Inline> DependenceGap(Finding finding, Localizer text) => text.Sentence(
        "finding.dependence-gap",
        ("party", Cells.Run(text.EconomyInSentence(finding.Exporter!))), ("partner", Cells.Run(text.EconomyInSentence(finding.Importer!))),
        ("value", text.Percent(finding.Value, finding.Provenance)),
        ("other", text.Percent(finding.Low ?? 0, finding.Provenance)));

    private static IReadOnlyList<Inline> EnvironmentGap(Finding finding, Localizer text)
    {
        List<(string, Inline)> values =
        [
            ("party", Cells.Run(text.Economy(finding.Exporter!))),
            ("indicator", Cells.Run(text.Named("indicator", finding.Subject ?? finding.Sector ?? ""))),
            ("value", text.Number(Math.Abs(finding.Value), 2, finding.Provenance)),
        ];
        string side = finding.Value < 0 ? "below" : "above";
        if (finding is not { Low: { } low, High: { } high })
            return text.Sentence($"finding.environment-gap.{side}", values);
        // The sentence names the side, so the interval is of the distance to it.
        var interval = finding.Value < 0 ? (Low: -high, High: -low) : (Low: low, High: high);
        values.Add(("interval", text.WithLevel(text.Interval(interval.Low, interval.High, 2, finding.Provenance))));
        return [.. text.Sentence($"finding.environment-gap.{side}_interval", values), .. IncludesZero(low, high, text)];
    }

    private static IReadOnlyList<Inline> StanceChange(Finding finding, JointReport report, Localizer text)
    {
        var periods = report.Stances.Where(s => s.Issue == finding.Subject).OrderBy(s => s.From).ToList();
        List<(string, Inline)> values =
        [
            ("issue", Cells.Run(text.Named("issue", finding.Subject ?? "all"))),
            ("value", new FigureRun(text.Numbers.Points(finding.Value), finding.Provenance)),
            ("from", Period(periods.FirstOrDefault(), text)), ("to", Period(periods.LastOrDefault(), text)),
        ];
        if (finding is not { Low: { } low, High: { } high })
            return text.Sentence("finding.stance-change.point", values);
        values.Add(("interval", text.WithLevel(new FigureRun(text.Numbers.PointsInterval(low, high), finding.Provenance))));
        return [.. text.Sentence("finding.stance-change.interval", values), .. IncludesZero(low, high, text)];
    }

    private static IReadOnlyList<Inline> ScenarioGain(Finding finding, JointReport report, Localizer text)
    {
        var scenario = report.Scenarios.FirstOrDefault(s => s.Scenario == finding.Subject)
            ?? throw new ArgumentException(
                $"The finding names a scenario \"{finding.Subject}\" that is not in the report.", nameof(finding));
        var sides = new[] { finding.Exporter, finding.Importer }
            .Select(party => scenario.Welfare.First(w => w.Economy == party)).ToList();
        return
        [
            .. text.Sentence("finding.scenario-gain", ("scenario", Cells.Run(text.Name(scenario.Title)))),
            .. GainSentences.Brief(sides, text),
            .. sides.Any(w => w.Low < 0 && w.High > 0) ? Cells.Of(text.Text("finding.interval_open")) : [],
        ];
    }

    private static TextRun Period(Stance? stance, Localizer text)
        => Cells.Run(stance is null ? text.Text("format.missing") : NumberFormat.Years(stance.From, stance.To));

    private static IReadOnlyList<Inline> IncludesZero(double low, double high, Localizer text)
        => low < 0 && high > 0 ? Cells.Of(text.Text("finding.includes_zero")) : [];
}
