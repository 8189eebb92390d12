using Dyad.Diagnosis.Ranking;
using Dyad.Gravity.Covariance;
using Dyad.Gravity.Ppml;
using Dyad.Gravity.Resampling;
using Dyad.Gravity.Resistance;
using Dyad.Gravity.Specification;

namespace Dyad.Workbench.Reports.Diagnosis;

/// <summary>What gravity expects of one direction in one sector, million US$.</summary>
/// <param name="Actual">Trade.</param>
/// <param name="Expected">
/// Flow at the sizes of all economies and the trade costs that the estimate without the pair implies, markets cleared.
/// </param>
/// <param name="Draws">The same with the costs of each resample of the other pairs; NaN where a resample gave no estimate.</param>
/// <param name="Percentile">Place of actual/expected among all directions of the sector and year, 0 to 100.</param>
internal sealed record Expectation(double Actual, double Expected, double[] Draws, double Percentile);

/// <summary>
/// The gravity estimate of one sector; actual and expected flows of the year among all economies, exporters in rows; and the
/// expectations of both directions, in the order of the facts.
/// </summary>
internal sealed record SectorGravity(
    string Sector, PpmlResult Fit, CovarianceResult Covariance, double[] Actual, double[] Expected, int NegativeFlows,
    IReadOnlyList<Expectation> Directions);

/// <summary>
/// Structural gravity by sector: estimated on all pairs but the one under study, so that what is expected of it does not rest on
/// itself, and estimated again on resamples of the other pairs.
/// </summary>
internal sealed class GravityStage
{
    /// <summary>
    /// A resample starts near its optimum, where a Newton step below this leaves an error of its square: 1e-6, a thousandth of the
    /// spread between resamples.
    /// </summary>
    private static readonly PpmlOptions ResampleOptions = new() { Tolerance = 1e-3 };

    private readonly ReportFacts facts;
    private readonly int[] positions;
    private readonly int[] pair;

    private GravityStage(ReportFacts facts, PairResampling? resampling, int[] positions, int[] pair, GravityPanel panel)
    {
        (this.facts, this.positions, this.pair, Panel) = (facts, positions, pair, panel);
        Resampling = resampling ?? throw new ArgumentNullException(nameof(resampling));
    }

    /// <summary>The design.</summary>
    public GravityPanel Panel { get; }

    /// <summary>The resamples, which other figures of the report share.</summary>
    public PairResampling Resampling { get; }

    /// <summary>Lays out the panel: every economy with a distance, at the years around the year of the report.</summary>
    public static GravityStage Create(ReportFacts facts, int seed)
    {
        int[] positions = [.. Enumerable.Range(0, facts.Trade.Economies.Count).Where(i => facts.Trade.Economies[i] != ReportFacts.RestOfWorld)];
        string[] codes = [.. positions.Select(p => facts.Trade.Economies[p])];
        int[] pair = [.. facts.Pair.Select(p => Array.IndexOf(codes, p))];
        var agreement = facts.Agreements();
        var panel = GravityPanel.Create(
            PanelYears.Around(facts.Year, facts.Trade.Years), codes.Length,
            (i, j) => facts.TiesByPair.TryGetValue((codes[i], codes[j]), out var t)
                ? new PairTies(t.DistanceKm, t.Contiguity, t.CommonLanguage, t.Colony)
                : throw new UserException($"the table ties holds no distance from {codes[i]} to {codes[j]}"),
            (year, i, j) => agreement(year, codes[i], codes[j]));
        // Domestic sales are clusters as pairs are, one of each economy behind the pairs: kept in every draw, intervals come out too short.
        var clusters = UnorderedPairs.Count(codes.Length) + codes.Length;
        var resampling = new PairResampling(clusters, seed, UnorderedPairs.Id(pair[0], pair[1]));
        return new GravityStage(facts, resampling, positions, pair, panel);
    }

    /// <summary>Weight of the flow between two positions of the trade panel in a resample; the rest of the world is never drawn.</summary>
    public Func<int, int, double> PairWeights(int replicate)
    {
        var counts = Resampling.Counts(replicate);
        var place = new int[facts.Trade.Economies.Count];
        Array.Fill(place, -1);
        for (var i = 0; i < positions.Length; i++)
            place[positions[i]] = i;
        return (i, j) =>
        {
            if (place[i] < 0 || place[j] < 0)
                return 1;
            var id = UnorderedPairs.Id(place[i], place[j]);
            return id == Resampling.LeftOut ? 1 : counts[id];
        };
    }

