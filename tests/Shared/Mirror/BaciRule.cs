// Symbols, Gaulier and Zignago (2010), CEPII WP 2010-23:
//   V_i, V_j   exporter's report, importer's report less its fitted margin      k = e^(s^2) (e^(s^2) - 1)   variance of a log-normal error
//   eq. 3      V = w V_i + (1 - w) V_j,  w = k_j / (k_i + k_j)                    note 22   s = pi/2 (LS_RD - min LS_RD - 2 stderr)

using Dyad.Evidence;

namespace Dyad.Mirror;

/// <summary>
/// BACI's reconciled value as the paper states it: margin by one pass of eq. 1, sigmas by role from reporting distances (eq. 5,
/// note 22), arithmetic mean (eq. 3). A claim that stands alone is the value.
/// </summary>
public sealed class BaciRule
{
    private readonly MirrorModel model;
    private readonly Dictionary<(ReportedSide, string), ReportingDistance> distances;
    private readonly double sign;

    /// <summary>Estimates the rule.</summary>
    /// <param name="sample">Flows that both sides report.</param>
    /// <param name="asPrinted">
    /// Whether the two standard errors of note 22 are taken off, as the paper prints, or added, which keeps every sigma positive.
    /// </param>
    public BaciRule(MirrorSample sample, bool asPrinted)
    {
        model = MirrorModel.Estimate(sample, new MirrorOptions { Passes = 1 });
        distances = (model.Accuracy.Distances
            ?? throw new ArgumentException("The sample does not determine the reporting distances.", nameof(sample)))
            .ToDictionary(d => (d.Side, d.Reporter));
        sign = asPrinted ? -1 : 1;
    }

    /// <summary>The rule's value of a flow.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="route">Its way.</param>
    public double Value(MirrorFlow flow, Route route)
    {
        var margin = model.Margin.Predict(route, flow.Year, flow.Product);
        var fob = flow.ImporterReport?.MillionUsd * Math.Exp(-margin.Log);
        if (flow.ExporterReport is null || fob is null)
            return flow.ExporterReport?.MillionUsd ?? fob!.Value;
        var (i, j) = (Variance(ReportedSide.Exports, flow.Exporter), Variance(ReportedSide.Imports, flow.Importer));
        return i + j > 0 ? ((j * flow.ExporterReport.MillionUsd) + (i * fob.Value)) / (i + j) : (flow.ExporterReport.MillionUsd + fob.Value) / 2;
    }

    private double Variance(ReportedSide side, string reporter)
    {
        var distance = distances[(side, reporter)];
        // PaperSigma has + 2 standard errors.
        var sigma = distance.PaperSigma + (Math.PI * (sign - 1) * distance.StdError);
        return Math.Exp(sigma * sigma) * (Math.Exp(sigma * sigma) - 1);
    }
}
