using Dyad.Data.Facts;
using Dyad.Diagnosis.Products;
using Dyad.Gravity.Ppml;
using Dyad.Gravity.Resampling;
using Dyad.Gravity.Resistance;
using Dyad.Gravity.Specification;
using Dyad.Workbench.Reports.Diagnosis;

namespace Dyad.Workbench.Products;

/// <summary>
/// Gravity of a year's totals among the economies that have a distance, estimated without the pair and cleared at the actual sums, as the
/// diagnosis by sector does. Customs tell no domestic sales, so none are in it, and no border effect: what is expected is the pair's part
/// of the international trade that there is.
/// </summary>
internal sealed class ProductGravity
{
    private static readonly string[] Names = ["ln_distance", "contiguity", "common_language", "colony"];

    /// <summary>As in the diagnosis by sector: a resample starts near its optimum.</summary>
    private static readonly PpmlOptions ResampleOptions = new() { Tolerance = 1e-3 };

    private readonly ProductMargins margins;
    private readonly int[] positions;
    private readonly (int I, int J)[] rows;
    private readonly double[][] columns;
    private readonly int[] cells;

    private ProductGravity(
        ProductMargins margins, int[] positions, (int I, int J)[] rows, double[][] columns, int[] cells) =>
        (this.margins, this.positions, this.rows, this.columns, this.cells) = (margins, positions, rows, columns, cells);

    /// <summary>Number of economies in it.</summary>
    public int Economies => positions.Length;

    /// <summary>Coefficients; null where a term is collinear.</summary>
    public IReadOnlyDictionary<string, double?> Coefficients { get; private set; } = new Dictionary<string, double?>();

    /// <summary>Expected total of both directions, thousand US$: the sample, then each resample (NaN where it gave no estimate).</summary>
    public double[][] Expected { get; private set; } = [];

    /// <summary>Estimates and clears.</summary>
    /// <param name="margins">Totals of all pairs.</param>
    /// <param name="codes">Codes by position.</param>
    /// <param name="pair">Positions of the parties.</param>
    /// <param name="ties">Distances.</param>
    /// <param name="resampling">The draws that the margins were given.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="UserException">A party has no distance, or the estimate does not converge.</exception>
    public static ProductGravity Estimate(
        ProductMargins margins, IReadOnlyList<string> codes, int[] pair, IReadOnlyList<TieFact> ties, PairResampling resampling,
        CancellationToken cancel)
    {
        var known = ties.ToDictionary(t => (t.Exporter, t.Importer));
        int[] positions = [.. Enumerable.Range(0, codes.Count).Where(i => known.ContainsKey((codes[i], codes[i])))];
        foreach (var p in pair.Where(p => !positions.Contains(p)))
            throw new UserException($"the table ties holds no distance of {codes[p]}");
        var n = positions.Length;
        (int I, int J)[] rows =
        [
            .. from i in Enumerable.Range(0, n) from j in Enumerable.Range(0, n)
               where i != j && known.ContainsKey((codes[positions[i]], codes[positions[j]])) select (i, j),
        ];
        var columns = Names.Select(_ => new double[rows.Length]).ToArray();
        foreach (var (row, (i, j)) in rows.Index())
        {
            var tie = known[(codes[positions[i]], codes[positions[j]])];
            columns[0][row] = Math.Log(tie.DistanceKm);
            columns[1][row] = tie.Contiguity ? 1 : 0;
            columns[2][row] = tie.CommonLanguage ? 1 : 0;
            columns[3][row] = tie.Colony ? 1 : 0;
        }

        var (a, b) = (Array.IndexOf(positions, pair[0]), Array.IndexOf(positions, pair[1]));
        var gravity = new ProductGravity(margins, positions, rows, columns, [(a * n) + b, (b * n) + a]);
        gravity.Fit(resampling, cancel);
        return gravity;
    }

    private void Fit(PairResampling resampling, CancellationToken cancel)
    {
        int[] pairs = [.. rows.Select(r => ProductMargins.PairOf(positions[r.I], positions[r.J]))];
        var sample = new GravitySample(
            [.. rows.Select(r => Flow(r.I, r.J))], Names, columns,
            [new FixedEffect("exporter", [.. rows.Select(r => r.I)], Economies), new FixedEffect("importer", [.. rows.Select(r => r.J)], Economies)],
            [.. pairs.Select(p => p == resampling.LeftOut ? 0.0 : 1)]);
        var fit = PpmlEstimator.TryFit(sample, cancel: cancel);
        if (!fit.Converged)
            throw new UserException($"gravity of the totals did not converge: {fit.Failure}");
        Coefficients = Names.ToDictionary(t => t, t => fit.Terms.Contains(t) ? fit[t] : (double?)null);
        Expected = [.. cells.Select(_ => new double[margins.Draws + 1])];
        Set(0, [.. Names.Select(t => Coefficients[t] ?? 0)]);
        Replicates.Fit(
            sample, fit, margins.Draws,
            (draw, weights) =>
            {
                var counts = resampling.Counts(draw);
                for (var row = 0; row < weights.Length; row++)
                    weights[row] = counts[pairs[row]];
            },
            (draw, drawn) => Set(draw + 1, drawn?.Coefficients), ResampleOptions, cancel);
    }

    private void Set(int draw, double[]? coefficients)
    {
        var flows = coefficients is null ? null : Clear(coefficients);
        for (var d = 0; d < cells.Length; d++)
            Expected[d][draw] = flows?[cells[d]] ?? double.NaN;
    }

    private double[] Clear(double[] coefficients)
    {
        var n = Economies;
        var (costs, outputs, expenditures) = (new double[n * n], new double[n], new double[n]);
        var logs = new double[rows.Length];
        foreach (var (row, (i, j)) in rows.Index())
        {
            for (var k = 0; k < coefficients.Length; k++)
                logs[row] += coefficients[k] * columns[k][row];
            var flow = Flow(i, j);
            outputs[i] += flow;
            expenditures[j] += flow;
        }

        // Only ratios within rows matter, so that the largest cost factor may be one. No domestic sales: the diagonal stays zero.
        var largest = logs.Max();
        foreach (var (row, (i, j)) in rows.Index())
            costs[(i * n) + j] = Math.Exp(logs[row] - largest);
        return MarketClearing.Flows(costs, outputs, expenditures);
    }

    private double Flow(int i, int j) => margins.Total(positions[i], positions[j]);
}
