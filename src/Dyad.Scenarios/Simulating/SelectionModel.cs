using Dyad.Ensembles;

namespace Dyad.Scenarios.Simulating;

/// <summary>
/// What the two sides and the rest gain from selections of a scenario's steps, each taken alone against the world before: sets of
/// measures. All selections share the parameters of a draw and its world before, so that they differ by their steps only.
/// Figures: by selection, gain of the first side, of the second, and of all others together, in the unit of the data a year (income before
/// times the change of real income).
/// </summary>
public sealed class SelectionModel : IEnsembleModel
{
    /// <summary>Figures of one selection.</summary>
    public const int FiguresEach = 3;

    private readonly Simulation simulation;
    private readonly IReadOnlyList<IReadOnlyList<int>> selections;

    /// <summary>Selections of the steps of a simulation that has two parties.</summary>
    /// <param name="simulation">The simulation; its steps are not taken one after the other here.</param>
    /// <param name="selections">Positions of steps.</param>
    /// <exception cref="ScenarioException">Two steps of a selection contradict each other.</exception>
    public SelectionModel(Simulation simulation, IReadOnlyList<IReadOnlyList<int>> selections)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        ArgumentNullException.ThrowIfNull(selections);
        ArgumentOutOfRangeException.ThrowIfNotEqual(simulation.Parties.Count, 2);
        (this.simulation, this.selections) = (simulation, selections);
        foreach (var selection in selections)
            simulation.RequireCompatible(selection);
    }

    /// <inheritdoc />
    public IReadOnlyList<ParameterBlock> Parameters => simulation.Parameters;

    /// <inheritdoc />
    public int FigureCount => FiguresEach * selections.Count;

    /// <inheritdoc />
    public bool Evaluate(ReadOnlySpan<double> parameters, Span<double> figures, CancellationToken cancel)
    {
        try
        {
            Solve(parameters, figures, cancel);
            return true;
        }
        catch (ScenarioException)
        {
            return false;
        }
    }

    /// <summary>Fills in the figures.</summary>
    /// <exception cref="ScenarioException">A selection has no solution: names its steps with their lines, and the cause.</exception>
    public void Solve(ReadOnlySpan<double> parameters, Span<double> figures, CancellationToken cancel = default)
    {
        var (names, parties) = (simulation.Names.Economies, simulation.Parties);
        foreach (var (position, gains) in simulation.GainsOf(selections, parameters, cancel).Index())
        {
            var figure = figures.Slice(FiguresEach * position, FiguresEach);
            figure.Clear();
            for (var n = 0; n < gains.Length; n++)
                figure[names[n] == parties[0] ? 0 : names[n] == parties[1] ? 1 : 2] += gains[n];
        }
    }
}
