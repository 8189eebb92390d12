using System.Text.Json;
using Dyad.Dossier.Events;
using Dyad.Dossier.Live;
using Dyad.Dossier.State;
using Dyad.Reports.Model;
using Dyad.Web.Dossiers;
using Dyad.Workbench;
using Dyad.Workbench.Dossiers;
using Dyad.Workbench.Fitting;
using Dyad.Workbench.Reports;
using Dyad.Workbench.Simulations;

namespace Dyad.Web.Jobs;

/// <summary>What members have computed for a dossier: its draft out of a report, scenarios, estimates on their own data.</summary>
public static class Studies
{
    /// <summary>Characters of a scenario that somebody writes.</summary>
    public const int LongestScenario = 100_000;

    /// <summary>Where a table lies that somebody brought.</summary>
    private static readonly string Table = Path.Combine(Files, "data.csv");

    /// <summary>Name of a scenario that somebody writes, where they give it none.</summary>
    public const string Own = "own";

    /// <summary>Bytes of a table that somebody brings.</summary>
    public const int LargestTable = 32 << 20;

    /// <summary>Characters of a formula, or of what names the errors.</summary>
    private const int LongestFormula = 2_000;

    /// <summary>Folder of the files of a job that members may have.</summary>
    internal const string Files = "files";

    /// <summary>Families by name, as <c>dyad fit --family</c> has them.</summary>
    internal static readonly IReadOnlyDictionary<string, FitFamily> Families = new Dictionary<string, FitFamily>(StringComparer.Ordinal)
    {
        ["poisson"] = FitFamily.Poisson, ["gaussian"] = FitFamily.Gaussian,
    };

