using Dyad.Gravity.Regression;

namespace Dyad.Gravity.Estimation;

/// <summary>What every estimate holds, and what covariances start from. All arrays of rows follow the rows of the sample.</summary>
public abstract record Estimate
{
    /// <summary>Terms that have an estimate, in the order of the sample.</summary>
    public required IReadOnlyList<string> Terms { get; init; }

    /// <summary>Estimates of <see cref="Terms"/>.</summary>
    public required IReadOnlyList<double> Coefficients { get; init; }

    /// <summary>Terms that depend on the terms before them or on the effects; they have no estimate.</summary>
    public required IReadOnlyList<string> Collinear { get; init; }

    /// <summary>
    /// x'β plus effects plus offset, of every row, also of weight zero. Of PPML: minus infinity where a level's flows are all zero or
    /// the row is separated; NaN where no row with weight has a level of the row. What joins blocks that no row with weight joins is not
    /// determined, and is not told: the value then depends on the order of the effects.
    /// </summary>
    public required double[] LinearPredictor { get; init; }

    /// <summary>Conditional mean of every row.</summary>
    public required double[] Fitted { get; init; }

    /// <summary>Whether each row is in the estimation.</summary>
    public required bool[] Used { get; init; }

    /// <summary>Rows in the estimation.</summary>
    public required int Observations { get; init; }

    /// <summary>Whether the constant is among the terms, and not with the effects.</summary>
    public bool HasConstant { get; init; }

    /// <summary>What covariances are made of; null where nothing was estimated.</summary>
    internal ScoreRows? Scores { get; init; }

    /// <summary>Estimate of a term.</summary>
    /// <exception cref="ArgumentException">The term has none.</exception>
    public double this[string term]
    {
        get
        {
            var at = Terms.Index().Where(t => t.Item == term).Select(t => (int?)t.Index).FirstOrDefault();
            return at is { } k
                ? Coefficients[k]
                : throw new ArgumentException($"no estimate of '{term}'; there are: {string.Join(", ", Terms)}", nameof(term));
        }
    }
}
