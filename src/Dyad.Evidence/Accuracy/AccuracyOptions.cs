namespace Dyad.Evidence;

/// <summary>Options of <see cref="ReporterAccuracy.Estimate"/>.</summary>
public sealed record AccuracyOptions
{
    private readonly int fewFlows = 10;
    private readonly double priorFlows = 0.5;

    /// <summary>The defaults.</summary>
    public static AccuracyOptions Default { get; } = new();

    /// <summary>A reporter with fewer mirror flows than this is flagged; at least 1.</summary>
    public int FewFlows
    {
        get => fewFlows;
        init => fewFlows = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "FewFlows is at least 1.");
    }

    /// <summary>
    /// Weight of the common variance, counted in flows: each reporter's variance is shrunk to that of the median
    /// discrepancy as if
    /// this many more flows had shown it. Above 0, so that a reporter seen once has a finite error; small, because a very
    /// accurate
    /// reporter shows only through its partners' noise and would be pulled up hard by a heavier one.
    /// </summary>
    public double PriorFlows
    {
        get => priorFlows;
        init => priorFlows = value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "PriorFlows is a finite number above 0.");
    }
}
