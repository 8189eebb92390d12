using Dyad.Diagnosis.Ranking;
using Dyad.Reports.Model;

namespace Dyad.Workbench.Reports.Diagnosis;

/// <summary>
/// What stands between the parties, with sizes that are ranked together: shortfalls by direction and sector, and what an agreement
/// that the pair does not have is worth by direction.
/// </summary>
internal sealed class BottleneckStage(ReportFacts facts, ReportBook book, TradeStage trade, IReadOnlyList<SectorGravity> sectors)
{
    private sealed record Candidate(
        string Kind, string Exporter, string Importer, string? Sector, double Size, double[] Draws, IReadOnlyList<string> Acts, string Because,
        double Actual, double Expected, double? Percentile, string Provenance);

    /// <summary>Tables that gravity reads.</summary>
    public static readonly string[] GravityTables = ["trade", "trade_totals", "ties"];

    /// <summary>Resamples that gave an estimate in every sector; the others are left out of all intervals.</summary>
    /// <exception cref="UserException">There is none.</exception>
    private readonly int[] usable =
        Enumerable.Range(0, sectors[0].Directions[0].Draws.Length)
            .Where(b => sectors.All(s => s.Directions.All(d => !double.IsNaN(d.Draws[b])))).ToArray() is { Length: > 0 } some
            ? some
            : throw new UserException("no resample of the pairs gives an estimate in every sector; ask for more (--resamples)");

    /// <summary>Actual against expected trade of both directions, by sector and in total.</summary>
    /// <param name="percentilesOfTotals">Place of the total of each direction among all directions.</param>
    public IReadOnlyList<ExpectedTrade> Expected(IReadOnlyList<double> percentilesOfTotals)
    {
        var figures = new List<ExpectedTrade>();
        foreach (var (d, direction) in facts.Directions.Index())
        {
            var all = sectors.Select(s => s.Directions[d]).ToList();
            var totals = Usable(b => all.Sum(e => e.Draws[b]));
            figures.Add(Figure(direction, null, all.Sum(e => e.Actual), all.Sum(e => e.Expected), totals, percentilesOfTotals[d]));
            figures.AddRange(sectors.Select(s =>
            {
                var e = s.Directions[d];
                return Figure(direction, s.Sector, e.Actual, e.Expected, Usable(b => e.Draws[b]), e.Percentile);
            }));
        }

        return figures;

        ExpectedTrade Figure(
            (string Exporter, string Importer) direction, string? sector, double actual, double expected, double[] draws, double percentile)
        {
            var range = Interval.Of(draws);
            return new ExpectedTrade(
                direction.Exporter, direction.Importer, sector, actual, expected, range.Low, range.High, percentile,
                book.Resampled(MethodKey.Expected, GravityTables, ("sector", sector ?? "*"), ("exporter", direction.Exporter), ("importer", direction.Importer)));
        }
    }

    /// <summary>The bottlenecks by rank.</summary>
    /// <param name="agreement">Effect of an agreement, or null where it is not identified.</param>
    /// <param name="seed">Seed of the agreement's draws.</param>
    public IReadOnlyList<Bottleneck> Ranked(AgreementStage? agreement, int seed)
    {
        List<Candidate> candidates = [.. Shortfalls(), .. Agreements(agreement, seed)];
        var ranked = BottleneckRanking.Rank([.. candidates.Select(c => c.Size)], [.. candidates.Select(c => c.Draws)]);
        return
        [
            .. candidates.Zip(ranked, (c, r) => new Bottleneck(
                string.Join('-', new[] { c.Kind, c.Exporter, c.Importer, c.Sector }.Where(p => p is not null)), c.Kind, c.Exporter, c.Importer, c.Sector,
                r.Size, r.Range.Low, r.Range.High, r.Rank, r.RankLow, r.RankHigh,
                c.Size / trade.Exports(c.Exporter), c.Size / trade.Imports(c.Importer), c.Acts,
                new BottleneckEvidence(c.Actual, c.Expected, c.Percentile, r.ProbabilityPositive, c.Because), c.Provenance))
            .OrderBy(b => b.Rank),
        ];
    }

    private IEnumerable<Candidate> Shortfalls()
    {
        foreach (var sector in sectors)
        {
            foreach (var (d, (exporter, importer)) in facts.Directions.Index())
            {
                var (here, there) = (sector.Directions[d], sector.Directions[1 - d]);
                if (here.Expected <= here.Actual)
                    continue;
                var side = ActingSides.Of(there.Expected - there.Actual);
                yield return new Candidate(
                    "shortfall", exporter, importer, sector.Sector, here.Expected - here.Actual, Usable(b => here.Draws[b] - here.Actual),
                    side == ActingSide.Both ? facts.Pair : [importer], side == ActingSide.Both ? "both-directions" : "one-direction",
                    here.Actual, here.Expected, here.Percentile,
                    book.Resampled(MethodKey.Shortfall, GravityTables, ("sector", sector.Sector), ("exporter", exporter), ("importer", importer)));
            }
        }
    }

    private IEnumerable<Candidate> Agreements(AgreementStage? agreement, int seed)
    {
        var inForce = facts.Agreements();
        foreach (var (d, (exporter, importer)) in facts.Directions.Index())
        {
            if (agreement is null || agreement.Coefficient <= 0 || inForce(facts.Year, exporter, importer))
                continue;
            var flow = trade.Total(exporter, importer);
            var draws = agreement.GainDraws(flow, sectors[0].Directions[0].Draws.Length, seed);
            var gain = AgreementStage.Gain(flow, agreement.Coefficient);
            yield return new Candidate(
                "agreement", exporter, importer, null, gain, Usable(b => draws[b]), facts.Pair, "joint-agreement", flow, flow + gain, null,
                book.Resampled(
                    MethodKey.Agreement, ["trade_totals", "trade"], ("years", string.Join(", ", agreement.Years)), ("exporter", exporter), ("importer", importer)));
        }
    }

    private double[] Usable(Func<int, double> draw) => Array.ConvertAll(usable, b => draw(b));
}
