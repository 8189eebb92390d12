using Dyad.Data.Facts;
using Dyad.Gravity.Covariance;
using Dyad.Gravity.Ppml;
using Dyad.Gravity.Specification;
using MathNet.Numerics.Distributions;

namespace Dyad.Workbench.Reports.Diagnosis;

/// <summary>
/// The effect of a trade agreement, from aggregate trade over time: exporter-year, importer-year and pair effects, and a border effect
/// that differs by year, so that it rests on pairs that concluded an agreement and not on who concludes them (Baier and Bergstrand
/// 2007; Yotov et al. 2016, section I.C).
/// </summary>
internal sealed record AgreementStage(GravitySample Sample, PpmlResult Fit, CovarianceResult Covariance, IReadOnlyList<int> Years)
{
    private const string Term = "agreement";

    /// <summary>Estimate of the coefficient.</summary>
    public double Coefficient => Fit[Term];

    /// <summary>Its standard error, clustered by pair.</summary>
    public double StdError => Covariance.StandardErrors[0];

    /// <summary>Estimates on all economies of the table but the rest of the world; null where too few years or pairs identify it.</summary>
    public static AgreementStage? Run(IReadOnlyList<TotalFact> totals, CancellationToken cancel)
    {
        var rows = totals.Where(t => t.Exporter != ReportFacts.RestOfWorld && t.Importer != ReportFacts.RestOfWorld).ToList();
        int[] years = [.. rows.Select(t => t.Year).Distinct().Order()];
        if (years.Length < 2)
            return null;
        string[] terms = [Term, .. years.Skip(1).Select(y => $"border_{y}")];
        double[][] columns =
        [
            [.. rows.Select(t => t.Exporter != t.Importer && t.Agreement ? 1.0 : 0)],
            .. years.Skip(1).Select(y => rows.Select(t => t.Exporter != t.Importer && t.Year == y ? 1.0 : 0).ToArray()),
        ];
        var pair = FixedEffect.Of("pair", rows.Select(PairKey));
        var sample = new GravitySample(
            [.. rows.Select(t => Math.Max(0, t.MillionUsd))], terms, columns,
            [FixedEffect.Of("exporter^year", rows.Select(t => (t.Exporter, t.Year))), FixedEffect.Of("importer^year", rows.Select(t => (t.Importer, t.Year))), pair]);
        var fit = PpmlEstimator.TryFit(sample, cancel: cancel);
        return fit.Converged && fit.Terms.Contains(Term)
            ? new AgreementStage(sample, fit, Covariances.Of(sample, fit, CovarianceKind.Clustered(pair.Levels)), years)
            : null;
    }

    /// <summary>
    /// Draws of what an agreement adds to a flow, (exp β − 1) times the flow, with β from its asymptotic normal distribution.
    /// </summary>
    public double[] GainDraws(double flow, int count, int seed)
    {
        var random = new Random(seed);
        var draws = new double[count];
        for (var b = 0; b < count; b++)
            draws[b] = Gain(flow, Normal.Sample(random, Coefficient, StdError));
        return draws;
    }

    /// <summary>What an agreement adds to a flow, other things equal.</summary>
    public static double Gain(double flow, double coefficient) => flow * (Math.Exp(coefficient) - 1);

    private static (string, string) PairKey(TotalFact t) =>
        string.CompareOrdinal(t.Exporter, t.Importer) <= 0 ? (t.Exporter, t.Importer) : (t.Importer, t.Exporter);
}
