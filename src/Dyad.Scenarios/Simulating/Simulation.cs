using Dyad.Ensembles;
using Dyad.Equilibrium.ManySectors;
using Dyad.Scenarios.Model;

namespace Dyad.Scenarios.Simulating;

/// <summary>A scenario put to a world: asked for the central result and, by an ensemble, for draws.</summary>
public sealed class Simulation : IEnsembleModel
{
    private Simulation(Scenario scenario, ScenarioData data)
    {
        Scenario = scenario;
        Data = data;
    }

    /// <summary>The scenario.</summary>
    public Scenario Scenario { get; }

    /// <summary>The data that it was put to.</summary>
    public ScenarioData Data { get; }

    /// <summary>Names of the model: those of the data, or one sector <c>ALL</c> in the one-sector model.</summary>
    public WorldNames Names => throw new NotImplementedException();

    /// <summary>Codes of the two sides, those of the command before those of the file; empty without any.</summary>
    public IReadOnlyList<string> Parties => throw new NotImplementedException();

    /// <summary>Codes of the economies of the groups that the changes name, the parties left out.</summary>
    public IReadOnlyList<string> Members => throw new NotImplementedException();

    /// <inheritdoc/>
    public IReadOnlyList<ParameterBlock> Parameters => throw new NotImplementedException();

    /// <summary>Where each drawn parameter comes from, block by block, member by member, as the file states it.</summary>
    public IReadOnlyList<string> ParameterSources => throw new NotImplementedException();

    /// <summary>Means of the parameters, in their order: the central vector.</summary>
    public double[] Means => throw new NotImplementedException();

    /// <summary>Which position of the figures is which.</summary>
    public FigureLayout Layout => throw new NotImplementedException();

    /// <inheritdoc/>
    public int FigureCount => Layout.Count;

    /// <summary>What was found wrong in the accounts, and which named rule repaired it.</summary>
    public IReadOnlyList<string> DataNotes => throw new NotImplementedException();

    /// <summary>Puts a scenario to a world, and checks every name and size in it.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="data">The world.</param>
    /// <param name="parties">Two codes that take the place of the file's parties, or null.</param>
    /// <param name="options">How it is solved, or null for the usual way.</param>
    /// <exception cref="ScenarioException">A name is unknown, a size out of its range, two changes contradict: line, column, reason.</exception>
    public static Simulation Create(
        Scenario scenario, ScenarioData data, IReadOnlyList<string>? parties = null, SolverOptions? options = null) =>
        throw new NotImplementedException();

    /// <summary>All steps at one vector of parameters. Convergence is said in the result.</summary>
    public SimulationOutcome Solve(ReadOnlySpan<double> parameters, CancellationToken cancel = default) =>
        throw new NotImplementedException();

    /// <inheritdoc/>
    public bool Evaluate(ReadOnlySpan<double> parameters, Span<double> figures, CancellationToken cancel) =>
        throw new NotImplementedException();
}
