using Dyad.Data.Facts;
using Dyad.Data.Harmonise;
using Dyad.Data.Products;
using Dyad.Diagnosis.Indicators;
using Dyad.Diagnosis.Products;
using Dyad.Diagnosis.Ranking;
using Dyad.Workbench.Reports;

namespace Dyad.Workbench.Products;

/// <summary>Turns sums and the gravity of totals into the figures of a pair.</summary>
internal sealed class ProductFigures
{
    /// <summary>The files state thousand US$, figures are told in million.</summary>
    private const double Million = 1e-3;

    private readonly ProductMargins margins;
    private readonly ProductGravity gravity;
    private readonly IReadOnlyList<string> parties;
    private readonly ProductAxes axes;
    private readonly ProductBook book;

    /// <summary>Resamples with an estimate, numbered from 1.</summary>
    private readonly int[] usable;

    /// <summary>Prepares the figures.</summary>
    /// <exception cref="UserException">No resample gave an estimate.</exception>
    public ProductFigures(ProductMargins margins, ProductGravity gravity, IReadOnlyList<string> parties, ProductAxes axes, ProductBook book)
    {
        (this.margins, this.gravity, this.parties, this.axes, this.book) = (margins, gravity, parties, axes, book);
        usable = [.. Enumerable.Range(1, margins.Draws).Where(b => gravity.Expected.All(e => !double.IsNaN(e[b])))];
        if (usable.Length == 0)
            throw new UserException("no resample of the pairs gives an estimate; ask for more (--resamples)");
    }

    /// <summary>All figures, with as many shortfalls as are asked for, and sums by these sector groups.</summary>
    public ProductReport Report(int top, IReadOnlyList<SectorFact> sectors)
    {
        var sides = new[] { Side(0), Side(1) };
        var candidates = sides.SelectMany((s, seller) => s.Candidates.Select(c => (Seller: seller, c.Product, c.Size, c.Draws))).ToList();
        var ranked = BottleneckRanking.Rank([.. candidates.Select(c => c.Size)], [.. candidates.Select(c => c.Draws)]);
        var told = candidates.Zip(ranked).OrderBy(c => c.Second.Rank).Take(top).ToList();
        var advantages = new[] { Advantages(0, told), Advantages(1, told) };
        return new ProductReport(
            parties, axes.Year, axes.Classification, axes.Economies.Count, gravity.Economies, axes.Products.Count, axes.Rows, usable.Length,
            gravity.Coefficients, [.. sides.Select(s => s.Direction)],
            [.. told.Select(c => Shortfall(c.First.Seller, c.First.Product, c.Second, sides[c.First.Seller], advantages[c.First.Seller]))],
            candidates.Count, [.. sides.SelectMany((side, seller) => Groups(seller, side, sectors))], book.Entries, new Dictionary<string, double>());
    }

    /// <summary>Sums of a direction by sector group, in the order of the groups; every product is in one of the sums.</summary>
    private IEnumerable<ProductGroup> Groups(int seller, SideFigures side, IReadOnlyList<SectorFact> sectors)
    {
        var products = Enumerable.Range(0, margins.Products).ToLookup(k => ProductSectors.Of(axes.Products[k], axes.Classification)?.Sector);
        foreach (var (code, name) in sectors.Select(s => ((string?)s.Code, s.En)).Append((null, "no group")))
        {
            int[] group = [.. products[code]];
            if (group.Length == 0)
                continue;
            double actual = group.Sum(k => margins.Flow(seller, k)), expected = group.Sum(k => side.Expected[k]);
            yield return new ProductGroup(
                parties[seller], parties[1 - seller], code, name, group.Length, actual * Million, expected * Million, (expected - actual) * Million,
                group.Sum(k => Math.Max(0, side.Potential[k] - margins.Flow(seller, k))) * Million,
                book.AddGroup(parties[seller], parties[1 - seller], code ?? "none"));
        }
    }

    private sealed record SideFigures(
        ProductDirection Direction, double[] Expected, double[] Potential, IReadOnlyList<(int Product, double Size, double[] Draws)> Candidates);

