using System.Globalization;

namespace Dyad.Workbench.Fitting;

/// <summary>How the mean of the outcome depends on the terms.</summary>
public enum FitFamily
{
    /// <summary>E[y] = exp(η), by Poisson pseudo maximum likelihood.</summary>
    Poisson,

    /// <summary>E[y] = η, by least squares.</summary>
    Gaussian,
}

/// <summary>A model to estimate on a file. docs/reference/fit.md explains each part.</summary>
/// <param name="Formula">The formula, as fixest writes it.</param>
/// <param name="File">Parquet or CSV.</param>
public sealed record FitRequest(string Formula, string File)
{
    /// <summary>Added columns, each <c>NAME=SQL</c>.</summary>
    public IReadOnlyList<string> With { get; init; } = [];

    /// <summary>Condition that rows fulfil, a DuckDB expression, or null.</summary>
    public string? Where { get; init; }

    /// <summary>Family.</summary>
    public FitFamily Family { get; init; } = FitFamily.Poisson;

    /// <summary>Covariance: <c>iid</c>, <c>hetero</c>, <c>cluster:V[,V]</c>, <c>dyadic:A,B</c>.</summary>
    public string Vcov { get; init; } = "hetero";

    /// <summary>Conventions for small samples: <c>stata</c>, <c>fixest</c>, <c>none</c>.</summary>
    public string Ssc { get; init; } = "stata";

    /// <summary>Bootstrap, <c>score:V:B</c>, or null.</summary>
    public string? Bootstrap { get; init; }

    /// <summary>Seed of the bootstrap.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether the square of the index is tested (RESET).</summary>
    public bool Reset { get; init; }

    /// <summary>File that takes fitted values and residuals by row, or null.</summary>
    public string? Save { get; init; }

    /// <summary>File that takes the fixed effects by level, or null.</summary>
    public string? SaveEffects { get; init; }

    /// <summary>Picture of the coefficients, SVG or PNG, or null.</summary>
    public string? Plot { get; init; }

    /// <summary>Whether estimates and errors of two-way and three-way PPML are corrected (Weidner and Zylkin 2021).</summary>
    public bool BiasCorrect { get; init; }

    /// <summary>Expression of the weights, or null.</summary>
    public string? Weights { get; init; }

    /// <summary>Expression of the offset, or null.</summary>
    public string? Offset { get; init; }

    /// <summary>Whether rows that are alone in a level stay in.</summary>
    public bool KeepSingletons { get; init; }

    /// <summary>Threads; null: one for each core.</summary>
    public int? Threads { get; init; }

    /// <summary>Where the iteration ends; null: the estimator's own.</summary>
    public double? Tolerance { get; init; }

    /// <summary>Checks the values.</summary>
    /// <exception cref="UserException">A value is out of its range.</exception>
    internal void Validate()
    {
        if (Threads is < 1 or > 1024)
            throw new UserException($"--threads {Threads}: from 1 to 1,024");
        if (Tolerance is { } t && t is not (> 0 and < 1))
            throw new UserException(string.Create(CultureInfo.InvariantCulture, $"--tolerance {t}: above 0 and below 1"));
    }
}
