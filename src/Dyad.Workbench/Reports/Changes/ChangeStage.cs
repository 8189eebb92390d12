using Dyad.Data.Store;
using Dyad.Reports.Model;
using Dyad.Scenarios.Model;
using Dyad.Workbench.Programmes;
using Dyad.Workbench.Simulations;

namespace Dyad.Workbench.Reports.Changes;

/// <summary>
/// What a change would do to the pair, and a programme for both sides: the shipped files, put to the parties in the order of their
/// codes. It has a connection of its own to the facts, so that it can run beside the diagnosis.
/// </summary>
internal sealed class ChangeStage : IDisposable
{
    /// <summary>Draws of a set of measures, of which there are dozens.</summary>
    private const int ProgrammeDraws = 20;

    private const string Agreement = "trade-agreement";

    /// <summary>Scenarios that speak of the two sides alone, and so can be put to any pair; the most wanted first.</summary>
    private static readonly string[] OfAnyPair = [Agreement, "trade-facilitation", "withdrawal-of-third-parties"];

    /// <summary>Programmes by the pair that they are written for: costs and budgets are its own.</summary>
    private static readonly Dictionary<(string, string), string> Programmes = new() { [("CHN", "RUS")] = "joint-programme" };

    /// <summary>Scenarios that name the economies of one pair.</summary>
    private static readonly Dictionary<(string, string), string[]> OfOnePair = new()
    {
        [("CHN", "RUS")] = ["silk-road-eurasian-union"],
    };

    private readonly IReadOnlyList<string> pair;
    private readonly ReportRequest request;
    private readonly FactStore store;

    /// <summary>Draws of a scenario: a quarter of the resamples; they are the same in all scenarios, so that these can be compared.</summary>
    private readonly int draws;

    private readonly CancellationToken cancel;
    private readonly Dictionary<(int?, bool), SimulationWorld> worlds = [];

    private ChangeStage(IReadOnlyList<string> pair, ReportRequest request, CancellationToken cancel)
    {
        (this.pair, this.request, this.cancel) = (pair, request, cancel);
        draws = Math.Clamp(request.Resamples / 4, 20, 200);
        store = FactStore.Open(WorkbenchDefaults.DataFolder, request.UserData);
    }

    /// <summary>Runs everything.</summary>
    /// <param name="pair">The parties in the order of their codes.</param>
    /// <param name="agreed">Whether an agreement is in force between them: one more is no change.</param>
    /// <param name="request">The report that is asked for.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="Data.FactException">A table of facts is at fault.</exception>
    public static ChangeFigures Run(IReadOnlyList<string> pair, bool agreed, ReportRequest request, CancellationToken cancel)
    {
        using var stage = new ChangeStage(pair, request, cancel);
        string[] names = [.. OfAnyPair.Where(n => !agreed || n != Agreement), .. OfOnePair.GetValueOrDefault((pair[0], pair[1]), [])];
        var scenarios = names.Select(stage.Scenario).ToList();
        return new ChangeFigures([.. scenarios.OfType<ScenarioResult>()], stage.Programme(), Complete: !scenarios.Contains(null));
    }

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();

    /// <summary>A scenario, or null where the facts do not allow it or it has no solution.</summary>
    private ScenarioResult? Scenario(string name) => OrNull(() => Shown(SimulateScenario.Compute(
        new SimulationRequest(name)
        {
            Data = request.UserData, Parties = string.Join(',', pair), Draws = draws, Seed = request.Seed,
        },
        Silent.Progress, cancel, World)));

    /// <summary>The lists cut to what concerns the pair: its trade by sector, all trade with groups, its sectors.</summary>
    private ScenarioResult Shown(ScenarioResult result)
    {
        var others = result.Economies.Select(e => e.Code).Except(pair).ToHashSet();
        return result with
        {
            Trade =
            [
                .. result.Trade.Where(t => t.Sector is null
                    ? !others.Contains(t.Exporter) && !others.Contains(t.Importer)
                    : pair.Contains(t.Exporter) && pair.Contains(t.Importer)),
            ],
            SectorChanges = [.. result.SectorChanges.Where(s => !others.Contains(s.Economy))],
        };
    }

    /// <summary>The programme of the pair, or null where none is written for it or the facts do not allow it.</summary>
    private ProgrammeReport? Programme() => !Programmes.TryGetValue((pair[0], pair[1]), out var name) ? null : OrNull(() =>
        RunProgramme.Compute(
            new ProgrammeRequest(name)
            {
                Data = request.UserData, Parties = string.Join(',', pair), Draws = ProgrammeDraws, Seed = request.Seed,
            },
            Silent.Progress, cancel, World).Report);

    private static T? OrNull<T>(Func<T> compute)
        where T : class
    {
        try
        {
            return compute();
        }
        catch (UserException)
        {
            return null;
        }
    }

    private SimulationWorld World(Scenario scenario)
    {
        var key = (scenario.Baseline.Year, scenario.GravityEstimates.Count > 0);
        if (!worlds.TryGetValue(key, out var world))
            worlds[key] = world = SimulationWorld.Of(store, scenario, request.UserData ?? "the facts").With(scenario, store, cancel);
        return world;
    }

    /// <summary>The report tells of the stage as a whole.</summary>
    private sealed class Silent : IProgress<Stage>
    {
        public static readonly Silent Progress = new();

        public void Report(Stage value)
        {
        }
    }
}