    /// <summary>One direction: the party that sells is 0 or 1.</summary>
    private SideFigures Side(int seller)
    {
        var flows = Enumerable.Range(0, margins.Products).Select(k => margins.Flow(seller, k)).ToArray();
        var actual = flows.Sum();
        var hypothetical = ProductIndices.Hypothetical(margins, seller);
        var sum = hypothetical.Sum();
        var expected = ProductIndices.Spread(hypothetical, gravity.Expected[seller][0]);
        var potential = ProductIndices.Spread(hypothetical, actual);
        int[] below = [.. Enumerable.Range(0, flows.Length).Where(k => expected[k] > flows[k])];
        var draws = below.Select(_ => new double[usable.Length]).ToArray();
        var (ease, fit) = (new double[usable.Length], new double[usable.Length]);
        Parallel.For(0, usable.Length, at =>
        {
            var b = usable[at];
            var drawn = ProductIndices.Hypothetical(margins, seller, b);
            var spread = ProductIndices.Spread(drawn, gravity.Expected[seller][b]);
            for (var c = 0; c < below.Length; c++)
                draws[c][at] = (spread[below[c]] - flows[below[c]]) * Million;
            ease[at] = drawn.Sum() is > 0 and var all ? gravity.Expected[seller][b] / all : 0;
            fit[at] = ProductIndices.Michaely(margins, seller, b);
        });
        var direction = new ProductDirection(
            parties[seller], parties[1 - seller], actual * Million,
            Figure(gravity.Expected[seller][0] * Million, usable.Select(b => gravity.Expected[seller][b] * Million)),
            sum > 0 ? actual / sum : 0, Figure(sum > 0 ? gravity.Expected[seller][0] / sum : 0, ease),
            Figure(ProductIndices.Michaely(margins, seller), fit),
            flows.Count(f => f > 0), hypothetical.Count(h => h > 0),
            flows.Zip(potential, (f, p) => Math.Max(0, p - f)).Sum() * Million,
            book.Add(MethodKey.Expected, parties[seller], parties[1 - seller]));
        return new SideFigures(
            direction, expected, potential, [.. below.Select((k, c) => (k, (expected[k] - flows[k]) * Million, draws[c]))]);
    }

    private ProductShortfall Shortfall(
        int seller, int k, RankedSize ranked, SideFigures side, Dictionary<int, DrawnFigure> advantage) => new(
            ranked.Rank, ranked.RankLow, ranked.RankHigh, parties[seller], parties[1 - seller], axes.Products[k],
            ProductNames.Of(axes.Products[k]).En, margins.Flow(seller, k) * Million, side.Expected[k] * Million, new DrawnFigure(ranked.Size, ranked.Range.Low, ranked.Range.High),
            ranked.ProbabilityPositive, side.Potential[k] * Million, advantage[k], margins.Exports(seller, k) * Million,
            margins.Imports(1 - seller, k) * Million,
            book.Add(MethodKey.Shortfall, parties[seller], parties[1 - seller], axes.Products[k]));

    /// <summary>Symmetric Balassa index of a seller in the products that are told.</summary>
    private Dictionary<int, DrawnFigure> Advantages(
        int seller, List<((int Seller, int Product, double Size, double[] Draws) First, RankedSize Second)> told)
    {
        int[] products = [.. told.Where(t => t.First.Seller == seller).Select(t => t.First.Product)];
        var drawn = new double[usable.Length][];
        Parallel.For(0, usable.Length, at => drawn[at] = ProductIndices.Balassa(margins, seller, usable[at]));
        var index = ProductIndices.Balassa(margins, seller);
        return products.ToDictionary(k => k, k => Figure(
            ComparativeAdvantage.Symmetric(index[k]), drawn.Select(d => ComparativeAdvantage.Symmetric(d[k]))));
    }

    private static DrawnFigure Figure(double value, IEnumerable<double> draws)
    {
        var range = Interval.Of(draws);
        return new DrawnFigure(value, range.Low, range.High);
    }
}