    /// <summary>Estimates one sector.</summary>
    /// <exception cref="UserException">PPML does not converge on the facts.</exception>
    public SectorGravity Estimate(int sector, int replicates, CancellationToken cancel)
    {
        var (flows, negative) = Flows(sector);
        var sample = new GravitySample(
            flows, Panel.Terms, Panel.Columns,
            [new FixedEffect("exporter^year", Panel.ExporterYear, Levels), new FixedEffect("importer^year", Panel.ImporterYear, Levels)],
            RowWeights(id => id == Resampling.LeftOut ? 0 : 1));
        var fit = PpmlEstimator.TryFit(sample, cancel: cancel);
        if (!fit.Converged)
            throw new UserException($"gravity of sector {facts.Trade.Sectors[sector]} did not converge ({fit.Exit} after {fit.Iterations} iterations)");
        var (outputs, expenditures) = Sizes(flows);
        var expected = Clear(Coefficients(fit), outputs, expenditures);
        int[] cells = [Cell(pair[0], pair[1]), Cell(pair[1], pair[0])];
        var draws = cells.Select(_ => new double[replicates]).ToArray();
        Replicates.Fit(
            sample, fit, replicates,
            (replicate, weights) => FillWeights(weights, Resampling.Counts(replicate)),
            (replicate, drawn) =>
            {
                var flowsDrawn = drawn is null ? null : Clear(drawn.Coefficients, outputs, expenditures);
                for (var d = 0; d < cells.Length; d++)
                    draws[d][replicate] = flowsDrawn?[cells[d]] ?? double.NaN;
            },
            ResampleOptions, cancel);
        var actual = OfTheYear(flows);
        return new SectorGravity(
            facts.Trade.Sectors[sector], fit, Covariances.Of(sample, fit, CovarianceKind.Clustered(Panel.Pair)), actual, expected,
            negative,
            [.. cells.Select((cell, d) => new Expectation(actual[cell], expected[cell], draws[d], Percentile(actual, expected, cell)))]);
    }

    /// <summary>
    /// Place of the actual over the expected trade of all sectors together among all directions of the year, 0 to 100, for both
    /// directions in the order of the facts.
    /// </summary>
    public double[] PercentilesOfTotals(IReadOnlyList<SectorGravity> sectors)
    {
        var n = positions.Length;
        var (actual, expected) = (new double[n * n], new double[n * n]);
        foreach (var sector in sectors)
        {
            for (var cell = 0; cell < actual.Length; cell++)
            {
                actual[cell] += sector.Actual[cell];
                expected[cell] += sector.Expected[cell];
            }
        }

        return [Percentile(actual, expected, Cell(pair[0], pair[1])), Percentile(actual, expected, Cell(pair[1], pair[0]))];
    }

    /// <summary>Flows of the year of the report, exporters in rows.</summary>
    private double[] OfTheYear(double[] flows)
    {
        var n = positions.Length;
        return [.. Enumerable.Range(0, n * n).Select(cell => flows[Row(cell / n, cell % n)])];
    }

    /// <summary>What each economy sells and spends in the year, domestic sales included.</summary>
    private (double[] Outputs, double[] Expenditures) Sizes(double[] flows)
    {
        var n = positions.Length;
        var (outputs, expenditures) = (new double[n], new double[n]);
        foreach (var (cell, flow) in OfTheYear(flows).Index())
        {
            outputs[cell / n] += flow;
            expenditures[cell % n] += flow;
        }

        return (outputs, expenditures);
    }

    /// <summary>Expected flows of the year: costs by the coefficients, resistances such that every economy sells and spends what it does.</summary>
    private double[] Clear(double[] coefficients, double[] outputs, double[] expenditures)
    {
        var n = positions.Length;
        var costs = new double[n * n];
        for (var cell = 0; cell < costs.Length; cell++)
        {
            var row = Row(cell / n, cell % n);
            for (var k = 0; k < coefficients.Length; k++)
                costs[cell] += coefficients[k] * Panel.Columns[k][row];
        }

        // Only ratios within rows matter, so that the largest cost factor may be one.
        var largest = costs.Max();
        return MarketClearing.Flows(Array.ConvertAll(costs, c => Math.Exp(c - largest)), outputs, expenditures);
    }

    private double[] Coefficients(PpmlResult fit) => [.. Panel.Terms.Select(t => fit.Terms.Contains(t) ? fit[t] : 0)];

    private int Cell(int exporter, int importer) => (exporter * positions.Length) + importer;

    private int Levels => Panel.Years.Length * positions.Length;

    private int Row(int exporter, int importer) => Panel.Row(Array.IndexOf(Panel.Years, facts.Year), exporter, importer);

    /// <summary>
    /// Flows of the sector. Draws on inventories make a few flows of the source negative; a flow that is estimated cannot be, and is
    /// taken as zero and counted.
    /// </summary>
    private (double[] Flows, int Negative) Flows(int sector)
    {
        var flows = new double[Panel.Rows];
        var negative = 0;
        for (var t = 0; t < Panel.Years.Length; t++)
        {
            var year = facts.Trade.Years.ToList().IndexOf(Panel.Years[t]);
            for (var i = 0; i < positions.Length; i++)
            {
                for (var j = 0; j < positions.Length; j++)
                {
                    var flow = facts.Trade[year, sector, positions[i], positions[j]];
                    negative += flow < 0 ? 1 : 0;
                    flows[Panel.Row(t, i, j)] = Math.Max(0, flow);
                }
            }
        }

        return (flows, negative);
    }

    private double[] RowWeights(Func<int, double> weightOfPair) =>
        Array.ConvertAll(Panel.Pair, id => weightOfPair(id));

    private void FillWeights(double[] weights, int[] counts)
    {
        for (var row = 0; row < weights.Length; row++)
            weights[row] = counts[Panel.Pair[row]];
    }

    private double Percentile(double[] actual, double[] expected, int cell)
    {
        var n = positions.Length;
        return PercentileRank.Of(Ratio(cell), Enumerable.Range(0, n * n).Where(c => c / n != c % n && c != cell).Select(Ratio));

        double Ratio(int c) => expected[c] > 0 ? actual[c] / expected[c] : double.NaN;
    }
}
