using Dyad.Data.Columns;
using Dyad.Gravity.Covariance;
using Dyad.Gravity.Estimation;
using Dyad.Gravity.Formulas;
using Dyad.Gravity.Specification;

namespace Dyad.Workbench.Fitting;

/// <summary>What <c>--vcov</c> and <c>--ssc</c> ask for: the one place where a covariance is chosen.</summary>
/// <param name="Kind">iid, hetero, cluster or dyadic.</param>
/// <param name="Keys">Clusters, or the two members of a dyad.</param>
/// <param name="SmallSample">stata, fixest or none.</param>
internal sealed record FitErrors(string Kind, IReadOnlyList<KeyTerm> Keys, string SmallSample)
{
    private static readonly string[] Known = ["iid", "hetero", "cluster", "dyadic"];
    private static readonly string[] Conventions = ["stata", "fixest", "none"];

    /// <summary>Keys of clusters.</summary>
    public IReadOnlyList<KeyTerm> Clusters => Kind == "dyadic" ? [] : Keys;

    /// <summary>The two members of a dyad.</summary>
    public IReadOnlyList<KeyTerm> Members => Kind == "dyadic" ? Keys : [];

    /// <summary>Reads the options.</summary>
    /// <exception cref="UserException">One is none of the known.</exception>
    public static FitErrors Parse(string text, string smallSample)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var kind = colon < 0 ? text : text[..colon];
        if (!Known.Contains(kind))
            throw new UserException($"--vcov {text}: iid, hetero, cluster:V[,V] or dyadic:A,B");
        if (!Conventions.Contains(smallSample))
            throw new UserException($"--ssc {smallSample}: {string.Join(", ", Conventions[..^1])} or {Conventions[^1]}");
        if (kind is "cluster" or "dyadic" != colon >= 0)
            throw new UserException($"--vcov {text}: {(colon < 0 ? $"{kind}:V names the columns" : $"{kind} takes no columns")}");
        var keys = colon < 0 ? [] : FitFaults.Parsed(text[(colon + 1)..], $"--vcov {text}: ", Formula.ParseKeys);
        if (kind is not "dyadic" || keys.Count == 2)
            return new FitErrors(kind, keys, smallSample);
        // Keys are each there once: a second of the same name is gone.
        var twice = keys.Count == 1 && text[(colon + 1)..].Count(c => c == ',') > keys[0].Text.Count(c => c == ',');
        throw new UserException(
            $"--vcov {text}: {(twice ? $"{keys[0]} is named twice; " : "")}dyadic:A,B names the two columns of members");
    }

    /// <summary>
    /// Complains about members of a dyad that have no name in common: no flow would share an economy on the other side.
    /// </summary>
    /// <exception cref="UserException">They have none.</exception>
    public void RequireDyads(Design design, ColumnTable table)
    {
        if (Kind != "dyadic" || design.Members[0].Levels.ToHashSet().Overlaps(design.Members[1].Levels))
            return;
        throw new UserException(
            $"--vcov dyadic:{string.Join(',', Keys)}: no member of {Keys[0]} (such as '{Example(Keys[0])}') is one of " +
            $"{Keys[1]} (such as '{Example(Keys[1])}')");

        string Example(KeyTerm key) => string.Join('^', key.Parts.Select(p => table.Keys[p.Name].Labels[0]));
    }

    /// <summary>Computes the covariance.</summary>
    /// <param name="sample">Sample of the estimate.</param>
    /// <param name="estimate">Estimate.</param>
    /// <param name="design">Design of the sample; its first clusters are those asked for here.</param>
    /// <exception cref="UserException">The clusters do not allow it.</exception>
    public CovarianceResult Of(GravitySample sample, Estimate estimate, Design design)
    {
        var kind = Kind switch
        {
            "iid" => CovarianceKind.Iid,
            "hetero" => CovarianceKind.Heteroskedastic,
            "dyadic" => CovarianceKind.Dyadic(design.Members[0].Levels, design.Members[1].Levels),
            _ => CovarianceKind.Clustered([.. design.Clusters.Take(Clusters.Count).Select(c => c.Levels)]),
        };
        var conventions = SmallSample switch
        {
            "fixest" => Gravity.Covariance.SmallSample.Fixest,
            "none" => Gravity.Covariance.SmallSample.None,
            _ => Gravity.Covariance.SmallSample.Stata(estimate),
        };
        try
        {
            return Covariances.Of(sample, estimate, kind, conventions);
        }
        catch (ArgumentException e)
        {
            throw FitFaults.Of($"--vcov {Kind}{(Keys.Count > 0 ? ":" : "")}{string.Join(',', Keys)}", e);
        }
    }

    /// <summary>How a covariance was computed, in words.</summary>
    public string Describe(CovarianceResult covariance) => Kind switch
    {
        "iid" => "independent, of one variance",
        "hetero" => "robust to heteroskedasticity",
        "dyadic" => $"dyadic by {string.Join(" and ", Keys)} ({covariance.Clusters} members)",
        _ => DescribeClusters(covariance),
    };

    /// <summary>The same of clusters: of those asked for, or of pairs where none are.</summary>
    public string DescribeClusters(CovarianceResult covariance) =>
        $"clustered by {(Clusters.Count > 0 ? string.Join(" and ", Clusters) : "pair")} ({covariance.Clusters} clusters)";
}
