namespace Dyad.Evidence;

/// <summary>Options of <see cref="CifFobMargin.Estimate"/>.</summary>
public sealed record CifFobOptions
{
    /// <summary>The paper's choices.</summary>
    public static CifFobOptions Default { get; } = new();

    /// <summary>
    /// Whether flows with a Cook distance above 4/n are left out and the equation is fitted again
    /// (Gaulier and Zignago 2010, p. 16, names the distance, not the bound; 4/n is the customary one).
    /// </summary>
    public bool DropInfluential { get; init; } = true;

    /// <summary>Whether year effects are estimated.</summary>
    public bool YearEffects { get; init; } = true;
}

/// <summary>A coefficient of the margin regression.</summary>
/// <param name="Term">Name of the regressor.</param>
/// <param name="Estimate">Estimate.</param>
/// <param name="StdError">Standard error, clustered by exporter-importer pair.</param>
public sealed record MarginCoefficient(string Term, double Estimate, double StdError);

/// <summary>The margin that is taken off a CIF value.</summary>
/// <param name="Log">ln(CIF/FOB), at least 0.</param>
/// <param name="StdError">Standard error of the prediction before the floor.</param>
/// <param name="Floored">Whether the prediction was below zero and was set to zero.</param>
public sealed record PredictedMargin(double Log, double StdError, bool Floored)
{
    /// <summary>No margin: values of one valuation.</summary>
    public static PredictedMargin None { get; } = new(0, 0, false);
}
