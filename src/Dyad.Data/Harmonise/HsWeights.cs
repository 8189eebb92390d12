namespace Dyad.Data.Harmonise;

/// <summary>A part of a product that is a product of the other revision.</summary>
/// <param name="From">Product of the revision that is converted from.</param>
/// <param name="To">Product of the other.</param>
/// <param name="Share">Part of its value, 0 to 1; the parts of a product sum to one.</param>
/// <param name="Basis">Where the share is from.</param>
public readonly record struct HsShare(string From, string To, double Share, HsShareBasis Basis);

/// <summary>Where the share of a product in another is from.</summary>
public enum HsShareBasis
{
    /// <summary>The product has one target.</summary>
    Whole,

    /// <summary>Estimated by least squares.</summary>
    Estimated,

    /// <summary>Too few flows for an estimate: by the value of the targets in those that there are.</summary>
    Value,

    /// <summary>No flow trades a target: equal parts.</summary>
    Equal,
}

/// <summary>What a conversion came to; values in the unit of what was converted.</summary>
/// <param name="Values">Values by product of the other revision.</param>
/// <param name="Split">Value that was split between several products: an estimate.</param>
/// <param name="Plain">Part of it that was split by value or in equal parts, as too few flows tell.</param>
/// <param name="SplitProducts">How many products were split.</param>
/// <param name="Lost">Value of products that the table does not hold; it is in no target.</param>
/// <param name="LostProducts">Those products.</param>
public sealed record HsConverted(
    IReadOnlyDictionary<string, double> Values, double Split, double Plain, int SplitProducts, double Lost, IReadOnlyList<string> LostProducts);

/// <summary>
/// Weights by which products of one revision of the Harmonized System become products of another, estimated from what the same economies
/// traded in the year before and the year after they changed revisions (Lukaszuk and Torun 2022, Harmonizing the Harmonized System):
/// min over β of Σ_n Σ_k (y_nk − Σ_l β_lk x_nl)², β_lk ≥ 0, Σ_k β_lk = 1, where x_nl is the trade of economy n in product l under the old
/// revision, y_nk that in product k under the new one. Products hang together in groups that no link leaves; each group is a problem of its
/// own. Trade is divided by the group's total over all economies, so that an economy counts by its trade, as in the code that the Harvard
/// Growth Lab published (comtrade-conversion-weights), which was read; of the paper the abstract was. Unlike it, the second year of each
/// economy is brought to the sum of its first, so that its growth does not count; one that trades the group in one of the two years alone
/// tells nothing; and a group with few observations (<see cref="Enough"/>) gets plain shares.
/// </summary>
/// <remarks>
/// Solved by projected gradients (Euclidean projection on the simplex: Duchi, Shalev-Shwartz, Singer and Chandra 2008) from equal shares.
/// The problem is convex; where the observations do not tell shares apart the end depends on the start, and stays nearest to equal ones.
/// </remarks>
public sealed class HsWeights
{
    /// <summary>Observations below which no group is estimated; and for each product that is split as many as <see cref="PerProduct"/>.</summary>
    internal const int Fewest = 10;

    /// <summary>Fewer observations than split products leave the least squares without a unique end; twice as many are asked for.</summary>
    internal const int PerProduct = 2;

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

    /// <summary>Shares of a product; none where the table does not hold it.</summary>
    public IEnumerable<HsShare> Of(string product) => byProduct[product];

    /// <summary>Whether a group is estimated.</summary>
    /// <param name="observations">Economies that trade it in both years.</param>
    /// <param name="splitProducts">Its products with several targets.</param>
    internal static bool Enough(int observations, int splitProducts) => observations >= Math.Max(Fewest, PerProduct * splitProducts);

    /// <summary>Converts values by product; what is split and what is lost is told.</summary>
    public HsConverted Convert(IReadOnlyDictionary<string, double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var converted = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var (split, plain, products, lost, strangers) = (0.0, 0.0, 0, 0.0, new List<string>());
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
                plain += parts[0].Basis is HsShareBasis.Estimated ? 0 : value;
                products++;
            }

            foreach (var part in parts.Where(p => p.Share > 0))
                converted[part.To] = converted.GetValueOrDefault(part.To) + (value * part.Share);
        }

        return new HsConverted(converted, split, plain, products, lost, strangers);
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
        var isSplit = open.Select(o => o.Count(x => x) > 1).ToArray();
        var bases = isSplit.Select(split => split ? HsShareBasis.Equal : HsShareBasis.Whole).ToArray();
        if (isSplit.Any(s => s))
        {
            var (x, y) = (Values(before, sources), Values(after, targets));
            // An economy tells of a group only if it trades it under both revisions.
            int[] used = [.. Enumerable.Range(0, x.Length).Where(n => x[n].Sum() > 0 && y[n].Sum() > 0)];
            (x, y) = Scaled([.. used.Select(n => x[n])], [.. used.Select(n => y[n])]);
            var telling = x.Count(row => row.Where((_, l) => isSplit[l]).Sum() > 0);
            if (Enough(telling, isSplit.Count(s => s)))
                Descend(beta, open, x, y);
            for (var l = 0; l < sources.Length; l++)
            {
                if (!isSplit[l])
                    continue;
                if (Enough(telling, isSplit.Count(s => s)) && x.Any(row => row[l] > 0))
                {
                    bases[l] = HsShareBasis.Estimated;
                    Clear(beta[l]);
                }
                else
                {
                    bases[l] = ByValue(beta[l], open[l], y);
                }
            }
        }

        return links.Select(link =>
        {
            var l = Array.IndexOf(sources, link.From);
            return new HsShare(link.From, link.To, beta[l][Array.IndexOf(targets, link.To)], bases[l]);
        });
    }

    /// <summary>Shares of a product by what all economies trade of its targets; equal ones stay where they trade none.</summary>
    private static HsShareBasis ByValue(double[] shares, bool[] open, double[][] y)
    {
        double[] values = [.. open.Select((isOpen, k) => isOpen ? y.Sum(row => row[k]) : 0)];
        var sum = values.Sum();
        for (var k = 0; k < shares.Length; k++)
            shares[k] = sum > 0 ? values[k] / sum : open[k] ? 1.0 / open.Count(o => o) : 0;
        return sum > 0 ? HsShareBasis.Value : HsShareBasis.Equal;
    }

    private static void Clear(double[] shares)
    {
        var kept = shares.Where(s => s >= Dust).Sum();
        for (var k = 0; k < shares.Length; k++)
            shares[k] = shares[k] >= Dust ? shares[k] / kept : 0;
    }

    private static double[][] Values(IReadOnlyList<IReadOnlyDictionary<string, double>> observations, string[] products) =>
        [.. observations.Select(o => products.Select(p => o.GetValueOrDefault(p)).ToArray())];

    /// <summary>Parts of the group's total before; the year after sums to the same for each economy.</summary>
    private static (double[][] X, double[][] Y) Scaled(double[][] x, double[][] y)
    {
        var total = x.Sum(row => row.Sum());
        return (
            [.. x.Select(row => Array.ConvertAll(row, v => v / total))],
            [.. y.Select((row, n) => Array.ConvertAll(row, v => v / row.Sum() * x[n].Sum() / total))]);
    }

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
