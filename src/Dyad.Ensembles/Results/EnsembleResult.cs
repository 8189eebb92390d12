namespace Dyad.Ensembles.Results;

/// <summary>
/// Figures of an ensemble by draw. Summaries are over the draws that have a solution; a figure that is not a number in one of them has
/// no summary (NaN), so that nothing is left out unseen.
/// </summary>
public sealed class EnsembleResult
{
    private readonly double[]?[] rows;

    /// <summary>Takes the figures over.</summary>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="figureCount">Figures a draw.</param>
    /// <param name="rows">Figures by draw; null for a draw that failed.</param>
    internal EnsembleResult(int seed, int figureCount, double[]?[] rows)
    {
        (Seed, FigureCount, this.rows) = (seed, figureCount, rows);
        Failed = [.. Enumerable.Range(0, rows.Length).Where(d => rows[d] is null)];
    }

    /// <summary>Seed of the draws.</summary>
    public int Seed { get; }

    /// <summary>Figures a draw.</summary>
    public int FigureCount { get; }

    /// <summary>Number of draws, failed ones too.</summary>
    public int Draws => rows.Length;

    /// <summary>Numbers of the draws at which the model has no solution, ascending.</summary>
    public IReadOnlyList<int> Failed { get; }

    /// <summary>Figures of a draw; empty where it failed.</summary>
    public ReadOnlySpan<double> Draw(int draw) => rows[draw];

    /// <summary>A figure at the draws that have a solution, in their order.</summary>
    public double[] Figure(int figure)
    {
        CheckFigure(figure);
        return [.. rows.Where(r => r is not null).Select(r => r![figure])];
    }

    /// <summary>Mean, spread and interval of a figure.</summary>
    public FigureSummary Summarize(int figure, double level = FigureSummary.DefaultLevel) => FigureSummary.Of(Figure(figure), level);

    /// <summary>The same of a figure less another, draw by draw.</summary>
    public FigureSummary SummarizeDifference(int figure, int less, double level = FigureSummary.DefaultLevel) =>
        SummarizeDifference(figure, this, less, level);

    /// <summary>
    /// The same of a figure less that of another ensemble on the same draws (common random numbers): over the draws that both solved.
    /// </summary>
    /// <exception cref="ArgumentException">The other ensemble has another seed or number of draws.</exception>
    public FigureSummary SummarizeDifference(int figure, EnsembleResult other, int less, double level = FigureSummary.DefaultLevel)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Seed != Seed || other.Draws != Draws)
            throw new ArgumentException($"seed {other.Seed}, {other.Draws} draws: not those of seed {Seed}, {Draws} draws", nameof(other));
        CheckFigure(figure);
        other.CheckFigure(less);
        var both = rows.Zip(other.rows).Where(r => r is { First: not null, Second: not null });
        return FigureSummary.Of([.. both.Select(r => r.First![figure] - r.Second![less])], level);
    }

    /// <summary>Share of the draws with a solution in which a figure is above a threshold; NaN without such a draw.</summary>
    public double ProbabilityAbove(int figure, double threshold)
    {
        var values = Figure(figure);
        return values.Any(double.IsNaN) ? double.NaN : (double)values.Count(v => v > threshold) / values.Length;
    }

    private void CheckFigure(int figure)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(figure);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(figure, FigureCount);
    }
}
