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
    /// <summary>Simulates; writes nothing.</summary>
    /// <exception cref="UserException">The request, the file or the folder does not allow it.</exception>
    /// <exception cref="Data.FactException">A table is at fault.</exception>
    public static ScenarioResult Run(SimulationRequest request, IProgress<Stage> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        try
        {
            return Simulate(request, progress, cancel);
        }
        catch (ScenarioException e)
        {
            throw new UserException(e.Message, e);
        }
    }

    private static ScenarioResult Simulate(SimulationRequest request, IProgress<Stage> progress, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        progress.Report(new Stage("reading", 0));
        var (scenario, sha256) = ReadScenario(request.Scenario);
        var world = SimulationWorld.Read(request.Data, scenario, cancel);
        var simulation = Simulation.Create(scenario, world.ForModel(), request.Parties?.Split(',', StringSplitOptions.TrimEntries));
        var read = clock.Elapsed.TotalSeconds;

        progress.Report(new Stage("solving", 0.1));
        clock.Restart();
        var outcome = simulation.Solve(simulation.Means, cancel);
        var solve = clock.Elapsed.TotalSeconds;

        clock.Restart();
        var drawn = request.Draws == 0 ? null : DrawnFigures.Run(simulation, request, progress, cancel);
        var seconds = new Dictionary<string, double> { ["read"] = read, ["solve"] = solve };
        if (drawn is not null)
            seconds["draws"] = clock.Elapsed.TotalSeconds;

        return Result(request, sha256, world, simulation, outcome, drawn) with { Seconds = seconds };
    }

    private static (Scenario Scenario, string Sha256) ReadScenario(string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            return (ScenarioFile.Read(path, text), Data.Provenance.Manifest.Checksum(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{path}: cannot be read: {(e is FileNotFoundException or DirectoryNotFoundException ? "no such file" : e.Message)}", e);
        }
    }

    private static ScenarioResult Result(
        SimulationRequest request, string sha256, SimulationWorld world, Simulation simulation, SimulationOutcome outcome, DrawnFigures? drawn)
    {
        var scenario = simulation.Scenario;
        var addresses = new ScenarioAddresses(request, sha256, world);
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
            DataNotes = simulation.DataNotes,
            Converged = outcome.Converged,
            Residuals = new ScenarioResiduals(
                outcome.Residuals.Cost, outcome.Residuals.Price, outcome.Residuals.Expenditure, outcome.Residuals.Demand),
            Iterations = outcome.Iterations,
            Ensemble = drawn?.Describe(),
            Provenance = addresses.Entries,
            SourceTables = world.Sources,
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
