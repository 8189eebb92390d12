using Dyad.Equilibrium.ManySectors;
using Dyad.Equilibrium.World;

namespace Dyad.Scenarios.Simulating;

/// <summary>The world after a step, against the world before the first.</summary>
/// <param name="Counterfactual">The world.</param>
/// <param name="Welfare">What each economy gains, percent.</param>
public sealed record StepOutcome(Counterfactual Counterfactual, Welfare Welfare);

/// <summary>Trade of a direction of the layout, net of tariffs, before and after the last step.</summary>
/// <param name="Direction">Place of the direction in <see cref="FigureLayout.Directions"/>.</param>
/// <param name="Sector">Sector, or null for all.</param>
/// <param name="Before">In the unit of the data.</param>
/// <param name="After">In the unit of the data, world value added held.</param>
public sealed record TradeOutcome(int Direction, int? Sector, double Before, double After);

/// <summary>What a scenario does at one vector of parameters.</summary>
public sealed record SimulationOutcome
{
    /// <summary>The world before, in equilibrium.</summary>
    public required Baseline Before { get; init; }

    /// <summary>Whether the world before and every step were solved.</summary>
    public bool Converged => Unsolved is null;

    /// <summary>The first world that was not solved, as the line that a user reads; null where all were.</summary>
    public required ScenarioException? Unsolved { get; init; }

    /// <summary>The largest residual of each kind, the world before and every step.</summary>
    public required Residuals Residuals { get; init; }

    /// <summary>Passes of the solver, the world before and every step.</summary>
    public required int Iterations { get; init; }

    /// <summary>The steps.</summary>
    public required IReadOnlyList<StepOutcome> Steps { get; init; }

    /// <summary>Trade of every direction of the layout, all sectors (null) and each.</summary>
    public required IReadOnlyList<TradeOutcome> Trade { get; init; }

    /// <summary>Output before, net of tariffs, by sector and economy of the model.</summary>
    public required double[] OutputBefore { get; init; }

    /// <summary>Output after the last step, like <see cref="OutputBefore"/>.</summary>
    public required double[] OutputAfter { get; init; }

    /// <summary>Trade before, all sectors, net of tariffs, by exporter and importer (row-major).</summary>
    public required double[] TradeBefore { get; init; }

    /// <summary>Trade after the last step, like <see cref="TradeBefore"/>.</summary>
    public required double[] TradeAfter { get; init; }

    /// <summary>The figures, in the order of <see cref="FigureLayout"/>: the same function that a draw calls.</summary>
    public required double[] Figures { get; init; }
}
