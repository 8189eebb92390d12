namespace Dyad.Gravity.Covariance;

/// <summary>Which errors of the rows may depend on each other.</summary>
public abstract record CovarianceKind
{
    /// <summary>Inclusion and exclusion holds a partition of the rows for each of 2^variables sets.</summary>
    private const int MostVariables = 6;

    private protected CovarianceKind()
    {
    }

    /// <summary>
    /// None, and their variance is the model's: one number in least squares, the mean in PPML (which flows seldom obey).
    /// </summary>
    public static CovarianceKind Iid { get; } = new IidKind();

    /// <summary>None, with any variance (White 1980).</summary>
    public static CovarianceKind Heteroskedastic { get; } = new HeteroskedasticKind();

    /// <summary>
    /// Those of rows that share a cluster in at least one of the variables (one: Liang and Zeger 1986; more: Cameron, Gelbach and
    /// Miller 2011).
    /// </summary>
    /// <param name="variables">One or more variables: any number that tells the cluster of each row of the sample.</param>
    public static CovarianceKind Clustered(params IReadOnlyList<int[]> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        return variables.Count is >= 1 and <= MostVariables
            ? new ClusteredKind(variables)
            : throw new ArgumentException($"{variables.Count} cluster variables, not 1 to {MostVariables}", nameof(variables));
    }

    /// <summary>
    /// Those of rows whose pairs share a member, on either side (Aronow, Samii and Assenova 2015): the flow from A to B with that
    /// from C to A. A domestic row has one member.
    /// </summary>
    /// <param name="first">One member of each row's pair; both columns number economies alike.</param>
    /// <param name="second">The other.</param>
    public static CovarianceKind Dyadic(int[] first, int[] second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return new DyadicKind(first, second);
    }
}

/// <summary>Independent, of the model's variance.</summary>
internal sealed record IidKind : CovarianceKind;

/// <summary>Independent, of any variance.</summary>
internal sealed record HeteroskedasticKind : CovarianceKind;

/// <summary>Dependent within clusters.</summary>
internal sealed record ClusteredKind(IReadOnlyList<int[]> Variables) : CovarianceKind;

/// <summary>Dependent where a member is shared.</summary>
internal sealed record DyadicKind(int[] First, int[] Second) : CovarianceKind;
