using Sylvan.Data.Csv;

namespace Dyad.Data.Harmonise;

/// <summary>Where a product is made.</summary>
/// <param name="Division">Division of ISIC Rev.3, two digits: 15.</param>
/// <param name="Industry">Industry of WIOD 2013: c3.</param>
/// <param name="Sector">Sector group: FOO.</param>
public sealed record ProductSector(string Division, string Industry, string Sector);

/// <summary>
/// Products of the Harmonized System to the industries that make them: hs_isic.csv (prefixes of two to six digits to divisions of ISIC
/// Rev.3, the longest prefix that holds for the edition wins), then the table sector_correspondence. The divisions are Dyad's own
/// assignment, checked against the concordances of WITS; how far they agree is in docs/method/products.md.
/// </summary>
public static class ProductSectors
{
    private const int Longest = 6;

    private static readonly Lazy<ILookup<string, Row>> Rows = new(() => Read().ToLookup(r => r.Prefix, StringComparer.Ordinal));
    private static readonly Lazy<IReadOnlyDictionary<string, ProductSector>> Divisions = new(ReadDivisions);

    /// <summary>Where a product is made.</summary>
    /// <param name="hsCode">Two to six digits; of a code of fewer than six the answer is that of most of it.</param>
    /// <param name="edition">Edition: <c>HS2017</c>, or <c>H5</c>.</param>
    /// <returns>Null for a code of no industry: confidential, unspecified or national (<see cref="SpecialProducts"/>), or no product.</returns>
    /// <exception cref="FactException">There is no such edition.</exception>
    public static ProductSector? Of(string hsCode, string edition)
    {
        ArgumentNullException.ThrowIfNull(hsCode);
        var position = HsEditions.Position(edition);
        if (!hsCode.All(char.IsAsciiDigit))
            return null;
        for (var length = Math.Min(hsCode.Length, Longest); length >= 2; length--)
        {
            foreach (var row in Rows.Value[hsCode[..length]])
            {
                if (position >= row.First && position <= row.Last)
                    return Divisions.Value[row.Division];
            }
        }

        return null;
    }

    private static IEnumerable<Row> Read() => Resources.Rows("harmonise.hs_isic.csv", csv =>
    {
        int Edition(int column, int none) => csv.GetString(column) is { Length: > 0 } name ? HsEditions.Position(name) : none;
        return new Row(csv.GetString(0), csv.GetString(1), Edition(2, 0), Edition(3, HsEditions.All.Count - 1));
    });

    /// <summary>Divisions by the ranges that the correspondence of WIOD's industries states: <c>15t16</c>, or the letter of a section.</summary>
    private static Dictionary<string, ProductSector> ReadDivisions()
    {
        var found = new Dictionary<string, ProductSector>(StringComparer.Ordinal);
        using var text = Resources.Open("correspondence.csv");
        using var csv = CsvDataReader.Create(text);
        while (csv.Read())
        {
            var (first, last) = csv.GetString(1) switch
            {
                "AtB" => (1, 5),
                "C" => (10, 14),
                "E" => (40, 41),
                "F" => (45, 45),
                "H" => (55, 55),
                "J" => (65, 67),
                "L" => (75, 75),
                "M" => (80, 80),
                "N" => (85, 85),
                "O" => (90, 93),
                "P" => (95, 95),
                var range => (Number(range[..2]), Number(range[^2..])),
            };
            for (var division = first; division <= last; division++)
            {
                var code = division.ToString("00", System.Globalization.CultureInfo.InvariantCulture);
                found.Add(code, new ProductSector(code, csv.GetString(0), csv.GetString(3)));
            }
        }

        return found;
    }

    private static int Number(string digits) => int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);

    private sealed record Row(string Prefix, string Division, int First, int Last);
}
