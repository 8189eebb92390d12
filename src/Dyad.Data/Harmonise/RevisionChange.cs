using Dyad.Data.Facts;

namespace Dyad.Data.Harmonise;

/// <summary>What customs stated in one revision of the Harmonized System, in another.</summary>
/// <param name="Claims">Claims by product of the other revision.</param>
/// <param name="MillionUsd">Value converted, million US$.</param>
/// <param name="Split">Part of it, million US$, that was split between several products: an estimate.</param>
/// <param name="Flows">Flows that weights were estimated from.</param>
/// <param name="Lost">Products that the table does not hold, with their value, million US$, in all flows; it is in no claim.</param>
public sealed record ChangedRevision(
    IReadOnlyList<ProductClaim> Claims, double MillionUsd, double Split, int Flows, IReadOnlyDictionary<string, double> Lost);

/// <summary>
/// Claims by product converted between revisions. Weights (<see cref="HsWeights"/>) are estimated from flows that the same reporter
/// states in both revisions in years that follow on each other: the one before it changed and the one after.
/// </summary>
public static class RevisionChange
{
    /// <summary>Converts claims.</summary>
    /// <param name="table">Links between the two revisions.</param>
    /// <param name="from">Claims of products of six digits in the revision of <c>table.From</c>.</param>
    /// <param name="to">The same in that of <c>table.To</c>, which the weights are estimated from.</param>
    /// <param name="cancel">Ends it between flows.</param>
    public static ChangedRevision Convert(
        HsConcordance table, IReadOnlyList<ProductClaim> from, IReadOnlyList<ProductClaim> to, CancellationToken cancel)
    {
        var (before, after) = Observations(from, to);
        var weights = HsWeights.Estimate(table, before, after);
        var (claims, lost) = (new List<ProductClaim>(), new SortedDictionary<string, double>(StringComparer.Ordinal));
        double money = 0, split = 0;
        foreach (var flow in from.GroupBy(c => (c.Year, c.Exporter, c.Importer, c.Reporter)))
        {
            cancel.ThrowIfCancellationRequested();
            var stated = flow.ToDictionary(c => c.Product, c => c.MillionUsd, StringComparer.Ordinal);
            var values = weights.Convert(stated);
            var weight = weights.Convert(flow.ToDictionary(c => c.Product, c => c.Kilograms ?? double.NaN, StringComparer.Ordinal)).Values;
            split += values.Split;
            foreach (var product in values.LostProducts)
                lost[product] = lost.GetValueOrDefault(product) + stated[product];
            foreach (var (product, value) in values.Values)
            {
                money += value;
                // A product with a part of unknown weight has none: NaN stays NaN in a sum.
                claims.Add(flow.First() with
                {
                    Product = product, MillionUsd = value, Kilograms = double.IsNaN(weight[product]) ? null : weight[product],
                });
            }
        }

        return new ChangedRevision(claims, money, split, before.Count, lost);
    }

    private static (List<IReadOnlyDictionary<string, double>> Before, List<IReadOnlyDictionary<string, double>> After) Observations(
        IReadOnlyList<ProductClaim> from, IReadOnlyList<ProductClaim> to)
    {
        var (before, after) = (new List<IReadOnlyDictionary<string, double>>(), new List<IReadOnlyDictionary<string, double>>());
        var others = to.ToLookup(c => (c.Year, c.Exporter, c.Importer, c.Reporter));
        foreach (var flow in from.GroupBy(c => (c.Year, c.Exporter, c.Importer, c.Reporter)))
        {
            var (year, exporter, importer, reporter) = flow.Key;
            foreach (var next in new[] { year - 1, year + 1 })
            {
                var other = others[(next, exporter, importer, reporter)].ToList();
                if (other.Count == 0)
                    continue;
                before.Add(Values(flow));
                after.Add(Values(other));
            }
        }

        return (before, after);
    }

    private static Dictionary<string, double> Values(IEnumerable<ProductClaim> flow) =>
        flow.ToDictionary(c => c.Product, c => c.MillionUsd, StringComparer.Ordinal);
}
