namespace Dyad.Data.Harmonise;

/// <summary>A product code as readers see it named.</summary>
/// <param name="Code">The code.</param>
/// <param name="En">Name in English.</param>
/// <param name="Zh">Name in Chinese.</param>
/// <param name="Ru">Name in Russian.</param>
public sealed record ProductName(string Code, string En, string Zh, string Ru);

/// <summary>
/// Names of products: that of the chapter of the Harmonized System in which a code lies, in Dyad's own few words (hs_chapters.csv), so that
/// a code has one name whatever source stated it. Codes that are no products have names of their own (<see cref="SpecialProducts"/>).
/// </summary>
public static class ProductNames
{
    private const int ChapterDigits = 2;

    private static readonly Lazy<IReadOnlyDictionary<string, ProductName>> Table = new(() => Read().ToDictionary(c => c.Code));

    /// <summary>Chapters of goods in order: 01 to 97 without 77, which is reserved.</summary>
    public static IReadOnlyCollection<ProductName> Chapters => [.. Table.Value.Values.OrderBy(c => c.Code, StringComparer.Ordinal)];

    /// <summary>The name of a code: of a special code its own, else that of its chapter, also where later digits are suppressed (27SSSS).</summary>
    public static ProductName Of(string code)
    {
        var special = SpecialProducts.Find(code);
        if (special is null or { Kind: SpecialProductKind.Malformed }
            && Table.Value.GetValueOrDefault(code[..Math.Min(ChapterDigits, code.Length)]) is { } chapter)
            return chapter with { Code = code };
        special ??= SpecialProducts.Malformed;
        return new ProductName(code, special.En, special.Zh, special.Ru);
    }

    private static IEnumerable<ProductName> Read() => Resources.Rows("harmonise.hs_chapters.csv", csv => new ProductName(csv.GetString(0), csv.GetString(1), csv.GetString(2), csv.GetString(3)));
}
