using Dyad.Gravity.Absorption;
using Dyad.Gravity.Covariance;
using Dyad.Gravity.Ppml;
using Dyad.Gravity.Regression;

namespace Dyad.Gravity.BiasCorrection;

/// <summary>
/// The rows in the estimation cluster by cluster, with all that the correction reads of them. Row q of this table is the q-th of
/// these; a cluster is a pair of economies.
/// </summary>
/// <remarks>
/// Weights w come in as if flows and means were w y and w μ. Scores are those of the profile likelihood of the pair effects,
/// S = w (y − μ); its Hessian within a level of the pair effects is H = diag(ω) − ω ω'/M with M = Σ ω over the level (Weidner and
/// Zylkin 2021: θ = ω/M). Without pair effects M is infinite.
/// </remarks>
internal sealed class PairRows
{
    public PairRows(GravityShape shape, PpmlResult estimate, Grouping clusters)
    {
        Scores = estimate.Scores!;
        (Start, var sorted) = RowsByGroup.Of(clusters.Of, clusters.Count);
        Weights = Array.ConvertAll(sorted, r => Scores.Weights[r]);
        Response = Array.ConvertAll(sorted, r => Scores.Response[r]);
        Sorted = sorted;
        Cluster = Array.ConvertAll(sorted, r => clusters.Of[r]);
        int[] Levels(int[] of) => Array.ConvertAll(sorted, r => of[Scores.Order[r]]);
        (Exporter, Importer) = (Levels(shape.Exporter), Levels(shape.Importer));
        (ExporterTime, ImporterTime) = (Levels(shape.ExporterTime.Levels), Levels(shape.ImporterTime.Levels));
        Pair = shape.Pair is { } pair ? Levels(pair.Levels) : null;
        Mass = new double[Pair is null ? 0 : shape.Pair!.Count];
        for (var q = 0; q < Count && Pair is not null; q++)
            Mass[Pair[q]] += Weights[q];
    }

    /// <summary>Scores of the estimate, in its own order of rows.</summary>
    public ScoreRows Scores { get; }

    /// <summary>Place of each row in <see cref="Scores"/>.</summary>
    public int[] Sorted { get; }

    /// <summary>First row of each cluster; the last entry is the number of rows.</summary>
    public int[] Start { get; }

    /// <summary>Cluster of each row.</summary>
    public int[] Cluster { get; }

    /// <summary>Rows.</summary>
    public int Count => Sorted.Length;

    /// <summary>Clusters.</summary>
    public int Clusters => Start.Length - 1;

    /// <summary>ω = w μ.</summary>
    public double[] Weights { get; }

    /// <summary>S = w (y − μ).</summary>
    public double[] Response { get; }

    /// <summary>Exporter of each row.</summary>
    public int[] Exporter { get; }

    /// <summary>Importer of each row.</summary>
    public int[] Importer { get; }

    /// <summary>Level of the exporter's effect.</summary>
    public int[] ExporterTime { get; }

    /// <summary>Level of the importer's effect.</summary>
    public int[] ImporterTime { get; }

    /// <summary>Level of the pair's effect, or null.</summary>
    public int[]? Pair { get; }

    /// <summary>M: Σ ω by level of the pair's effect.</summary>
    public double[] Mass { get; }

    /// <summary>Residuals x̃ of a row.</summary>
    public ReadOnlySpan<double> X(int row) =>
        Scores.Residuals.AsSpan(Sorted[row] * Scores.Stride, Scores.Alive.Length);

    /// <summary>Entry of H: of rows of one level of the pair effects, or of a row with itself.</summary>
    public double Hessian(int a, int b) =>
        (a == b ? Weights[a] : 0) - (Pair is not null && Pair[a] == Pair[b] ? Weights[a] * Weights[b] / Mass[Pair[a]] : 0);
}
