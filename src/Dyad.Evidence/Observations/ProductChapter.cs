namespace Dyad.Evidence;

/// <summary>
/// The chapter of a product code. Margins and accuracy are told apart by chapter: an HS subheading has too few mirror flows for a
/// margin of its own.
/// </summary>
public static class ProductChapter
{
    /// <summary>Digits of a chapter in the Harmonized System.</summary>
    private const int Digits = 2;

    /// <summary>The first two digits of a code of digits; any other code is its own chapter. Null for the total.</summary>
    /// <param name="product">Product code, or null for the total.</param>
    public static string? Of(string? product) =>
        product is { Length: > Digits } && product.All(char.IsAsciiDigit) ? product[..Digits] : product;
}
