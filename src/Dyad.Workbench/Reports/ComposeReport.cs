using Dyad.Data.Facts;
using Dyad.Data.Store;
using Dyad.Reports.Model;
using Dyad.Workbench.Reports.Changes;
using Dyad.Workbench.Reports.Diagnosis;
using Dyad.Workbench.Vintages;

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
        progress.Report(new Stage("reading facts", 0));
        using var store = request.Facts.Open(TimeProvider.System);
        var facts = ReportFacts.Read(store, request);
        var book = new ReportBook(facts, request);
        var agreed = facts.Agreements()(facts.Year, facts.Pair[0], facts.Pair[1]);
        using var changing = new Beside<ChangeFigures>(token => ChangeStage.Run(facts.Pair, agreed, request, token), cancel);

        var gravity = GravityStage.Create(facts, request.Seed);
        var sectors = new List<SectorGravity>();
        foreach (var (k, sector) in facts.Sectors.Index())
        {
            progress.Report(new Stage($"gravity: {sector.En}", 0.05 + (0.75 * k / facts.Sectors.Count)));
            sectors.Add(gravity.Estimate(k, request.Resamples, cancel));
        }

        progress.Report(new Stage("agreements", 0.82));
        var agreement = AgreementStage.Run(facts.Totals, cancel);
        progress.Report(new Stage("indicators", 0.86));
        var trade = new TradeStage(facts, book, gravity.PairWeights, request.Resamples);
        var bottlenecks = new BottleneckStage(facts, book, trade, sectors);
        var expected = bottlenecks.Expected(gravity.PercentilesOfTotals(sectors));
        var ranked = bottlenecks.Ranked(agreement, request.Seed);
        cancel.ThrowIfCancellationRequested();
        progress.Report(new Stage("environment and stances", 0.9));
        var environment = new EnvironmentStage(facts, book, request.Seed);
        var gdp = store.Gdp(facts.Year).ToDictionary(g => g.Economy);
        var profiles = trade.Profiles(
            environment.IncomeGroups, party => gdp.TryGetValue(party, out var g) ? (g.Usd, g.Year) : null);
        progress.Report(new Stage("scenarios and a programme", 0.92));
        var changes = changing.Wait();
        book.Include(changes);
        var mirror = new MirrorStage(facts, book);
        var claims = mirror.Figures();
        var products = mirror.Products();
        IReadOnlyList<NamedCode> named = changes.Economies is { Count: > 0 } all
            ? all : [.. facts.Economies.Where(e => facts.Pair.Contains(e.Code)).Select(e => new NamedCode(e.Code, e.En, e.Zh, e.Ru))];
        var report = new JointReport
        {
            Parties = facts.Parties,
            Year = facts.Year,
            Economies = [.. named, .. RouteBook.Names(claims, facts.Economies, named)],
            Sectors = [.. facts.Sectors.Select(s => new NamedCode(s.Code, s.En, s.Zh, s.Ru))],
            Products = ProductGaps.Names(products),
            Findings = FindingStage.Of(expected, ranked, profiles),
            Trade = trade.Trade(),
            Mirror = claims,
            Timing = mirror.Timing(),
            ProductGaps = products,
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
            Vintages = Used(store),
        };
        book.Name(NamedTables);
        return report with { Sources = book.Sources(), Provenance = book.Entries };
    }

    private static IReadOnlyList<VintageUsed> Used(FactStore store) => store.Live is not { } live || live.Moment() is not { } moment
        ? []
        :
        [
            .. live.Vintages.OrderBy(v => v.Id, StringComparer.Ordinal).Select(v => new VintageUsed(
                v.Id, $"{v.Publisher}, {v.Title}", v.Request, v.Release, Moment.Show(moment))),
        ];
}
