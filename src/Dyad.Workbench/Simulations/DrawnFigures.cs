using Dyad.Ensembles;
using Dyad.Ensembles.Results;
using Dyad.Ensembles.Running;
using Dyad.Reports.Model;
using Dyad.Scenarios.Simulating;
using Dyad.Workbench.Workers;

namespace Dyad.Workbench.Simulations;

/// <summary>The figures of a simulation over the draws of its parameters.</summary>
internal sealed class DrawnFigures
{
    private readonly Simulation simulation;
    private readonly EnsembleResult result;

    private DrawnFigures(Simulation simulation, EnsembleResult result) => (this.simulation, this.result) = (simulation, result);

    /// <summary>Runs the ensemble.</summary>
    /// <exception cref="UserException">The scenario has nothing uncertain in it, or too many draws have no solution.</exception>
    public static DrawnFigures Run(
        Simulation simulation, int draws, SimulationRequest request, IProgress<Stage> progress, CancellationToken cancel)
    {
        if (simulation.Parameters.Count == 0)
        {
            throw new UserException(
                $"--draws {draws}: {request.Scenario} has nothing uncertain in it; give an elasticity or a size a standard error");
        }

        var ensemble = new EnsembleRequest(simulation, draws, request.Seed);
        var result = request.Cluster
            ? RunOnCluster(ensemble with { Job = SimulationJob.Of(simulation).Bytes }, request, progress, cancel)
            : new ThreadRunner(request.Threads).Run(ensemble, new DrawProgress(progress), cancel);
        SolvedDraws.Require(result.Failed, result, simulation, p => simulation.Solved(p, cancel));
        return new DrawnFigures(simulation, result);
    }

    /// <summary>90% interval of a figure.</summary>
    public (double Low, double High) Interval(int figure) => Ends(result.Summarize(figure));

    /// <summary>90% interval of the difference of two figures of the same draws.</summary>
    public (double Low, double High) Difference(int figure, int less) => Ends(result.SummarizeDifference(figure, less));

    /// <summary>What was drawn, and how often.</summary>
    public EnsembleFigure Describe() => new(
        result.Draws, result.Seed, result.Failed.Count,
        [.. simulation.Parameters.SelectMany(b => b.Members.Select((m, i) => (Block: b, Member: m, Index: i)))
            .Zip(simulation.ParameterSources, (p, source) => new DrawnParameter(
                p.Block.Name, p.Member, p.Block.Distribution == ParameterDistribution.LogNormal ? "lognormal" : "normal", p.Block.Mean[p.Index],
                Math.Sqrt(p.Block.Covariance[(p.Index * p.Block.Members.Count) + p.Index]), source))]);

    private static EnsembleResult RunOnCluster(
        EnsembleRequest ensemble, SimulationRequest request, IProgress<Stage> progress, CancellationToken cancel)
    {
        var runner = ClusterDraws.Open(request.Listen, request.Threads);
        using var end = (IDisposable)runner;
        return runner.Run(ensemble, new DrawProgress(progress), cancel);
    }

    private static (double Low, double High) Ends(FigureSummary summary) => (summary.Low, summary.High);
}
