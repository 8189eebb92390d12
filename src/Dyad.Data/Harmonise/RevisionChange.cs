using Dyad.Data.Facts;

namespace Dyad.Data.Harmonise;

/// <summary>What customs stated in one revision of the Harmonized System, in another.</summary>
/// <param name="Claims">Claims by product of the other revision.</param>
/// <param name="MillionUsd">Value converted, million US$.</param>
/// <param name="Split">Part of it, million US$, that was split between several products: an estimate.</param>
/// <param name="Plain">Part of what was split, million US$, for which too few flows tell: by value or in equal parts.</param>
/// <param name="Left">Flows of a year that their reporter states in the other revision itself; they are not converted.</param>
/// <param name="Flows">Flows that weights were estimated from.</param>
/// <param name="Lost">Products that the table does not hold, with their value, million US$, in all flows; it is in no claim.</param>
public sealed record ChangedRevision(
    IReadOnlyList<ProductClaim> Claims, double MillionUsd, double Split, double Plain, int Left, int Flows, IReadOnlyDictionary<string, double> Lost);

/// <summary>
/// Claims by product converted between revisions. Weights (<see cref="HsWeights"/>) are estimated from flows that the same reporter
/// states in both revisions in years that follow on each other: the one before it changed and the one after.
/// </summary>
public static class RevisionChange
{
    /// <summary>Converts claims; what a reporter states in both revisions of a flow and year stays as it is stated.</summary>
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
        var stated = to.Select(c => (c.Year, c.Exporter, c.Importer, c.Reporter)).ToHashSet();
        double money = 0, split = 0, plain = 0;
        var left = 0;
        foreach (var flow in from.GroupBy(c => (c.Year, c.Exporter, c.Importer, c.Reporter)))
        {
            cancel.ThrowIfCancellationRequested();
            if (stated.Contains(flow.Key))
            {
                left++;
                continue;
            }

            var value = flow.ToDictionary(c => c.Product, c => c.MillionUsd, StringComparer.Ordinal);
            var values = weights.Convert(value);
            (split, plain) = (split + values.Split, plain + values.Plain);
            foreach (var product in values.LostProducts)
                lost[product] = lost.GetValueOrDefault(product) + value[product];
            var parts = flow.SelectMany(c => weights.Of(c.Product).Where(s => s.Share > 0).Select(s => (s.To, s.Share, Claim: c))).ToLookup(p => p.To);
            foreach (var (product, sum) in values.Values)
            {
                money += sum;
                claims.Add(Joined(product, sum, [.. parts[product].Select(p => (p.Claim, p.Share))]));
            }
        }

        return new ChangedRevision(claims, money, split, plain, left, before.Count, lost);
    }

    /// <summary>A product out of parts of others: what they have in common, and all citations.</summary>
    private static ProductClaim Joined(string product, double value, IReadOnlyList<(ProductClaim Claim, double Share)> parts)
    {
        string[] valuations = [.. parts.Select(p => p.Claim.Valuation).Distinct()];
        return parts.MaxBy(p => p.Claim.MillionUsd * p.Share).Claim with
        {
            Product = product,
            MillionUsd = value,
            // A product with a part of unknown weight has none.
            Kilograms = parts.Any(p => p.Claim.Kilograms is null) ? null : parts.Sum(p => p.Claim.Kilograms!.Value * p.Share),
            Valuation = valuations is [var one] ? one : "unknown",
            Citation = string.Join("; ", parts.Select(p => p.Claim.Citation).Distinct()),
        };
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
