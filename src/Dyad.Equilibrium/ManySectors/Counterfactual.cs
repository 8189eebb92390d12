using Dyad.Equilibrium.World;

namespace Dyad.Equilibrium.ManySectors;

/// <summary>
/// A world after the change, as factors on the baseline (hats) and as levels. World value added is the numeraire.
/// </summary>
public sealed record Counterfactual
{
    /// <summary>The world before the change, in equilibrium.</summary>
    public required Baseline Before { get; init; }

    /// <summary>Tariffs after the change, by sector, importer and exporter.</summary>
    public required double[] Tariff { get; init; }

    /// <summary>Factor on iceberg costs, by sector, importer and exporter.</summary>
    public required double[] CostChange { get; init; }

    /// <summary>Factor on wages, by economy.</summary>
    public required double[] Wage { get; init; }

    /// <summary>Factor on the cost of the input bundle, by sector and economy.</summary>
    public required double[] UnitCost { get; init; }

    /// <summary>Factor on the price index of a sector, by sector and economy.</summary>
    public required double[] Price { get; init; }

    /// <summary>Factor on the consumer price index, by economy.</summary>
    public required double[] ConsumerPrice { get; init; }

    /// <summary>Trade shares, by sector, importer and exporter.</summary>
    public required double[] TradeShare { get; init; }

    /// <summary>Expenditure, tariffs paid, by sector and economy.</summary>
    public required double[] Expenditure { get; init; }

    /// <summary>Income: wages, tariff revenue and deficit, by economy.</summary>
    public required double[] Income { get; init; }

    /// <summary>Deficits after the change, by economy.</summary>
    public required double[] Deficit { get; init; }

    /// <summary>Why the solver stopped.</summary>
    public required SolveStatus Status { get; init; }

    /// <summary>What the equations miss at the solution.</summary>
    public required Residuals Residuals { get; init; }

    /// <summary>Passes over the world that the solver made.</summary>
    public required int Iterations { get; init; }

    /// <summary>Sales net of tariff after the change, by sector, importer and exporter.</summary>
    public double[] NetTrade() => Before.Shape.NetTrade(Expenditure, TradeShare, Tariff);

    /// <summary>Output (gross sales net of tariff) after the change, by sector and economy.</summary>
    public double[] Output() => Before.Shape.Output(NetTrade());

    /// <summary>The world after the change as a world before another.</summary>
    public Baseline AsBaseline() => Before with
    {
        TradeShare = TradeShare,
        Tariff = Tariff,
        Expenditure = Expenditure,
        ValueAdded = [.. Before.ValueAdded.Select((v, n) => v * Wage[n])],
        Deficit = Deficit,
    };
}

/// <summary>Why a solver stopped.</summary>
public enum SolveStatus
{
    /// <summary>All residuals are at most the tolerance.</summary>
    Converged,

    /// <summary>The passes allowed were used up.</summary>
    IterationLimit,

    /// <summary>No step makes the residuals smaller: the figures are where it stopped.</summary>
    Stalled,
}

/// <summary>What the equations miss, the largest of each kind; relative, so that units do not matter.</summary>
/// <param name="Cost">Unit costs against wages and prices (docs/method/equilibrium.md, 1).</param>
/// <param name="Price">Price indices against costs (2).</param>
/// <param name="Expenditure">
/// Expenditure against what production and income demand (4), as part of the sector's or the economy's expenditure.
/// </param>
/// <param name="Demand">Excess demand for labour, as part of the economy's value added (6).</param>
public sealed record Residuals(double Cost, double Price, double Expenditure, double Demand)
{
    /// <summary>The largest of all.</summary>
    public double Largest => Math.Max(Math.Max(Cost, Price), Math.Max(Expenditure, Demand));

    /// <summary>Where the largest of all is; null at a solution.</summary>
    public ResidualPlace? Worst { get; init; }
}

/// <summary>An equation that a point misses.</summary>
/// <param name="Equation">Which.</param>
/// <param name="Sector">Position of the sector; null for labour, of which an economy has one market.</param>
/// <param name="Economy">Position of the economy.</param>
/// <param name="Value">What it misses, measured as in <see cref="Residuals"/>; may be no number.</param>
public readonly record struct ResidualPlace(ModelEquation Equation, int? Sector, int Economy, double Value);

/// <summary>Equations that a point may miss.</summary>
public enum ModelEquation
{
    /// <summary>Unit costs against wages and prices.</summary>
    Cost,

    /// <summary>Expenditure against what production and income demand.</summary>
    Expenditure,

    /// <summary>Demand for labour against what there is.</summary>
    Demand,
}
