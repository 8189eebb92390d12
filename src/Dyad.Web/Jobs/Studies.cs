using System.Text.Json;
using Dyad.Dossier.Events;
using Dyad.Dossier.State;
using Dyad.Reports.Model;
using Dyad.Web.Dossiers;
using Dyad.Workbench;
using Dyad.Workbench.Dossiers;
using Dyad.Workbench.Reports;
using Dyad.Workbench.Simulations;

namespace Dyad.Web.Jobs;

/// <summary>What members have computed for a dossier: its draft out of a report, scenarios.</summary>
public static class Studies
{
    /// <summary>Characters of a scenario that somebody writes.</summary>
    public const int LongestScenario = 100_000;

    /// <summary>Name of a scenario that somebody writes, where they give it none.</summary>
    public const string Own = "own";

    /// <summary>Computes the report of the two sides and writes what it states: figures anew, clauses that the text does not have yet.</summary>
    public static Job Draft(JobRunner runner, Seat seat)
    {
        ArgumentNullException.ThrowIfNull(runner);
        ArgumentNullException.ThrowIfNull(seat);
        if (!seat.Writes)
            throw new Dyad.Dossier.Live.RefusedException(new Refusal(RefusalKind.Role));
        if (seat.State.Closed is not null)
            throw new Dyad.Dossier.Live.RefusedException(new Refusal(RefusalKind.Closed));
        string a = seat.State.Sides[0], b = seat.State.Sides[1];
        return runner.Start(seat.State.Id, "draft", $"{a} {b}", seat.Member.Id, seat.Member.Side, async (_, progress, cancel) =>
        {
            var draft = DraftFromReport.Run(new ReportRequest(a, b), progress, cancel);
            var events = DraftEvents.Of(draft, seat.Live.Current.State, $"dyad report {a} {b}");
            foreach (var what in events)
                await seat.DoAsync(what, cancel);
            return $"{events.OfType<ClauseWritten>().Count()} / {draft.Figures.Count}";
        });
    }

    /// <summary>Simulates a scenario that ships, or one that somebody wrote, for the two sides, with what rounds have agreed.</summary>
    public static Job Scenario(JobRunner runner, Seat seat, string name, string? text)
    {
        ArgumentNullException.ThrowIfNull(runner);
        ArgumentNullException.ThrowIfNull(seat);
        if (text is { Length: > LongestScenario })
            throw new UserException($"the scenario has {text.Length} characters; at most {LongestScenario} are read");
        if (name.Length > Limits.Name)
            throw new Dyad.Dossier.Live.RefusedException(new Refusal(RefusalKind.Invalid, "name"));
        string scenario = text ?? ScenarioTexts.Shipped(name) ?? throw new Dyad.Dossier.Live.RefusedException(new Refusal(RefusalKind.Unknown, name));
        var agreed = Agreed(seat.State);
        return runner.Start(seat.State.Id, "scenario", name, seat.Member.Id, seat.Member.Side, (folder, progress, cancel) =>
        {
            var (put, taken) = ScenarioTexts.WithAgreed(scenario, agreed);
            // The name of an own scenario is whatever somebody sent: it is never made into a path.
            string file = Path.Combine(folder, (text is null ? name : Own) + ".yaml");
            File.WriteAllText(file, put);
            var request = new SimulationRequest(file) { Parties = string.Join(',', seat.State.Sides), OutFolder = Path.Combine(folder, "files") };
            try
            {
                SimulateScenario.Run(request, new Told(progress), cancel);
            }
            catch (UserException e)
            {
                // Where the server keeps its files is nobody's business.
                throw new UserException(e.Message.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal), e);
            }

            return Task.FromResult(string.Join(", ", taken));
        });
    }

    /// <summary>Result of a scenario that ended well; null where there is none.</summary>
    public static ScenarioResult? ResultOf(JobRunner runner, Job job)
    {
        ArgumentNullException.ThrowIfNull(runner);
        ArgumentNullException.ThrowIfNull(job);
        string file = Path.Combine(runner.FolderOf(job), "files", "simulation.json");
        return job is { Kind: "scenario", State: JobState.Done } && File.Exists(file) ? ScenarioTexts.ReadResult(File.ReadAllText(file)) : null;
    }

    /// <summary>Parameters that both heads took out of rounds: median and 90% interval of the normal with the quartiles of the answers.</summary>
    private static List<AgreedParameter> Agreed(DossierState state) =>
    [
        .. state.Rounds.Values.Where(r => r.Agreed(state.Sides)).Select(r =>
        {
            var values = Dyad.Dossier.Rounds.Distribution.Of(r.Current)!;
            return new AgreedParameter(r.Parameter!, values.Median, values.NormalDeviation, $"Delphi round {r.Id}, iteration {r.Current.Number}, {values.Count} answers");
        }),
    ];

    private sealed class Told(Action<Stage> progress) : IProgress<Stage>
    {
        public void Report(Stage value) => progress(value);
    }
}
