using Dyad.Gravity.Covariance;
using Dyad.Gravity.Estimation;
using Dyad.Gravity.Formulas;
using Dyad.Gravity.Specification;

namespace Dyad.Workbench.Fitting;

/// <summary>Standard errors of an estimate.</summary>
/// <param name="Values">One for each coefficient.</param>
/// <param name="Description">How they were computed, in words.</param>
/// <param name="Degrees">Degrees of freedom of a t statistic.</param>
internal sealed record ErrorEstimate(IReadOnlyList<double> Values, string Description, double Degrees);

/// <summary>What <c>--vcov</c> asks for: the one place where a covariance is chosen.</summary>
/// <param name="Kind">iid, hetero, cluster or dyadic.</param>
/// <param name="Keys">Clusters, or the two members of a dyad.</param>
internal sealed record FitErrors(string Kind, IReadOnlyList<KeyTerm> Keys)
{
    /// <summary>G/(G - 1); what counts parameters is added here, where the intercept is known.</summary>
    private static readonly SmallSample OfClusters = SmallSample.None with { Clusters = true };

    private static readonly string[] Known = ["iid", "hetero", "cluster", "dyadic"];

    /// <summary>Whether the keys are of one kind.</summary>
    public bool AreMembers => Kind == "dyadic";

    /// <summary>Reads the option.</summary>
    /// <exception cref="UserException">It is none of the known.</exception>
    public static FitErrors Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var kind = colon < 0 ? text : text[..colon];
        if (!Known.Contains(kind))
            throw new UserException($"--vcov {text}: iid, hetero, cluster:V[,V] or dyadic:A,B");
        if (kind is "cluster" or "dyadic" != colon >= 0)
            throw new UserException($"--vcov {text}: {(colon < 0 ? $"{kind}:V names the columns" : $"{kind} takes no columns")}");
        var keys = colon < 0 ? [] : Read(text, text[(colon + 1)..]);
        return kind is "dyadic" && keys.Count != 2
            ? throw new UserException($"--vcov {text}: dyadic:A,B names the two columns of members")
            : new FitErrors(kind, keys);
    }

    /// <summary>Computes the errors.</summary>
    /// <param name="sample">Sample of the estimate.</param>
    /// <param name="estimate">Estimate.</param>
    /// <param name="clusters">Levels of <see cref="Keys"/> in the rows of the sample.</param>
    /// <param name="parameters">
    /// K, where the small-sample factor counts parameters, (n - 1)/(n - K), as Stata's <c>reghdfe</c> and fixest do for least
    /// squares;
    /// null for G/(G - 1) alone, as <c>ppmlhdfe</c> does.
    /// </param>
    /// <exception cref="UserException">The clusters do not allow it.</exception>
    public ErrorEstimate Of(GravitySample sample, Estimate estimate, IReadOnlyList<FixedEffect> clusters, int? parameters)
    {
        var kind = Kind switch
        {
            "iid" => CovarianceKind.Iid,
            "hetero" => CovarianceKind.Heteroskedastic,
            "dyadic" => CovarianceKind.Dyadic(clusters[0].Levels, clusters[1].Levels),
            _ => CovarianceKind.Clustered([.. clusters.Select(c => c.Levels)]),
        };
        try
        {
            var covariance = Covariances.Of(sample, estimate, kind, OfClusters);
            // Fewer rows than parameters leave no error to measure.
            var spare = Math.Max(0, estimate.Observations - (parameters ?? 1));
            var factor = Math.Sqrt((estimate.Observations - 1.0) / spare);
            double[] values = [.. covariance.StandardErrors.Select(e => spare > 0 ? e * factor : double.NaN)];
            return Kind switch
            {
                "iid" => new ErrorEstimate(values, "independent, of one variance", Math.Max(1, spare)),
                "hetero" => new ErrorEstimate(values, "robust to heteroskedasticity", Math.Max(1, spare)),
                "dyadic" => new ErrorEstimate(
                    values, $"dyadic by {string.Join(" and ", Keys)} ({covariance.Clusters} members)", covariance.Clusters - 1),
                _ => new ErrorEstimate(
                    values, $"clustered by {string.Join(" and ", Keys)} ({covariance.Clusters} clusters)", covariance.Clusters - 1),
            };
        }
        catch (ArgumentException e)
        {
            // Without the name of the parameter, which a user does not know.
            var problem = e.Message.Split(" (Parameter")[0];
            throw new UserException($"--vcov {Kind}{(Keys.Count > 0 ? ":" : "")}{string.Join(',', Keys)}: {problem}", e);
        }
    }

    private static IReadOnlyList<KeyTerm> Read(string option, string keys)
    {
        try
        {
            return Formula.ParseKeys(keys);
        }
        catch (FormulaException e)
        {
            throw new UserException($"--vcov {option}: {e.Message}", e.Text, e.Position);
        }
    }
}
