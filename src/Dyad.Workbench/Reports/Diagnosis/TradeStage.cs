using Dyad.Diagnosis.Indicators;
using Dyad.Diagnosis.Potential;
using Dyad.Diagnosis.Ranking;
using Dyad.Diagnosis.Trade;
using Dyad.Reports.Model;
using Complementarity = Dyad.Reports.Model.Complementarity;
using ExportPotential = Dyad.Reports.Model.ExportPotential;
using Index = Dyad.Diagnosis.Indicators;

namespace Dyad.Workbench.Reports.Diagnosis;

/// <summary>Figures that come from the flows alone: trade, profiles, dependence, and indices with intervals from resampled pairs.</summary>
internal sealed class TradeStage
{
    private readonly ReportFacts facts;
    private readonly ReportBook book;
    private readonly TradeCube cube;
    private readonly TradeMargins margins;
    private readonly TradeMargins[] resamples;

    /// <summary>Prepares the sums of all pairs and of each resample.</summary>
    public TradeStage(ReportFacts facts, ReportBook book, Func<int, Func<int, int, double>> pairWeights, int replicates)
    {
        (this.facts, this.book) = (facts, book);
        cube = new TradeCube(facts.Sectors.Count, facts.Trade.Economies.Count, facts.Trade.Cube(facts.YearIndex).ToArray());
        margins = TradeMargins.Of(cube);
        resamples = new TradeMargins[replicates];
        Parallel.For(0, replicates, r => resamples[r] = TradeMargins.Of(cube, pairWeights(r)));
    }

    /// <summary>Total exports of an economy.</summary>
    public double Exports(string economy) => margins.Exports(facts.Position(economy));

    /// <summary>Total imports of an economy.</summary>
    public double Imports(string economy) => margins.Imports(facts.Position(economy));

    /// <summary>Trade of the year's direction over all sectors.</summary>
    public double Total(string exporter, string importer) => cube.Total(facts.Position(exporter), facts.Position(importer));

    /// <summary>Trade in both directions: totals of every year, and sectors of every year.</summary>
    public IReadOnlyList<TradeFigure> Trade()
    {
        var figures = new List<TradeFigure>();
        foreach (var (t, year) in facts.Trade.Years.Index())
        {
            foreach (var (exporter, importer) in facts.Directions)
            {
                var (i, j) = (facts.Position(exporter), facts.Position(importer));
                var condition = $"exporter = '{exporter}' and importer = '{importer}' and year = {year}";
                var flows = facts.Sectors.Select((s, k) => (s.Code, Flow: facts.Trade[t, k, i, j])).ToList();
                figures.Add(new TradeFigure(
                    year, exporter, importer, null, flows.Sum(f => f.Flow), book.Lookup(MethodKey.Trade, "trade", condition, ("year", year))));
                figures.AddRange(flows.Select(f => new TradeFigure(
                    year, exporter, importer, f.Code, f.Flow,
                    book.Lookup(MethodKey.Trade, "trade", $"{condition} and sector = '{f.Code}'", ("year", year), ("sector", f.Code)))));
            }
        }

        return figures;
    }

    /// <summary>Each party at a glance.</summary>
    public IReadOnlyList<PartyProfile> Profiles(IReadOnlyDictionary<string, string> incomeGroups, Func<string, (double Usd, int Year)?> gdp) =>
        [.. facts.Pair.Select(party =>
        {
            var partner = facts.Pair.Single(p => p != party);
            var (i, j) = (facts.Position(party), facts.Position(partner));
            var size = gdp(party);
            return new PartyProfile(
                party, size?.Usd / 1e9, size?.Year, incomeGroups.GetValueOrDefault(party), margins.Exports(i), margins.Imports(i),
                Concentration.ShareOfExports(cube, margins, i, j, null), Concentration.ShareOfImports(cube, margins, j, i, null),
                book.Computed(MethodKey.Profile, ["trade", "gdp", "income_groups"], ("year", facts.Year)));
        })];

    /// <summary>Balassa index of both parties in every sector, with the interval of its symmetric form.</summary>
    public IReadOnlyList<Dyad.Reports.Model.ComparativeAdvantage> Advantage()
    {
        var address = book.Resampled(MethodKey.Advantage, ["trade"]);
        return
        [
            .. from party in facts.Pair
               from sector in facts.Sectors.Index()
               let i = facts.Position(party)
               let balassa = Index.ComparativeAdvantage.Balassa(margins, i, sector.Index)
               let range = Interval.Of(resamples.Select(m => Index.ComparativeAdvantage.Symmetric(Index.ComparativeAdvantage.Balassa(m, i, sector.Index))))
               select new Dyad.Reports.Model.ComparativeAdvantage(
                   party, sector.Item.Code, balassa, Index.ComparativeAdvantage.Symmetric(balassa), range.Low, range.High, address),
        ];
    }

    /// <summary>Michaely index of both directions.</summary>
    public IReadOnlyList<Complementarity> Complementarities()
    {
        var address = book.Resampled(MethodKey.Complementarity, ["trade"]);
        return
        [
            .. from direction in facts.Directions
               let i = facts.Position(direction.Exporter)
               let j = facts.Position(direction.Importer)
               let range = Interval.Of(resamples.Select(m => Index.Complementarity.Michaely(m, i, j)))
               select new Complementarity(
                   direction.Exporter, direction.Importer, Index.Complementarity.Michaely(margins, i, j), range.Low, range.High, address),
        ];
    }

    /// <summary>Export potential of goods in both directions.</summary>
    public IReadOnlyList<ExportPotential> Potentials()
    {
        var address = book.Resampled(MethodKey.Potential, ["trade"]);
        return
        [
            .. from direction in facts.Directions
               let i = facts.Position(direction.Exporter)
               let j = facts.Position(direction.Importer)
               let point = Dyad.Diagnosis.Potential.ExportPotential.Of(cube, margins, i, j)
               let draws = resamples.Select(m => Dyad.Diagnosis.Potential.ExportPotential.Of(cube, m, i, j).Values).ToArray()
               from sector in facts.Sectors.Index()
               let range = Interval.Of(draws.Select(d => d[sector.Index]))
               let actual = cube[sector.Index, i, j]
               select new ExportPotential(
                   direction.Exporter, direction.Importer, sector.Item.Code, actual, point.Values[sector.Index], range.Low, range.High,
                   Math.Max(0, point.Values[sector.Index] - actual), point.Ease, address),
        ];
    }

    /// <summary>Concentration and dependence of both directions, in total and by sector.</summary>
    public IReadOnlyList<Dependence> Dependences()
    {
        var address = book.Computed(MethodKey.Dependence, ["trade"], ("year", facts.Year));
        return
        [
            .. from direction in facts.Directions
               let i = facts.Position(direction.Exporter)
               let j = facts.Position(direction.Importer)
               from sector in Enumerable.Range(-1, facts.Sectors.Count + 1)
               let k = sector < 0 ? (int?)null : sector
               select new Dependence(
                   direction.Exporter, direction.Importer, k is null ? null : facts.Sectors[sector].Code,
                   k is null ? Concentration.Herfindahl(cube, i, j) : null,
                   Concentration.ShareOfExports(cube, margins, i, j, k), Concentration.ShareOfImports(cube, margins, i, j, k), address),
        ];
    }
}
