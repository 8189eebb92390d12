using Dyad.Ensembles.Results;
using Dyad.Ensembles.Running;
using Dyad.Programme.Gains;
using Dyad.Programme.Measures;
using Dyad.Scenarios.Simulating;
using Dyad.Workbench.Simulations;

namespace Dyad.Workbench.Programmes;

/// <summary>Gains of sets of measures: each set is simulated as a whole, at the means and at every draw, from one world before.</summary>
internal sealed class SetGains(Simulation simulation, SimulationRequest request, IProgress<Stage> progress, CancellationToken cancel)
{
    private readonly Dictionary<MeasureSet, SetGain> known = [];

    /// <summary>Gain of a set that was simulated, costs not taken off, or null.</summary>
    public SetGain? Find(MeasureSet set) => known.TryGetValue(set, out var gain) ? gain : null;

    /// <summary>Simulates sets.</summary>
    /// <exception cref="UserException">A set has no solution at the means.</exception>
    public IReadOnlyList<SetGain> Of(IReadOnlyList<MeasureSet> sets)
    {
        var model = new SelectionModel(simulation, [.. sets.Select(s => (IReadOnlyList<int>)[.. s.Members])]);
        var central = new double[model.FigureCount];
        if (!model.Evaluate(simulation.Means, central, cancel))
            throw new UserException($"{request.Scenario}: a set of its measures has no solution");
        var drawn = request.Draws == 0 || model.Parameters.Count == 0
            ? null
            : new ThreadRunner(request.Threads).Run(
                new EnsembleRequest(model, request.Draws, request.Seed), new DrawProgress(progress), cancel);
        SetGain[] gains =
        [
            .. Enumerable.Range(0, sets.Count).Select(s => SelectionModel.FiguresEach * s).Select(at => new SetGain(central[at], central[at + 1])
            {
                FirstDraws = Draws(drawn, at),
                SecondDraws = Draws(drawn, at + 1),
            }),
        ];
        foreach (var (set, gain) in sets.Zip(gains))
            known[set] = gain;
        return gains;
    }

    /// <summary>A figure at every draw; NaN where it has no solution, so that draw d is the same for every set.</summary>
    private static double[]? Draws(EnsembleResult? drawn, int figure) => drawn is null
        ? null
        : [.. Enumerable.Range(0, drawn.Draws).Select(d => drawn.Draw(d) is { Length: > 0 } row ? row[figure] : double.NaN)];
}
