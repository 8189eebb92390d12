using Dyad.Numerics;

namespace Dyad.Gravity.BiasCorrection;

/// <summary>
/// Incidental-parameter bias of three-way coefficients: B (exporters) and D (importers) of Weidner and Zylkin (2021), before the
/// division by the Hessian. Equations: docs/method/bias.md, (4) and (5).
/// </summary>
internal static class CoefficientBias
{
    /// <summary>An effect in a row: the row, its owner's group, the level within the group's stack of levels.</summary>
    private readonly record struct Entry(int Group, int Row, int Level);

    /// <summary>
    /// Σ_g −tr[A_g⁻ Σ H x̃ S'] + ½ tr[Σ G x̃ · A_g⁻ (Σ S S') A_g⁻], by term; the sums go over the pairs of a group, A_g = Σ H.
    /// </summary>
    /// <param name="rows">Rows by cluster.</param>
    /// <param name="exporters">Whether exporters' effects are in.</param>
    /// <param name="importers">Whether importers' are. With both, an economy's effects of both sides are one group.</param>
    public static double[] Of(PairRows rows, bool exporters, bool importers)
    {
        var entries = Entries(rows, exporters, importers);
        var sum = new double[rows.Scores.Alive.Length];
        var groups = 0;
        for (var (from, to) = (0, 0); from < entries.Length; from = to)
        {
            for (to = from; to < entries.Length && entries[to].Group == entries[from].Group; to++)
                ;
            AddGroup(rows, entries.AsSpan(from, to - from), sum);
            groups++;
        }

        // For degrees of freedom, as in the authors' command: sums over N partners of products of scores that were estimated.
        Kernels.Scale(sum, groups / (groups - 1.0));
        return sum;
    }

    /// <summary>Entries by group and, within it, by cluster.</summary>
    private static Entry[] Entries(PairRows rows, bool exporters, bool importers)
    {
        var entries = new List<Entry>(rows.Count * (exporters && importers ? 2 : 1));
        // Levels of both sides in one stack.
        var shift = importers && exporters ? rows.ExporterTime.Max() + 1 : 0;
        for (var q = 0; q < rows.Count; q++)
        {
            if (exporters)
                entries.Add(new Entry(rows.Exporter[q], q, rows.ExporterTime[q]));
            if (importers)
                entries.Add(new Entry(rows.Importer[q], q, shift + rows.ImporterTime[q]));
        }

        // Stable: rows stay in the order of clusters.
        return [.. entries.OrderBy(e => e.Group)];
    }

    private static void AddGroup(PairRows rows, ReadOnlySpan<Entry> entries, double[] sum)
    {
        var numbers = new Dictionary<int, int>();
        var local = new int[entries.Length];
        for (var i = 0; i < local.Length; i++)
        {
            if (!numbers.TryGetValue(entries[i].Level, out local[i]))
                numbers[entries[i].Level] = local[i] = numbers.Count;
        }

        var n = numbers.Count;
        var (hessian, scores, weights) = (new double[n * n], new double[n * n], new double[n]);
        foreach (var (from, to) in Cells(rows, entries))
        {
            for (var a = from; a < to; a++)
            {
                weights[local[a]] += rows.Weights[entries[a].Row];
                for (var b = from; b < to; b++)
                {
                    var (p, q) = (entries[a].Row, entries[b].Row);
                    var at = (local[a] * n) + local[b];
                    hessian[at] += rows.Hessian(p, q);
                    scores[at] += rows.Response[p] * rows.Response[q];
                }
            }
        }

        var inverse = SemidefiniteInverse.Of(hessian, weights);
        var outer = Product(Product(inverse, scores, n), inverse, n);
        foreach (var (from, to) in Cells(rows, entries))
            AddCell(rows, entries[from..to], local.AsSpan(from, to - from), inverse, outer, n, sum);
    }

    /// <summary>
    /// With u = ω x̃, whose sum over a level of the pair effects is zero: H x̃ = u, and G x̃ = −(diag(u) − u θ' − θ u').
    /// </summary>
    private static void AddCell(
        PairRows rows, ReadOnlySpan<Entry> cell, ReadOnlySpan<int> local, double[] inverse, double[] outer, int n, double[] sum)
    {
        for (var a = 0; a < cell.Length; a++)
        {
            var p = cell[a].Row;
            double first = 0, second = 0;
            for (var b = 0; b < cell.Length; b++)
            {
                var q = cell[b].Row;
                var at = (local[a] * n) + local[b];
                first += inverse[at] * rows.Response[q];
                second += ((p == q ? 1 : 0) - (2 * rows.Weights[q] / rows.Mass[rows.Pair![q]])) * outer[at];
            }

            Kernels.AddScaled(sum, rows.X(p), -rows.Weights[p] * (first + (second / 2)));
        }
    }

    /// <summary>Where the clusters of a group begin and end among its entries.</summary>
    private static List<(int From, int To)> Cells(PairRows rows, ReadOnlySpan<Entry> entries)
    {
        var cells = new List<(int, int)>();
        var from = 0;
        for (var i = 1; i <= entries.Length; i++)
        {
            if (i < entries.Length && rows.Cluster[entries[i].Row] == rows.Cluster[entries[from].Row])
                continue;
            cells.Add((from, i));
            from = i;
        }

        return cells;
    }

    private static double[] Product(double[] a, double[] b, int n)
    {
        var product = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < n; k++)
                Kernels.AddScaled(product.AsSpan(i * n, n), b.AsSpan(k * n, n), a[(i * n) + k]);
        }

        return product;
    }
}
