namespace Dyad.Programme.Measures;

/// <summary>
/// Measures to choose from, and what limits the choice. Swapping the sides mirrors everything that follows from it.
/// </summary>
public sealed record ProgrammeProblem
{
    /// <summary>The measures, up to <see cref="MeasureSet.Most"/>.</summary>
    public required IReadOnlyList<Measure> Measures { get; init; }

    /// <summary>Sets of measures of each of which at most one can be chosen.</summary>
    public IReadOnlyList<MeasureSet> Exclusive { get; init; } = [];

    /// <summary>What the first side can spend in all.</summary>
    public double FirstBudget { get; init; } = double.PositiveInfinity;

    /// <summary>What the second side can spend in all.</summary>
    public double SecondBudget { get; init; } = double.PositiveInfinity;

    /// <summary>
    /// How much of a gain a unit of cost takes away: 0 where costs bind only through the budgets, 1 where gains and costs are
    /// amounts of one time, the annuity factor where gains are a year's and costs are paid once.
    /// </summary>
    public double CostWeight { get; init; }

    /// <summary>The periods (quarters, say) in which the programme has to be complete.</summary>
    public int Periods { get; init; } = 40;

    /// <summary>
    /// What the first side can spend in each period, or null where only the whole counts; nothing is carried over.
    /// </summary>
    public double[]? FirstPerPeriod { get; init; }

    /// <summary>
    /// What the second side can spend in each period, or null where only the whole counts; nothing is carried over.
    /// </summary>
    public double[]? SecondPerPeriod { get; init; }
}
