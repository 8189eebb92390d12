// Symbols, Gaulier and Zignago (2010), section 2.4, in logs (docs/method/mirror.md compares with the paper's eq. 3):
//   x = ln V_i   exporter's claim, FOB        y = ln V_j   importer's claim, FOB after the margin m is taken off
//   sigma_i^2, sigma_j^2   error variances    s^2          variance of the estimated margin
//   r = w x + (1 - w) y                       w = Var(y) / (Var(x) + Var(y))

using MathNet.Numerics.Distributions;

namespace Dyad.Evidence;

/// <summary>
/// Reconciles the claims about a flow into one FOB value: their geometric mean, weighted by the accuracy of the reporters.
/// </summary>
public static class Reconciliation
{
    /// <summary>Probability that the interval is meant to hold the true value with.</summary>
    public const double Coverage = 0.90;

    /// <summary>
    /// Fewest degrees of freedom of an interval. The delta method behind Satterthwaite's formula overstates the doubt where a
    /// variance is hardly measured; with fewer, intervals span orders of magnitude and say nothing.
    /// </summary>
    private const double FewestDegreesOfFreedom = 3;

    /// <summary>Reconciles a flow with a given margin and given errors of the reporters.</summary>
    /// <param name="flow">The flow; at least one claim above zero.</param>
    /// <param name="margin">ln(CIF/FOB) of the way, with its standard error; used only for claims that are CIF.</param>
    /// <param name="exporterError">Error of the exporter as a reporter.</param>
    /// <param name="importerError">Error of the importer as a reporter.</param>
    /// <param name="known">What is known beyond the claims, for the split of the gap; null: nothing.</param>
    /// <param name="history">What earlier years say about a claim that stands alone; null: nothing.</param>
    /// <exception cref="ArgumentException">
    /// No claim is above zero, a variance is not a finite number of at least 0, or what is known cannot be.
    /// </exception>
    public static ReconciledFlow Reconcile(
        MirrorFlow flow, PredictedMargin margin, ReporterError exporterError, ReporterError importerError,
        KnownParts? known = null, ClaimHistory? history = null)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(margin);
        ArgumentNullException.ThrowIfNull(exporterError);
        ArgumentNullException.ThrowIfNull(importerError);
        CheckVariance(exporterError);
        CheckVariance(importerError);

        // A zero has no logarithm and cannot be averaged with a positive claim; like a missing claim it leaves the other alone.
        var x = flow.ExporterReport is { MillionUsd: > 0 } stated ? stated : null;
        var y = flow.ImporterReport is { MillionUsd: > 0 } received ? received : null;
        if (x is null && y is null)
        {
            throw new ArgumentException(
                $"No claim about {flow.Exporter} to {flow.Importer} in {flow.Year} is above zero.", nameof(flow));
        }

        var from = y is null ? ReconciledFrom.ExporterOnly : x is null ? ReconciledFrom.ImporterOnly : ReconciledFrom.BothSides;

        if (from == ReconciledFrom.BothSides)
            history = null;
        else if (history is not null)
            (exporterError, importerError) = (Scaled(exporterError, history), Scaled(importerError, history));

        var (xCif, yCif) = (x is { IsCif: true } ? 1 : 0, y is { IsCif: true } ? 1 : 0);
        var w = ExporterWeight(from, exporterError.Variance, importerError.Variance, margin.StdError, xCif - yCif);
        var log = (x is null ? 0 : w * (Math.Log(x.MillionUsd) - (xCif * margin.Log)))
            + (y is null ? 0 : (1 - w) * (Math.Log(y.MillionUsd) - (yCif * margin.Log)))
            + (history?.LogCorrection ?? 0);

        // An error of the margin moves the claims that it is taken off, and all years of a history alike.
        var marginShare = (history?.MarginEffect ?? 0) - (w * xCif) - ((1 - w) * yCif);
        var reports = (w * w * exporterError.Variance) + ((1 - w) * (1 - w) * importerError.Variance);
        var stdError = Math.Sqrt(reports + (marginShare * marginShare * margin.StdError * margin.StdError));
        var half = stdError == 0 ? 0 : stdError * Quantile(stdError * stdError, w, exporterError, importerError);
        return new ReconciledFlow(
            flow, from, Math.Exp(log), Math.Exp(log - half), Math.Exp(log + half), stdError, w,
            xCif + yCif > 0 ? margin : PredictedMargin.None, GapDecomposition.Of(flow, margin, known),
            x is { Valuation: Valuation.Unknown } || y is { Valuation: Valuation.Unknown },
            (x is not null && exporterError.FewFlows) || (y is not null && importerError.FewFlows), history);
    }

    /// <summary>
    /// Weight of least variance. The margin's uncertainty counts against the one side that needs it; where both or neither do, it
    /// cancels. Two perfect reporters share alike.
    /// </summary>
    private static double ExporterWeight(
        ReconciledFrom from, double exporterVariance, double importerVariance, double marginStdError, int cifSide)
    {
        if (from != ReconciledFrom.BothSides)
            return from == ReconciledFrom.ExporterOnly ? 1 : 0;
        var x = exporterVariance + (cifSide > 0 ? marginStdError * marginStdError : 0);
        var y = importerVariance + (cifSide < 0 ? marginStdError * marginStdError : 0);
        return x + y > 0 ? y / (x + y) : 0.5;
    }

    /// <summary>
    /// Student quantile with Satterthwaite's degrees of freedom, 2 V^2 / Var(V): the variances are themselves estimated, and a
    /// reporter seen in few flows gets the wider interval that this warrants.
    /// </summary>
    private static double Quantile(double variance, double w, ReporterError exporter, ReporterError importer)
    {
        var exporterPart = w * w * exporter.VarianceStdError;
        var importerPart = (1 - w) * (1 - w) * importer.VarianceStdError;
        var uncertainty = (exporterPart * exporterPart) + (importerPart * importerPart);
        const double upper = 1 - ((1 - Coverage) / 2);
        return uncertainty > 0
            ? StudentT.InvCDF(0, 1, Math.Max(2 * variance * variance / uncertainty, FewestDegreesOfFreedom), upper)
            : Normal.InvCDF(0, 1, upper);
    }

    /// <summary>The error that is left when what earlier years tell of it is taken out and the drift since is put in.</summary>
    private static ReporterError Scaled(ReporterError error, ClaimHistory history) => error with
    {
        Variance = history.VarianceRatio * error.Variance,
        VarianceStdError = history.VarianceRatio * error.VarianceStdError,
    };

    private static void CheckVariance(ReporterError error)
    {
        if (!(error.Variance >= 0) || !double.IsFinite(error.Variance)
            || !(error.VarianceStdError >= 0) || !double.IsFinite(error.VarianceStdError))
        {
            throw new ArgumentException(
                $"The error of {error.Reporter} needs a finite variance and standard error of at least 0.", nameof(error));
        }
    }
}
