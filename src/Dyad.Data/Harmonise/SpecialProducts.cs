namespace Dyad.Data.Harmonise;

/// <summary>What a code that is no product of the Harmonized System stands for.</summary>
public enum SpecialProductKind
{
    /// <summary>A sum of products.</summary>
    Total,

    /// <summary>Trade whose product is not told: confidential, or not specified according to kind.</summary>
    Unspecified,

    /// <summary>A chapter that each economy fills as it likes.</summary>
    National,

    /// <summary>A chapter that no edition uses.</summary>
    Reserved,

    /// <summary>No code of the Harmonized System by its form: letters, suppressed digits.</summary>
    Malformed,
}

/// <summary>A code, or all codes that begin with it, that are no products.</summary>
/// <param name="Prefix">The code, or its first digits.</param>
/// <param name="Kind">What it is.</param>
/// <param name="En">Its name in English.</param>
/// <param name="Zh">Its name in Chinese.</param>
/// <param name="Ru">Its name in Russian.</param>
/// <param name="Rule">What is done with it.</param>
/// <param name="Source">Where it was found.</param>
public sealed record SpecialProduct(string Prefix, SpecialProductKind Kind, string En, string Zh, string Ru, string Rule, string Source);

/// <summary>
/// Confidential, unspecified, national and reserved codes (special_products.csv). Their trade is kept where rows are read, as it is part
/// of the totals, and is lost where products are needed; <see cref="Count"/> tells how much that is.
/// </summary>
public static class SpecialProducts
{
    private static readonly Lazy<IReadOnlyList<SpecialProduct>> Table = new(() => [.. Read()]);

    /// <summary>What a code is that has no form of the Harmonized System.</summary>
    internal static readonly SpecialProduct Malformed = new(
        "", SpecialProductKind.Malformed, "No product code", "非产品编码", "Не код товара", "Kept; in no sector group; counted as lost", "Form of the code");

    /// <summary>All rows of the table.</summary>
    public static IReadOnlyList<SpecialProduct> All => Table.Value;

    /// <summary>What a code is; null for a product.</summary>
    public static SpecialProduct? Find(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return Table.Value.Where(p => code.StartsWith(p.Prefix, StringComparison.Ordinal)).MaxBy(p => p.Prefix.Length)
            ?? (code.Length is 2 or 4 or 6 && code.All(char.IsAsciiDigit) ? null : Malformed);
    }

    /// <summary>Value of codes that are no products, by kind and in the unit of the values; totals are no loss and are left out.</summary>
    public static IReadOnlyDictionary<SpecialProductKind, double> Count(IEnumerable<(string Code, double Value)> flows)
    {
        ArgumentNullException.ThrowIfNull(flows);
        var lost = new SortedDictionary<SpecialProductKind, double>();
        foreach (var (code, value) in flows)
        {
            if (Find(code) is { Kind: not SpecialProductKind.Total } special)
                lost[special.Kind] = lost.GetValueOrDefault(special.Kind) + value;
        }

        return lost;
    }

    private static IEnumerable<SpecialProduct> Read() => Resources.Rows("harmonise.special_products.csv", csv => new SpecialProduct(
        csv.GetString(0), Enum.Parse<SpecialProductKind>(csv.GetString(1), true), csv.GetString(2), csv.GetString(3), csv.GetString(4), csv.GetString(5),
        csv.GetString(6)));
}
