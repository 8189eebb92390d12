namespace Dyad.Evidence;

/// <summary>Options of <see cref="MirrorModel.Estimate"/>.</summary>
public sealed record MirrorOptions
{
    private readonly int passes = 2;

    /// <summary>The defaults.</summary>
    public static MirrorOptions Default { get; } = new();

    /// <summary>Options of the margin.</summary>
    public CifFobOptions Margin { get; init; } = CifFobOptions.Default;

    /// <summary>Options of the reporters' accuracy.</summary>
    public AccuracyOptions Accuracy { get; init; } = AccuracyOptions.Default;

    /// <summary>
    /// How often margin and accuracy are estimated, at least 1. One pass is the paper's. From the second on, a flow counts in the
    /// margin by the accuracy of its two reporters (feasible generalised least squares).
    /// </summary>
    public int Passes
    {
        get => passes;
        init => passes = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Passes is at least 1.");
    }
}

/// <summary>The margin and the reporters' accuracy, estimated from one sample: all that reconciling a flow needs.</summary>
/// <param name="Margin">The CIF/FOB margin as a function of the way.</param>
/// <param name="Accuracy">The accuracy of every reporter.</param>
/// <param name="History">The discrepancies of earlier years, which speak where one side is silent.</param>
public sealed record MirrorModel(CifFobMargin Margin, ReporterAccuracy Accuracy, PairHistory History)
{
    /// <summary>Estimates margin and accuracy.</summary>
    /// <param name="sample">Flows that both sides report.</param>
    /// <param name="options">Options; null: the defaults.</param>
    /// <exception cref="ArgumentException">There are not more flows than coefficients of the margin.</exception>
    public static MirrorModel Estimate(MirrorSample sample, MirrorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sample);
        options ??= MirrorOptions.Default;
        var margin = CifFobMargin.Estimate(sample, options.Margin);
        var accuracy = ReporterAccuracy.Estimate(sample, margin, options.Accuracy);
        for (var pass = 1; pass < options.Passes; pass++)
        {
            margin = CifFobMargin.Estimate(WeighedByAccuracy(sample, accuracy), options.Margin);
            accuracy = ReporterAccuracy.Estimate(sample, margin, options.Accuracy);
        }

        return new MirrorModel(margin, accuracy, PairHistory.From(sample, margin, accuracy));
    }

    /// <summary>Reconciles a flow.</summary>
    /// <param name="flow">The flow; at least one claim above zero.</param>
    /// <param name="route">The way from exporter to importer.</param>
    /// <param name="known">What is known beyond the claims, for the split of the gap; null: nothing.</param>
    /// <param name="record">Who published when; null: no side is marked as missing.</param>
    /// <exception cref="ArgumentException">No claim is above zero, or what is known cannot be.</exception>
    public ReconciledFlow Reconcile(MirrorFlow flow, Route route, KnownParts? known = null, PublicationRecord? record = null)
    {
        ArgumentNullException.ThrowIfNull(flow);
        var exporter = Accuracy.Of(flow.Exporter, flow.Product, flow.Size);
        var importer = Accuracy.Of(flow.Importer, flow.Product, flow.Size);
        var history = flow.LogGap is not null
            ? null
            : Alone(flow, exporter.Variance, importer.Variance);
        var reconciled = Reconciliation.Reconcile(
            flow, Margin.Predict(route, flow.Year, flow.Product), exporter, importer, known, history);
        return record is null ? reconciled : reconciled with { Missing = record.MissingSide(flow) };
    }

    private ClaimHistory Alone(MirrorFlow flow, double exporterVariance, double importerVariance)
    {
        var side = flow.ExporterReport is { MillionUsd: > 0 } ? ReportedSide.Exports : ReportedSide.Imports;
        var own = side == ReportedSide.Exports ? exporterVariance : importerVariance;
        var sum = exporterVariance + importerVariance;
        return History.Of(flow, side, sum > 0 ? own / sum : 0.5);
    }

    /// <summary>
    /// Weights 1/(sigma_i^2 + sigma_j^2), relative to the best pair, times the agreement on quantities if there is one.
    /// </summary>
    private static MirrorSample WeighedByAccuracy(MirrorSample sample, ReporterAccuracy accuracy)
    {
        double[] variance =
            [.. Enumerable.Range(0, sample.Count).Select(f =>
                accuracy.Of(sample.Exporter[f], sample.Product?[f], sample.SizeOf(f)).Variance
                + accuracy.Of(sample.Importer[f], sample.Product?[f], sample.SizeOf(f)).Variance)];
        var least = variance.Min();
        return new MirrorSample(
            sample.Exporter, sample.Importer, sample.Year, sample.ExporterReport, sample.ImporterReport, sample.Route,
            [.. variance.Select((v, f) => least / v * (sample.Agreement?[f] ?? 1))], sample.Product);
    }
}
