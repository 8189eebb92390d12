using System.Diagnostics;
using Dyad.Programme;
using Dyad.Programme.Measures;
using Dyad.Reports.Model;
using Dyad.Scenarios;
using Dyad.Scenarios.Model;
using Dyad.Scenarios.Reading;
using Dyad.Scenarios.Simulating;
using Dyad.Workbench.Reports;
using Dyad.Workbench.Simulations;

namespace Dyad.Workbench.Programmes;

/// <summary>Chooses measures for both sides by simulating sets of them.</summary>
public static class RunProgramme
{
    /// <summary>Computes the programme, and writes its files where the request names a folder.</summary>
    /// <returns>The report, and the full paths of what was written, the page first.</returns>
    /// <exception cref="UserException">The request, the file or the data do not allow it, or there is no programme: with the reason.</exception>
    /// <exception cref="Data.FactException">A table is at fault.</exception>
    public static (ProgrammeReport Report, IReadOnlyList<string> Files) Run(
        ProgrammeRequest request, IProgress<Stage> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.World.Validate();
        // A folder that cannot be written to is told of now and not after the work.
        if (request.OutFolder is { } folder)
            ReportFiles.Open(folder).Dispose();
        var (report, none) = Compute(request, progress, cancel);
        if (none is not null)
            throw none;
        if (request.OutFolder is null)
            return (report, []);
        progress.Report(new Stage("writing", 0.97));
        return (report, ProgrammeFiles.Write(report, request.OutFolder));
    }

    /// <summary>Folder for the files of a programme where none is given.</summary>
    public static string DefaultFolder(string file) => SimulateScenario.DefaultFolder(file);

    /// <summary>Computes the programme; writes nothing.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="progress">Told of the stages.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <param name="worlds">The world of the measures, where a caller has read it; null: it is read.</param>
    /// <returns>The report, and why no set of measures can be chosen where none can.</returns>
    internal static (ProgrammeReport Report, UserException? None) Compute(
        ProgrammeRequest request, IProgress<Stage> progress, CancellationToken cancel, Func<Scenario, SimulationWorld>? worlds = null)
    {
        try
        {
            return Choose(request, progress, worlds ?? (s => SimulationWorld.Read(request.Data, s, cancel)), cancel);
        }
        catch (ScenarioException e)
        {
            throw new UserException(e.Message, e);
        }
    }

    private static (ProgrammeReport Report, UserException? None) Choose(
        ProgrammeRequest request, IProgress<Stage> progress, Func<Scenario, SimulationWorld> worlds, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        progress.Report(new Stage("reading", 0));
        var file = InputFile.Read(request.File);
        var plan = ProgrammeFile.Read(request.File, file.Text);
        var world = worlds(plan.Scenario);
        var simulation = world.Simulate(plan.Scenario, request.World.Sides);
        if (simulation.Parties.Count != 2)
            throw new UserException($"{request.File}: a programme is of two sides: name them under parties or by --parties A,B");
        var read = clock.Elapsed.TotalSeconds;

        progress.Report(new Stage("simulating sets of measures", 0.1));
        clock.Restart();
        var gains = new SetGains(simulation, request.World, progress, cancel);
        var problem = Problem(plan);
        var result = gains.Choose(of => ProgrammeSolver.Solve(problem, of, new ProgrammeOptions(), cancel));
        var addresses = new ScenarioAddresses("programme", request.World, file, plan.Scenario.Sources, world);
        var report = new ProgrammeFigures(plan, problem, simulation, result, gains, addresses).Report(world) with
        {
            Seconds = new Dictionary<string, double> { ["read"] = read, ["solve"] = clock.Elapsed.TotalSeconds },
        };
        return result is { Nash: null, WithTransfer: null, Obstacle: { } obstacle }
            ? (report, new UserException(plan.Fault(Mark(plan, obstacle.Kind), $"no programme: {obstacle.Message}").Message))
            : (report, null);
    }

    private static ProgrammeProblem Problem(ProgrammePlan plan) => new()
    {
        Measures =
        [
            .. plan.Measures.Select(m => new Measure(m.Id.Text, m.Cost.A, m.Cost.B)
            {
                After = m.After, With = m.With, Duration = m.Quarters, EarliestStart = m.NotBefore,
            }),
        ],
        Exclusive = [.. plan.Measures.SelectMany((m, i) => m.Excludes.Select(e => MeasureSet.Of(i, e))).Distinct()],
        FirstBudget = plan.Budget.A,
        SecondBudget = plan.Budget.B,
        CostWeight = 1 / plan.Annuity,
        Periods = plan.Quarters,
        FirstPerPeriod = plan.PerQuarter is { } a ? [.. Enumerable.Repeat(a.A, plan.Quarters)] : null,
        SecondPerPeriod = plan.PerQuarter is { } b ? [.. Enumerable.Repeat(b.B, plan.Quarters)] : null,
    };

    private static TextMark Mark(ProgrammePlan plan, ObstacleKind kind) => kind switch
    {
        ObstacleKind.Budget => plan.BudgetMark,
        ObstacleKind.Calendar => plan.QuartersMark,
        _ => plan.MeasuresMark,
    };
}
