using Dyad.Ensembles.Results;
using Dyad.Ensembles.Running;
using Dyad.Programme.Gains;
using Dyad.Programme.Measures;
using Dyad.Scenarios;
using Dyad.Scenarios.Simulating;
using Dyad.Workbench.Simulations;

namespace Dyad.Workbench.Programmes;

/// <summary>
/// Gains of sets of measures: each set is simulated as a whole, at the means and at every draw, from one world before. A draw without a
/// solution for some set is left out of every set, so that sets are compared on the same draws.
/// </summary>
internal sealed class SetGains(Simulation simulation, SimulationRequest request, IProgress<Stage> progress, CancellationToken cancel)
{
    private readonly Dictionary<MeasureSet, Simulated> known = [];
    private readonly SortedSet<int> failed = [];

    /// <summary>Draws that had no solution for some set, and are left out of all.</summary>
    public int Failed => failed.Count;

    /// <summary>Gain of a set that was simulated, costs not taken off, or null.</summary>
    public SetGain? Find(MeasureSet set) => known.TryGetValue(set, out var simulated) ? Gain(simulated) : null;

    /// <summary>A choice on one set of draws: it is made again where a draw turns out to have no solution on the way.</summary>
    /// <exception cref="ScenarioException">A set has no solution at the means.</exception>
    /// <exception cref="UserException">Too many draws have none.</exception>
    public T Choose<T>(Func<GainsOf, T> choose)
    {
        while (true)
        {
            try
            {
                return choose(Of);
            }
            catch (DrawsLostException)
            {
                // What was simulated is known, so that only the choice is made again.
            }
        }
    }

    private SetGain[] Of(IReadOnlyList<MeasureSet> sets)
    {
        MeasureSet[] unknown = [.. sets.Where(s => !known.ContainsKey(s))];
        var (before, first) = (failed.Count, known.Count == 0);
        if (unknown.Length > 0)
            Simulate(unknown);
        return failed.Count == before || first ? [.. sets.Select(s => Gain(known[s]))] : throw new DrawsLostException();
    }

    private void Simulate(MeasureSet[] sets)
    {
        var model = new SelectionModel(simulation, [.. sets.Select(s => (IReadOnlyList<int>)[.. s.Members])]);
        var central = new double[model.FigureCount];
        model.Solve(simulation.Means, central, cancel);
        var drawn = request.Draws is > 0 and var draws && model.Parameters.Count > 0
            ? new ThreadRunner(request.Threads).Run(
                new EnsembleRequest(model, draws, request.Seed), new DrawProgress(progress), cancel)
            : null;
        if (drawn is not null)
        {
            failed.UnionWith(drawn.Failed);
            SolvedDraws.Require(failed, drawn, model, p => model.Solve(p, new double[model.FigureCount], cancel));
        }

        foreach (var (s, set) in sets.Index())
            known[set] = new Simulated(central, drawn, SelectionModel.FiguresEach * s);
    }

    private SetGain Gain(Simulated simulated)
    {
        var (central, drawn, at) = simulated;
        return new SetGain(central[at], central[at + 1]) { FirstDraws = Draws(drawn, at), SecondDraws = Draws(drawn, at + 1) };
    }

    private double[]? Draws(EnsembleResult? drawn, int figure) => drawn is null
        ? null
        : [.. Enumerable.Range(0, drawn.Draws).Where(d => !failed.Contains(d)).Select(d => drawn.Draw(d)[figure])];

    /// <summary>Where the gains of a set are.</summary>
    private sealed record Simulated(double[] Central, EnsembleResult? Drawn, int At);

    /// <summary>Draws that were used until now have no solution for another set.</summary>
    private sealed class DrawsLostException : Exception;
}
