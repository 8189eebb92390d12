using System.Diagnostics;
using Dyad.Data.Facts;
using Dyad.Data.Store;
using Dyad.Reports.Model;
using Dyad.Workbench.Reports.Changes;
using Dyad.Workbench.Reports.Diagnosis;

namespace Dyad.Workbench.Reports;

/// <summary>Computes everything that a report states, as one record; writes nothing.</summary>
public static class ComposeReport
{
    private static readonly string[] NamedTables = ["economies", "sector_groups"];

    /// <summary>The report of a pair.</summary>
    /// <exception cref="UserException">The request or the facts do not allow it.</exception>
    /// <exception cref="Data.FactException">A table of facts is at fault.</exception>
    public static JointReport Run(ReportRequest request, IProgress<Stage> progress, CancellationToken cancel)
    {
        request.Validate();
        var clock = new StageClock(progress);
        clock.Enter("reading facts", 0);
        using var store = FactStore.Open(WorkbenchDefaults.DataFolder, request.UserData);
        var facts = ReportFacts.Read(store, request);
        var book = new ReportBook(facts, request);
        var agreed = facts.Agreements()(facts.Year, facts.Pair[0], facts.Pair[1]);
        using var changing = new Beside<ChangeFigures>(token => ChangeStage.Run(facts.Pair, agreed, request, token), cancel);

        var gravity = GravityStage.Create(facts, request.Seed);
        var sectors = new List<SectorGravity>();
        foreach (var (k, sector) in facts.Sectors.Index())
        {
            clock.Enter("gravity", 0.05 + (0.75 * k / facts.Sectors.Count), sector.En);
            sectors.Add(gravity.Estimate(k, request.Resamples, cancel));
        }

        clock.Enter("agreements", 0.82);
        var agreement = AgreementStage.Run(facts.Totals, cancel);
        clock.Enter("indicators", 0.86);
        var trade = new TradeStage(facts, book, gravity.PairWeights, request.Resamples);
        var bottlenecks = new BottleneckStage(facts, book, trade, sectors);
        var expected = bottlenecks.Expected(gravity.PercentilesOfTotals(sectors));
        var ranked = bottlenecks.Ranked(agreement, request.Seed);
        cancel.ThrowIfCancellationRequested();
        clock.Enter("environment and stances", 0.9);
        var environment = new EnvironmentStage(facts, book, request.Seed);
        var gdp = store.Gdp(facts.Year).ToDictionary(g => g.Economy);
        var profiles = trade.Profiles(
            environment.IncomeGroups, party => gdp.TryGetValue(party, out var g) ? (g.Usd, g.Year) : null);
        clock.Enter("scenarios and a programme", 0.92);
        var changes = changing.Wait();
        book.Include(changes);
        var mirror = new MirrorStage(facts, book);
        var report = new JointReport
        {
            Parties = facts.Parties,
            Year = facts.Year,
            Economies = changes.Economies is { Count: > 0 } all
                ? all : [.. facts.Economies.Where(e => facts.Pair.Contains(e.Code)).Select(e => new NamedCode(e.Code, e.En, e.Zh, e.Ru))],
            Sectors = [.. facts.Sectors.Select(s => new NamedCode(s.Code, s.En, s.Zh, s.Ru))],
            Findings = FindingStage.Of(expected, ranked, profiles),
            Trade = trade.Trade(),
            Mirror = mirror.Figures(),
            Timing = mirror.Timing(),
            ProductGaps = [],
            Profiles = profiles,
            Gravity = GravityEstimates.Of(gravity, sectors, agreement, book),
            Expected = expected,
            Bottlenecks = ranked,
            ComparativeAdvantage = trade.Advantage(),
            Complementarity = trade.Complementarities(),
            Potential = trade.Potentials(),
            Dependence = trade.Dependences(),
            Environment = environment.Figures(),
            Stances = StanceStage.Figures(facts, book),
            Scenarios = changes.Scenarios,
            Programme = changes.Programme,
            Notes = ReportNotes.Of(facts, changes),
            Sources = [],
            Provenance = [],
            Version = WorkbenchDefaults.Version,
            Seconds = new Dictionary<string, double>(),
        };
        book.Name(NamedTables);
        return report with { Sources = book.Sources(), Provenance = book.Entries, Seconds = clock.Stop() };
    }

    /// <summary>Tells of each stage and keeps the time that it took.</summary>
    private sealed class StageClock(IProgress<Stage> progress)
    {
        private readonly Dictionary<string, double> seconds = [];
        private readonly long start = Stopwatch.GetTimestamp();
        private long entered;
        private string? current;

        public void Enter(string stage, double fraction, string? detail = null)
        {
            Leave();
            (current, entered) = (stage, Stopwatch.GetTimestamp());
            progress.Report(new Stage(detail is null ? stage : $"{stage}: {detail}", fraction));
        }

        public Dictionary<string, double> Stop()
        {
            Leave();
            seconds["total"] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            return seconds;
        }

        private void Leave()
        {
            if (current is not null)
                seconds[current] = seconds.GetValueOrDefault(current) + Stopwatch.GetElapsedTime(entered).TotalSeconds;
        }
    }
}
