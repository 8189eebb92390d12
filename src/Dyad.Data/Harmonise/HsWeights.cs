namespace Dyad.Data.Harmonise;

/// <summary>A part of a product that is a product of the other revision.</summary>
/// <param name="From">Product of the revision that is converted from.</param>
/// <param name="To">Product of the other.</param>
/// <param name="Share">Part of its value, 0 to 1; the parts of a product sum to one.</param>
/// <param name="Estimated">Whether the share was estimated from trade; else there is but one target (1), or no trade tells (equal).</param>
public readonly record struct HsShare(string From, string To, double Share, bool Estimated);

/// <summary>What a conversion came to; values in the unit of what was converted.</summary>
/// <param name="Values">Values by product of the other revision.</param>
/// <param name="Split">Value that was split between several products: an estimate.</param>
/// <param name="SplitProducts">How many products were.</param>
/// <param name="Lost">Value of products that the table does not hold; it is in no target.</param>
/// <param name="LostProducts">Those products.</param>
public sealed record HsConverted(
    IReadOnlyDictionary<string, double> Values, double Split, int SplitProducts, double Lost, IReadOnlyList<string> LostProducts);

/// <summary>
/// Weights by which products of one revision of the Harmonized System become products of another, estimated from what the same economies
/// traded in the year before and the year after they changed revisions (Lukaszuk and Torun 2022, Harmonizing the Harmonized System):
/// min over β of Σ_n Σ_k (y_nk − Σ_l β_lk x_nl)², β_lk ≥ 0, Σ_k β_lk = 1, where x_nl is the share of product l in the trade of economy n
/// under the old revision, y_nk that of product k under the new one. Products hang together in groups that no link leaves; each group is
/// a problem of its own, and most groups have one product on one side, where nothing or little is to be estimated.
/// </summary>
/// <remarks>
/// Solved by projected gradients (Euclidean projection on the simplex: Duchi, Shalev-Shwartz, Singer and Chandra 2008) from equal shares.
/// The problem is convex; where the observations do not tell shares apart the end depends on the start, and stays nearest to equal ones.
/// </remarks>
public sealed class HsWeights
{
    private const int MostSteps = 50_000;
    private const double Tolerance = 1e-12;

    /// <summary>A share below this is what the descent leaves of zero: no source is exact to a billionth.</summary>
    private const double Dust = 1e-9;

    private readonly ILookup<string, HsShare> byProduct;

    private HsWeights(IReadOnlyList<HsShare> shares)
    {
        Shares = shares;
        byProduct = shares.ToLookup(s => s.From);
    }

    /// <summary>All shares, by product.</summary>
    public IReadOnlyList<HsShare> Shares { get; }

