using Dyad.Data.Facts;
using Dyad.Diagnosis.Environment;
using Dyad.Reports.Model;

namespace Dyad.Workbench.Reports.Diagnosis;

/// <summary>Each governance dimension of both parties against the economies of their income class, in the latest year of the facts.</summary>
internal sealed class EnvironmentStage
{
    private readonly ReportFacts facts;
    private readonly ReportBook book;
    private readonly int seed;
    private readonly int year;
    private readonly IReadOnlyList<GovernanceFact> governance;

    /// <summary>Reads governance and the income classes of the year nearest to it.</summary>
    public EnvironmentStage(ReportFacts facts, ReportBook book, int seed)
    {
        (this.facts, this.book, this.seed) = (facts, book, seed);
        (var latest, governance) = facts.Store.LatestGovernance();
        year = latest ?? facts.Year;
        IncomeGroups = facts.Store.IncomeGroups(year).ToDictionary(g => g.Economy, g => g.Group);
    }

    /// <summary>Income class of each economy.</summary>
    public IReadOnlyDictionary<string, string> IncomeGroups { get; }

    /// <summary>The figures; none for a party without an estimate or without peers.</summary>
    public IReadOnlyList<EnvironmentFigure> Figures() =>
        [.. from party in facts.Pair
            where IncomeGroups.ContainsKey(party)
            from indicator in governance.Select(g => g.Indicator).Distinct()
            let figure = Figure(party, indicator, IncomeGroups[party])
            where figure is not null
            select figure];

    private EnvironmentFigure? Figure(string party, string indicator, string group)
    {
        var rows = governance.Where(g => g.Indicator == indicator).ToList();
        var peers = rows
            .Where(g => g.Economy != party && IncomeGroups.GetValueOrDefault(g.Economy) == group)
            .Select(g => new Measured(g.Estimate, g.StdError)).ToList();
        var own = rows.Where(g => g.Economy == party).Select(g => new Measured(g.Estimate, g.StdError)).ToList();
        if (own.Count == 0 || peers.Count == 0)
            return null;
        var comparison = PeerComparison.Of(own[0], peers, seed);
        return new EnvironmentFigure(
            party, indicator, year, own[0].Estimate, own[0].StdError, own[0].Range.Low, own[0].Range.High, group, comparison.Peers,
            comparison.LowerQuartile, comparison.Median, comparison.UpperQuartile, comparison.ProbabilityBelowMedian,
            book.Computed(
                MethodKey.Environment, ["governance", "income_groups"], ("party", party), ("indicator", indicator), ("year", year),
                ("seed", seed), ("level", "90%")));
    }
}
