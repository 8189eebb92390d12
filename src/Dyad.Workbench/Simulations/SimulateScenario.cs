using System.Diagnostics;
using Dyad.Equilibrium.Shocks;
using Dyad.Reports.Model;
using Dyad.Scenarios;
using Dyad.Scenarios.Model;
using Dyad.Scenarios.Reading;
using Dyad.Scenarios.Simulating;
using Dyad.Workbench.Reports;

namespace Dyad.Workbench.Simulations;

/// <summary>Puts a scenario to a world, and, with draws, says how sure the answer is.</summary>
public static class SimulateScenario
{
    /// <summary>Simulates, and writes the page, pictures and tables where the request names a folder.</summary>
    /// <returns>The result, and the full paths of what was written, the page first.</returns>
    /// <exception cref="UserException">
    /// The request, the file or the folder does not allow it, or a step or too many draws have no solution; nothing was written.
    /// </exception>
    /// <exception cref="Data.FactException">A table is at fault; nothing was written.</exception>
    public static (ScenarioResult Result, IReadOnlyList<string> Files) Run(
        SimulationRequest request, IProgress<Stage> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        // A folder that cannot be written to is told of now and not after the work.
        if (request.OutFolder is { } folder)
            ReportFiles.Open(folder).Dispose();
        var result = Compute(request, progress, cancel);
        if (request.OutFolder is null)
            return (result, []);
        progress.Report(new Stage("writing", 0.97));
        return (result, SimulationFiles.Write(result, request.OutFolder, cancel));
    }

    /// <summary>Folder for the files of a scenario where none is given.</summary>
    public static string DefaultFolder(string scenario) => SimulationFiles.DefaultFolder(scenario);

    /// <summary>Simulates; writes nothing.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="progress">Told of the stages.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <param name="worlds">The world of a scenario, where a caller has read it; null: it is read.</param>
    internal static ScenarioResult Compute(
        SimulationRequest request, IProgress<Stage> progress, CancellationToken cancel, Func<Scenario, SimulationWorld>? worlds = null)
    {
        try
        {
            return Simulate(request, progress, worlds ?? (s => SimulationWorld.Read(request.Data, s, cancel)), cancel);
        }
        catch (ScenarioException e)
        {
            throw new UserException(e.Message, e);
        }
    }

    private static ScenarioResult Simulate(
        SimulationRequest request, IProgress<Stage> progress, Func<Scenario, SimulationWorld> worlds, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        progress.Report(new Stage("reading", 0));
        var file = InputFile.Read(request.Scenario);
        var scenario = ScenarioFile.Read(request.Scenario, file.Text);
        var world = worlds(scenario);
        var simulation = world.Simulate(scenario, request.Sides);
        request = request with
        {
            Draws = request.Draws ?? (simulation.Parameters.Count > 0 || request.Cluster ? SimulationRequest.DefaultDraws : 0),
        };
        var read = clock.Elapsed.TotalSeconds;

        progress.Report(new Stage("solving", 0.1));
        clock.Restart();
        var outcome = simulation.Solved(simulation.Means, cancel);
        var solve = clock.Elapsed.TotalSeconds;

        clock.Restart();
        var drawn = request.Draws is > 0 and var draws ? DrawnFigures.Run(simulation, draws, request, progress, cancel) : null;
        var seconds = new Dictionary<string, double> { ["read"] = read, ["solve"] = solve };
        if (drawn is not null)
            seconds["draws"] = clock.Elapsed.TotalSeconds;

        return Result(request, file, world, simulation, outcome, drawn) with { Seconds = seconds };
    }

    private static ScenarioResult Result(
        SimulationRequest request, InputFile file, SimulationWorld world, Simulation simulation, SimulationOutcome outcome, DrawnFigures? drawn)
    {
        var scenario = simulation.Scenario;
        var addresses = new ScenarioAddresses("simulate", request, file, scenario.Sources, world);
        var figures = new ScenarioFigures(simulation, outcome, drawn, addresses.Of);
        var last = outcome.Steps.Count - 1;
        return new ScenarioResult
        {
            Scenario = Path.GetFileNameWithoutExtension(request.Scenario),
            Title = Named(Path.GetFileNameWithoutExtension(request.Scenario), scenario.Title),
            Assumption = Named(Path.GetFileNameWithoutExtension(request.Scenario), scenario.Assumption),
            Sources = scenario.Sources,
            Parties = simulation.Parties,
            Year = world.Accounts.Year,
            Model = scenario.Baseline.Model == ScenarioModel.OneSector ? "one-sector" : "many-sectors",
            Deficits = scenario.Baseline.Deficits switch
            {
                DeficitRule.Zero => "zero",
                DeficitRule.Held => "held",
                _ => "proportional",
            },
            Economies = [.. world.Accounts.Economies.Select(e => new NamedCode(e.Code, e.En, e.Zh, e.Ru))],
            Sectors = Sectors(world, simulation),
            Welfare = figures.Welfare(last),
            Difference = figures.Difference(),
            Trade = figures.Trade(),
            SectorChanges = figures.Sectors(),
            Steps = [.. Enumerable.Range(0, last).Select(s => new StepResult(Named($"step-{s + 1}", scenario.Steps[s].Title), figures.Welfare(s)))],
            DataNotes = DataNotes.Of(simulation, world.Accounts.Unit),
            Converged = outcome.Converged,
            Residuals = new ScenarioResiduals(
                outcome.Residuals.Cost, outcome.Residuals.Price, outcome.Residuals.Expenditure, outcome.Residuals.Demand),
            Iterations = outcome.Iterations,
            Ensemble = drawn?.Describe(),
            Provenance = addresses.Entries,
            SourceTables = addresses.Sources,
            Version = WorkbenchDefaults.Version,
            Seconds = new Dictionary<string, double>(),
        };
    }

    /// <summary>The one-sector model has one sector, which the accounts do not name.</summary>
    private static IReadOnlyList<NamedCode> Sectors(SimulationWorld world, Simulation simulation)
    {
        var names = world.Accounts.Sectors.ToDictionary(s => s.Code, s => new NamedCode(s.Code, s.En, s.Zh, s.Ru));
        return [.. simulation.Names.Sectors.Select(s => names.GetValueOrDefault(s.Code) ?? new NamedCode(s.Code, "All sectors", "所有部门", "Все отрасли"))];
    }

    private static NamedCode Named(string code, LocalText text) => new(code, text.En, text.Zh, text.Ru);
}