    /// <summary>Estimates the weights of a table.</summary>
    /// <param name="table">Links between products.</param>
    /// <param name="before">An observation each: value by product under the old revision (an economy, or a pair, in its last year).</param>
    /// <param name="after">The same economies under the new one, in the same order; levels of the two may differ.</param>
    public static HsWeights Estimate(
        HsConcordance table, IReadOnlyList<IReadOnlyDictionary<string, double>> before, IReadOnlyList<IReadOnlyDictionary<string, double>> after)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (before.Count != after.Count)
            throw new ArgumentException($"{before.Count} observations before for {after.Count} after");
        return new HsWeights([.. Groups(table).SelectMany(g => Solve(g, before, after)).OrderBy(s => s.From, StringComparer.Ordinal)
            .ThenBy(s => s.To, StringComparer.Ordinal)]);
    }

    /// <summary>Converts values by product; what is split and what is lost is told.</summary>
    public HsConverted Convert(IReadOnlyDictionary<string, double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var converted = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var (split, products, lost, strangers) = (0.0, 0, 0.0, new List<string>());
        foreach (var (product, value) in values.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            List<HsShare> parts = [.. byProduct[product]];
            if (parts.Count == 0)
            {
                lost += value;
                strangers.Add(product);
            }
            else if (parts.Count > 1)
            {
                split += value;
                products++;
            }

            foreach (var part in parts.Where(p => p.Share > 0))
                converted[part.To] = converted.GetValueOrDefault(part.To) + (value * part.Share);
        }

        return new HsConverted(converted, split, products, lost, strangers);
    }

    /// <summary>Links by group: what no link leaves.</summary>
    private static IEnumerable<List<(string From, string To)>> Groups(HsConcordance table)
    {
        var (byFrom, byTo) = (table.Pairs.ToLookup(p => p.From), table.Pairs.ToLookup(p => p.To));
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var first in table.Pairs.Select(p => p.From))
        {
            if (!done.Add(first))
                continue;
            var (group, open) = (new List<(string, string)>(), new Queue<string>([first]));
            while (open.TryDequeue(out var from))
            {
                foreach (var link in byFrom[from])
                {
                    group.Add(link);
                    foreach (var other in byTo[link.To].Where(o => done.Add(o.From)))
                        open.Enqueue(other.From);
                }
            }

            yield return group;
        }
    }

    private static IEnumerable<HsShare> Solve(
        List<(string From, string To)> links, IReadOnlyList<IReadOnlyDictionary<string, double>> before,
        IReadOnlyList<IReadOnlyDictionary<string, double>> after)
    {
        string[] sources = [.. links.Select(l => l.From).Distinct()], targets = [.. links.Select(l => l.To).Distinct()];
        var open = sources.Select(s => targets.Select(t => links.Contains((s, t))).ToArray()).ToArray();
        var beta = open.Select(o => o.Select(isOpen => isOpen ? 1.0 / o.Count(x => x) : 0).ToArray()).ToArray();
        var (x, y) = (Parts(before, sources), Parts(after, targets));
        // An economy tells of a group only if it trades it under both revisions.
        int[] used = [.. Enumerable.Range(0, x.Length).Where(n => x[n].Sum() > 0 && y[n].Sum() > 0)];
        if (links.Count > sources.Length && used.Length > 0)
        {
            Descend(beta, open, [.. used.Select(n => x[n])], [.. used.Select(n => y[n])]);
            foreach (var shares in beta)
                Clear(shares);
        }

        var told = sources.Select((_, l) => used.Any(n => x[n][l] > 0)).ToArray();
        return links.Select(link =>
        {
            var l = Array.IndexOf(sources, link.From);
            return new HsShare(link.From, link.To, beta[l][Array.IndexOf(targets, link.To)], told[l] && open[l].Count(o => o) > 1);
        });
    }

    private static void Clear(double[] shares)
    {
        var kept = shares.Where(s => s >= Dust).Sum();
        for (var k = 0; k < shares.Length; k++)
            shares[k] = shares[k] >= Dust ? shares[k] / kept : 0;
    }

    /// <summary>Shares within the group, so that growth between the two years does not count.</summary>
    private static double[][] Parts(IReadOnlyList<IReadOnlyDictionary<string, double>> observations, string[] products) =>
        [.. observations.Select(o =>
        {
            double[] values = [.. products.Select(p => o.GetValueOrDefault(p))];
            var sum = values.Sum();
            return sum > 0 ? Array.ConvertAll(values, v => v / sum) : values;
        })];

    private static void Descend(double[][] beta, bool[][] open, double[][] x, double[][] y)
    {
        // The trace of X'X bounds its largest eigenvalue: the step is never too long.
        var step = 1 / x.Sum(row => row.Sum(v => v * v));
        for (var pass = 0; pass < MostSteps; pass++)
        {
            var gradient = beta.Select(b => new double[b.Length]).ToArray();
            for (var n = 0; n < x.Length; n++)
            {
                for (var k = 0; k < y[n].Length; k++)
                {
                    var residual = -y[n][k];
                    for (var l = 0; l < beta.Length; l++)
                        residual += beta[l][k] * x[n][l];
                    for (var l = 0; l < beta.Length; l++)
                        gradient[l][k] += residual * x[n][l];
                }
            }

            double moved = 0;
            for (var l = 0; l < beta.Length; l++)
            {
                int[] free = [.. Enumerable.Range(0, open[l].Length).Where(k => open[l][k])];
                var next = OntoSimplex([.. free.Select(k => beta[l][k] - (step * gradient[l][k]))]);
                for (var f = 0; f < free.Length; f++)
                {
                    moved = Math.Max(moved, Math.Abs(next[f] - beta[l][free[f]]));
                    beta[l][free[f]] = next[f];
                }
            }

            if (moved < Tolerance)
                return;
        }
    }

    /// <summary>The nearest point with values of zero or more that sum to one.</summary>
    private static double[] OntoSimplex(double[] values)
    {
        double[] sorted = [.. values.OrderDescending()];
        double sum = 0, shift = 0;
        for (var r = 0; r < sorted.Length; r++)
        {
            sum += sorted[r];
            var candidate = (sum - 1) / (r + 1);
            if (sorted[r] > candidate)
                shift = candidate;
        }

        return Array.ConvertAll(values, v => Math.Max(0, v - shift));
    }
}
