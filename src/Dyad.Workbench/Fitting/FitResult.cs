using Dyad.Gravity.BiasCorrection;
using Dyad.Gravity.Covariance;

namespace Dyad.Workbench.Fitting;

/// <summary>A coefficient with its 95% interval.</summary>
public sealed record FitCoefficient(
    string Term, double Estimate, double StdError, double Statistic, double PValue, double ConfLow, double ConfHigh)
{
    /// <summary>The coefficient table of a covariance.</summary>
    internal static IReadOnlyList<FitCoefficient> Of(CovarianceResult covariance) =>
        [.. covariance.Table(FitGravity.Level).Select(t =>
            new FitCoefficient(t.Term, t.Estimate, t.StdError, t.Statistic, t.PValue, t.ConfLow, t.ConfHigh))];
}

/// <summary>A coefficient before its correction.</summary>
/// <param name="Term">The term.</param>
/// <param name="Estimate">Uncorrected estimate.</param>
/// <param name="StdError">Uncorrected standard error, clustered as the corrected one.</param>
/// <param name="Bias">What was subtracted.</param>
public sealed record FitBiasTerm(string Term, double Estimate, double StdError, double Bias);

/// <summary>What the bias correction did.</summary>
/// <param name="Model">two-way or three-way.</param>
/// <param name="LargestLeverage">Largest share of a row's own variance that estimation takes up, 0 to 1.</param>
/// <param name="Terms">Coefficients before it.</param>
public sealed record FitBiasResult(string Model, double LargestLeverage, IReadOnlyList<FitBiasTerm> Terms)
{
    /// <summary>A coefficient before its correction.</summary>
    public FitBiasTerm Of(string term) => Terms.Single(t => t.Term == term);

    internal static FitBiasResult Of(BiasCorrectionResult result, int effects) => new(
        effects == 2 ? "two-way" : "three-way", result.LargestLeverage,
        [.. result.Uncorrected.Terms.Select((t, k) =>
            new FitBiasTerm(t, result.Uncorrected.Estimates[k], result.Uncorrected.StandardErrors[k], result.Bias[k]))]);
}

/// <summary>A coefficient by score bootstrap.</summary>
/// <param name="Term">The term.</param>
/// <param name="Statistic">Studentised score under the hypothesis of zero.</param>
/// <param name="PValue">p-value of zero.</param>
/// <param name="ConfLow">Lower end of the 95% interval; minus infinity where no value is rejected.</param>
/// <param name="ConfHigh">Upper end, or infinity.</param>
public sealed record FitBootstrapTest(string Term, double Statistic, double PValue, double ConfLow, double ConfHigh);

/// <summary>Tests by score bootstrap, a constant excepted.</summary>
/// <param name="Cluster">Key of the clusters.</param>
/// <param name="Clusters">Clusters in the estimation.</param>
/// <param name="Draws">Draws taken.</param>
/// <param name="Seed">Seed; null where all draws that there are were taken.</param>
/// <param name="Weights">webb or rademacher.</param>
/// <param name="Tests">A test for each term.</param>
public sealed record FitBootstrapResult(
    string Cluster, int Clusters, int Draws, int? Seed, string Weights, IReadOnlyList<FitBootstrapTest> Tests)
{
    /// <summary>The test of a term; null of a constant.</summary>
    public FitBootstrapTest? Of(string term) => Tests.FirstOrDefault(t => t.Term == term);
}

/// <summary>Rows that are not in the estimation, by the first reason that they fell to.</summary>
/// <param name="Missing">A value is missing.</param>
/// <param name="Singletons">Alone in a level of an effect.</param>
/// <param name="Separated">Zero flows that terms and effects fit as exactly zero.</param>
/// <param name="AllZero">A level of theirs has zero flows alone.</param>
public sealed record FitDropped(int Missing, int Singletons, int Separated, int AllZero);

/// <summary>A set of fixed effects and its levels in the estimation.</summary>
public sealed record FitEffect(string Name, int Levels);

/// <summary>An estimate with what a reader needs to judge it.</summary>
public sealed record FitResult
{
    /// <summary>The formula as it was understood.</summary>
    public required string Formula { get; init; }

    /// <summary>Family.</summary>
    public required FitFamily Family { get; init; }

    /// <summary>How the standard errors were computed, in words.</summary>
    public required string Errors { get; init; }

    /// <summary>Whether statistics follow Student's t and not the normal distribution.</summary>
    public required bool StudentT { get; init; }

    /// <summary>Coefficients in the order of the formula.</summary>
    public required IReadOnlyList<FitCoefficient> Coefficients { get; init; }

    /// <summary>Bias correction, where asked for; <see cref="Coefficients"/> are then the corrected ones.</summary>
    public FitBiasResult? Bias { get; init; }

    /// <summary>Score bootstrap, where asked for.</summary>
    public FitBootstrapResult? Bootstrap { get; init; }

    /// <summary>RESET, where asked for.</summary>
    public FitReset? Reset { get; init; }

    /// <summary>Rows in the estimation.</summary>
    public required int Observations { get; init; }

    /// <summary>Rows that are not, and why.</summary>
    public required FitDropped Dropped { get; init; }

    /// <summary>Rows left out because their weight is zero.</summary>
    public required int ZeroWeight { get; init; }

    /// <summary>Terms without an estimate: they depend on terms before them or on the effects.</summary>
    public required IReadOnlyList<string> Collinear { get; init; }

    /// <summary>Deviance; of least squares the sum of squared residuals.</summary>
    public required double Deviance { get; init; }

    /// <summary>Log likelihood.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>McFadden's pseudo R²; of least squares R².</summary>
    public required double PseudoR2 { get; init; }

    /// <summary>Newton steps; of least squares 1.</summary>
    public required int Iterations { get; init; }

    /// <summary>Whether the tolerance was reached.</summary>
    public required bool Converged { get; init; }

    /// <summary>Fixed effects.</summary>
    public required IReadOnlyList<FitEffect> FixedEffects { get; init; }

    /// <summary>Seconds of reading the file.</summary>
    public required double ReadSeconds { get; init; }

    /// <summary>Seconds of all that follows.</summary>
    public required double FitSeconds { get; init; }

    /// <summary>Most memory that the process has held.</summary>
    public required long PeakBytes { get; init; }
}