    /// <summary>
    /// Computes the report of the two sides and writes what it states: figures anew, clauses that the text does not have yet. It opens with
    /// what became of commitments in other dossiers of the two sides here, where everybody who sits at this one has a seat there too.
    /// </summary>
    public static Job Draft(JobRunner runner, Seat seat, DossierHall hall)
    {
        ArgumentNullException.ThrowIfNull(runner);
        ArgumentNullException.ThrowIfNull(seat);
        ArgumentNullException.ThrowIfNull(hall);
        if (!seat.Writes)
            throw new RefusedException(new Refusal(RefusalKind.Role));
        if (seat.State.Closed is not null)
            throw new RefusedException(new Refusal(RefusalKind.Closed));
        string a = seat.State.Sides[0], b = seat.State.Sides[1];
        return runner.Start(seat.State.Id, "draft", $"{a} {b}", seat.Member.Id, seat.Member.Side, async (_, progress, cancel) =>
        {
            var draft = DraftFromReport.Run(new ReportRequest(a, b), progress, cancel);
            var state = seat.Live.Current.State;
            var earlier = (await hall.AllAsync(cancel)).Select(d => d.Current.State)
                .Where(d => d.Id != state.Id && d.Sides.SequenceEqual(state.Sides) && state.Members.Values.Where(m => m.Active).All(m => d.Active(m.Id) is not null));
            DossierEvent[] events = [.. EarlierCommitments.Events(state, earlier), .. DraftEvents.Of(draft, state, $"dyad report {a} {b}")];
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
            throw new RefusedException(new Refusal(RefusalKind.Invalid, "name"));
        string scenario = text ?? ScenarioTexts.Shipped(name) ?? throw new RefusedException(new Refusal(RefusalKind.Unknown, name));
        var agreed = Agreed(seat.State);
        return runner.Start(seat.State.Id, "scenario", name, seat.Member.Id, seat.Member.Side, (folder, progress, cancel) =>
        {
            var (put, taken) = ScenarioTexts.WithAgreed(scenario, agreed, (text is null ? name : Own) + ".yaml");
            // The name of an own scenario is whatever somebody sent: it is never made into a path.
            string file = Path.Combine(folder, (text is null ? name : Own) + ".yaml");
            File.WriteAllText(file, put);
            var request = new SimulationRequest(file) { Parties = string.Join(',', seat.State.Sides), OutFolder = Path.Combine(folder, Files) };
            WithoutFolder(folder, () => SimulateScenario.Run(request, progress, cancel));
            return Task.FromResult(string.Join(", ", taken));
        });
    }

    /// <summary>Estimates a formula on a table that a member brings; both sides see the table too.</summary>
    /// <param name="runner">Runs it.</param>
    /// <param name="seat">Who asks.</param>
    /// <param name="order">What is estimated.</param>
    /// <param name="table">CSV with a header.</param>
    public static Job Fit(JobRunner runner, Seat seat, FitOrder order, ReadOnlyMemory<byte> table)
    {
        ArgumentNullException.ThrowIfNull(runner);
        ArgumentNullException.ThrowIfNull(seat);
        ArgumentNullException.ThrowIfNull(order);
        if (string.IsNullOrWhiteSpace(order.Formula) || order.Formula.Length + order.Vcov.Length > LongestFormula)
            throw new RefusedException(new Refusal(RefusalKind.Invalid, "formula"));
        if (!Families.TryGetValue(order.Family, out var family))
            throw new RefusedException(new Refusal(RefusalKind.Invalid, "family"));
        if (table.IsEmpty || table.Length > LargestTable)
            throw new UserException($"the table has {table.Length} bytes; from 1 to {LargestTable} are read");
        return runner.Start(
            seat.State.Id, "fit", order.Formula, seat.Member.Id, seat.Member.Side,
            (folder, progress, cancel) =>
            {
                var request = new FitRequest(order.Formula, Path.Combine(folder, Table)) { Family = family, Vcov = order.Vcov };
                WithoutFolder(folder, () => FitFolder.Run(request, Path.Combine(folder, Files), progress, cancel));
                return Task.FromResult(order.Vcov);
            },
            (Table, table));
    }

    /// <summary>Estimate of a fit that ended well; null where there is none.</summary>
    public static FitResult? FitOf(JobRunner runner, Job job)
    {
        ArgumentNullException.ThrowIfNull(runner);
        ArgumentNullException.ThrowIfNull(job);
        return job is { Kind: "fit", State: JobState.Done } ? FitFolder.Read(Path.Combine(runner.FolderOf(job), Files)) : null;
    }

    /// <summary>Result of a scenario that ended well; null where there is none.</summary>
    public static ScenarioResult? ResultOf(JobRunner runner, Job job)
    {
        ArgumentNullException.ThrowIfNull(runner);
        ArgumentNullException.ThrowIfNull(job);
        string file = Path.Combine(runner.FolderOf(job), Files, "simulation.json");
        return job is { Kind: "scenario", State: JobState.Done } && File.Exists(file) ? ScenarioTexts.ReadResult(File.ReadAllText(file)) : null;
    }

    /// <summary>Works, and leaves out of what is told where the server keeps its files: that is nobody's business.</summary>
    private static void WithoutFolder(string folder, Action work)
    {
        try
        {
            work();
        }
        catch (UserException e)
        {
            throw new UserException(
                e.Message.Replace(Path.Combine(folder, Files) + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
                    .Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal), e);
        }
    }

    /// <summary>Parameters that both heads took out of rounds: median, and the deviation of the normal with the quartiles of the answers.</summary>
    private static List<AgreedParameter> Agreed(DossierState state) =>
    [
        .. state.Rounds.Values.Where(r => r.Agreed(state.Sides) && AgreedParameter.IsPercent(r.Unit) is not null).Select(r =>
        {
            var values = Dyad.Dossier.Rounds.Distribution.Of(r.Current)!;
            return new AgreedParameter(r.Parameter!, values.Median, values.NormalDeviation, $"Delphi round {r.Id}, iteration {r.Current.Number}, {values.Count} answers", AgreedParameter.IsPercent(r.Unit)!.Value);
        }),
    ];
}
