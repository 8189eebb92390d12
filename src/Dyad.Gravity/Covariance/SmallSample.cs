using Dyad.Gravity.Estimation;
using Dyad.Gravity.Ols;

namespace Dyad.Gravity.Covariance;

/// <summary>Which levels of fixed effects count among the parameters K.</summary>
public enum CountedEffects
{
    /// <summary>None: K is the number of coefficients.</summary>
    None,

    /// <summary>Those of effects whose every level lies within one cluster do not (with clusters; without, all count).</summary>
    Nonnested,

    /// <summary>All.</summary>
    Full,
}

/// <summary>How many levels are taken to depend on others.</summary>
public enum RedundantLevels
{
    /// <summary>One for each set of effects after the first.</summary>
    OneEach,

    /// <summary>
    /// For each set after the first, the most connected components that it forms with a set before it (Abowd, Creecy and Kramarz
    /// 2002): exact for two sets, an upper bound of K for more.
    /// </summary>
    Pairwise,
}

/// <summary>The G of G/(G − 1) with several cluster variables.</summary>
public enum ClusterFactor
{
    /// <summary>One factor, of the variable with the fewest clusters.</summary>
    Min,

    /// <summary>Each matrix of the inclusion-exclusion sum has the factor of its own clusters.</summary>
    Conventional,
}

/// <summary>The distribution that statistics are held against.</summary>
public enum Degrees
{
    /// <summary>Standard normal.</summary>
    Normal,

    /// <summary>Student's with G − 1 degrees of freedom where there are clusters, n − K where not.</summary>
    Clusters,

    /// <summary>Student's with n − K.</summary>
    Residual,

    /// <summary>Student's with the smaller of the two.</summary>
    Smaller,
}

/// <summary>What happens to a matrix of several cluster variables that is not positive semidefinite.</summary>
public enum Repair
{
    /// <summary>Nothing; the standard error of a negative variance is not a number.</summary>
    None,

    /// <summary>
    /// Where a variance is negative, negative eigenvalues become zero (Cameron, Gelbach and Miller 2011).
    /// </summary>
    NegativeVariance,

    /// <summary>Negative eigenvalues become zero.</summary>
    NegativeEigenvalue,
}

/// <summary>
/// Conventions for small samples: n rows, K parameters, G clusters. docs/method/inference.md holds those of fixest and of Stata's
/// commands side by side; change one with <c>SmallSample.Fixest with { Effects = CountedEffects.Full }</c>.
/// </summary>
public sealed record SmallSample
{
    /// <summary>Whether the covariance has the factor (n − 1)/(n − K): <c>adj</c> (from 0.13 <c>K.adj</c>) of fixest.</summary>
    public bool Parameters { get; init; }

    /// <summary>What K counts: <c>fixef.K</c> (<c>K.fixef</c>) of fixest.</summary>
    public CountedEffects Effects { get; init; } = CountedEffects.Nonnested;

    /// <summary>
    /// Levels that K leaves out as redundant: <c>fixef.force_exact</c> of fixest, <c>dofadjustments</c> of reghdfe.
    /// </summary>
    public RedundantLevels Redundant { get; init; }

    /// <summary>
    /// Whether the covariance has the factor G/(G − 1), with n for G where it is heteroskedastic: <c>cluster.adj</c>
    /// (<c>G.adj</c>).
    /// </summary>
    public bool Clusters { get; init; }

    /// <summary>The G of that factor: <c>cluster.df</c> (<c>G.df</c>).</summary>
    public ClusterFactor Factor { get; init; }

    /// <summary>Distribution of statistics of least squares: <c>t.df</c>.</summary>
    public Degrees LeastSquares { get; init; } = Degrees.Clusters;

    /// <summary>Distribution of statistics of PPML. All of fixest, ppmlhdfe and pyfixest take the normal.</summary>
    public Degrees Ppml { get; init; } = Degrees.Normal;

    /// <summary>What happens to a matrix that is not positive semidefinite.</summary>
    public Repair Repair { get; init; }

    /// <summary>No factor at all.</summary>
    public static SmallSample None { get; } = new();

    /// <summary>The defaults of fixest: <c>ssc()</c>.</summary>
    public static SmallSample Fixest { get; } = new() { Parameters = true, Clusters = true, Repair = Repair.NegativeVariance };

    /// <summary>Stata's <c>ppmlhdfe</c>, and the tables of Yotov et al. (2016): G/(G − 1) alone.</summary>
    public static SmallSample Ppmlhdfe { get; } = new()
    {
        Clusters = true,
        LeastSquares = Degrees.Normal,
        Repair = Repair.NegativeEigenvalue,
    };

    /// <summary>Stata's <c>reghdfe</c>, and without redundant levels beyond one each its <c>xtreg</c>.</summary>
    public static SmallSample Reghdfe { get; } = new()
    {
        Parameters = true,
        Clusters = true,
        Redundant = RedundantLevels.Pairwise,
        LeastSquares = Degrees.Smaller,
        Repair = Repair.NegativeEigenvalue,
    };

    /// <summary>What Stata's command for an estimate does: <see cref="Reghdfe"/> or <see cref="Ppmlhdfe"/>.</summary>
    public static SmallSample Stata(Estimate estimate) => estimate is OlsResult ? Reghdfe : Ppmlhdfe;

    /// <summary>The distribution for an estimate.</summary>
    internal Degrees DegreesOf(Estimate estimate) => estimate is OlsResult ? LeastSquares : Ppml;
}
