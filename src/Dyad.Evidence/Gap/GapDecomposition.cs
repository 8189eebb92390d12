// The gap as a path of values, from the exporter's claim X to the importer's M, each step one part (docs/method/mirror.md, section 4):
//   X -> X e^(-m) if X alone is CIF (valuation) -> (1 - tau) X_t + tau X_(t-1) (timing) -> + R (re-export) -> ... (unexplained)
//     -> M e^(-m) / c -> M e^(-m) (valuation) -> M (margin)
// A part is the difference of its ends in money and the ratio of its ends in logs: both add up exactly.

namespace Dyad.Evidence;

/// <summary>
/// The gap in its parts, which add up to the total. A part that nothing tells is null, not zero, and is within the unexplained.
/// </summary>
/// <param name="Total">Importer's claim against exporter's claim.</param>
/// <param name="Margin">Freight and insurance in the importer's claim; 0 where both claims share a valuation.</param>
/// <param name="Timing">Goods on the way at the two turns of the year; null where the years allow that none are.</param>
/// <param name="ReExport">Goods that came by way of a third economy, which only one side counts as trade with the other.</param>
/// <param name="Valuation">What stated valuations against the sides' conventions, and stated conversions, make of it.</param>
/// <param name="Unexplained">The rest.</param>
public sealed record GapParts(
    double Total, double? Margin, double? Timing, double? ReExport, double? Valuation, double Unexplained);

/// <summary>What is known about a flow beyond its two claims. What is not known stays null.</summary>
public sealed record KnownParts
{
    /// <summary>Nothing beyond the claims.</summary>
    public static KnownParts Nothing { get; } = new();

    /// <summary>How much of a year's exports arrives in the next year.</summary>
    public TimingShift? Shift { get; init; }

    /// <summary>The exporter's claim of the year before, million US$; timing needs it.</summary>
    public double? ExporterYearBefore { get; init; }

    /// <summary>
    /// What the importer's claim counts and the exporter's does not because it came by way of a third economy, million US$ in the
    /// valuation of the exporter's claim: imports by origin less imports by consignment, or the third economy's re-exports. Below
    /// zero where the exporter counts what the importer ascribes to others.
    /// </summary>
    public double? ReExportMillionUsd { get; init; }

    /// <summary>
    /// How many times too large the importer's claim is beside the exporter's because the two were converted to one currency or
    /// unit by different rules; 1: by one rule.
    /// </summary>
    public double? ConversionRatio { get; init; }
}

/// <summary>The gap between the two claims of a flow, in parts.</summary>
/// <param name="Log">Parts of ln(importer's claim / exporter's claim).</param>
/// <param name="MillionUsd">Parts of importer's claim less exporter's claim, million US$.</param>
public sealed record GapDecomposition(GapParts Log, GapParts MillionUsd)
{
    /// <summary>Splits the gap of a flow; null unless both claims are above zero.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="margin">The margin of the way; null where nothing tells it.</param>
    /// <param name="known">What else is known; null: nothing.</param>
    /// <exception cref="ArgumentException">
    /// Something known cannot be: a year before below zero, a conversion not above zero, or more re-exports than trade.
    /// </exception>
    public static GapDecomposition? Of(MirrorFlow flow, PredictedMargin? margin, KnownParts? known = null)
    {
        ArgumentNullException.ThrowIfNull(flow);
        if (flow is not { ExporterReport: { MillionUsd: > 0 } x, ImporterReport: { MillionUsd: > 0 } m })
            return null;
        known ??= KnownParts.Nothing;
        Check(flow, known);

        var path = new Path(x.MillionUsd);
        // Against the conventions of both sides the freight is in the exporter's claim alone.
        var reversed = x.IsCif && !m.IsCif;
        if (reversed && margin is not null)
            path.To(Part.Valuation, x.MillionUsd * Math.Exp(-margin.Log));
        else if (x.IsCif == m.IsCif && x.Valuation != Valuation.Unknown && m.Valuation != Valuation.Unknown)
            path.To(Part.Valuation, path.Value);
        if (known is { Shift: { Distinct: true } shift, ExporterYearBefore: { } before })
            path.To(Part.Timing, shift.Arrived(path.Value, before * path.Value / x.MillionUsd));
        if (known.ReExportMillionUsd is { } routed)
            path.To(Part.ReExport, Sum(flow, path.Value, routed));

        var free = m.IsCif && !x.IsCif && margin is not null ? m.MillionUsd * Math.Exp(-margin.Log) : m.MillionUsd;
        path.To(Part.Unexplained, free / (known.ConversionRatio ?? 1));
        if (known.ConversionRatio is not null)
            path.To(Part.Valuation, free);
        if (margin is not null || x.IsCif == m.IsCif)
            path.To(Part.Margin, m.MillionUsd);
        return new GapDecomposition(
            path.Parts(Math.Log(m.MillionUsd / x.MillionUsd), logs: true), path.Parts(m.MillionUsd - x.MillionUsd, logs: false));
    }

    private static double Sum(MirrorFlow flow, double direct, double routed) => direct + routed > 0
        ? direct + routed
        : throw new ArgumentException(
            $"Re-exports of {-routed:R} exceed what {flow.Exporter} sends to {flow.Importer} in {flow.Year} ({direct:R}).");

    private static void Check(MirrorFlow flow, KnownParts known)
    {
        if (known.ExporterYearBefore is { } before && !(before >= 0 && double.IsFinite(before)))
            throw new ArgumentException($"The year before {flow.Year} is {before:R}; a finite value of at least 0 is expected.");
        if (known.ConversionRatio is { } ratio && !(ratio > 0 && double.IsFinite(ratio)))
            throw new ArgumentException($"The conversion ratio {ratio:R} is not a finite number above 0.");
        if (known.ReExportMillionUsd is { } routed && !double.IsFinite(routed))
            throw new ArgumentException($"Re-exports of {routed:R} are not finite.");
    }

    private enum Part
    {
        Margin,
        Timing,
        ReExport,
        Valuation,
        Unexplained,
    }

    /// <summary>Walks from one claim to the other; what a step moves is its part. Parts that were never walked are null.</summary>
    private sealed class Path(double start)
    {
        private readonly double?[] logs = new double?[Enum.GetValues<Part>().Length];
        private readonly double?[] money = new double?[Enum.GetValues<Part>().Length];

        internal double Value { get; private set; } = start;

        internal void To(Part part, double value)
        {
            logs[(int)part] = (logs[(int)part] ?? 0) + Math.Log(value / Value);
            money[(int)part] = (money[(int)part] ?? 0) + (value - Value);
            Value = value;
        }

        /// <summary>The parts; the unexplained takes the rest, so that rounding cannot part the sum from the total.</summary>
        internal GapParts Parts(double total, bool logs)
        {
            var part = logs ? this.logs : money;
            var told = part.Where((_, p) => p != (int)Part.Unexplained).Sum(value => value ?? 0);
            return new GapParts(
                total, part[(int)Part.Margin], part[(int)Part.Timing], part[(int)Part.ReExport], part[(int)Part.Valuation],
                total - told);
        }
    }
}
