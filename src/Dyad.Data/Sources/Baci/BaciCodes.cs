using System.Globalization;
using Dyad.Data.Harmonise;
using Dyad.Data.Sources.Archives;
using Sylvan.Data.Csv;

namespace Dyad.Data.Sources.Baci;

/// <summary>Economies and products that a release of BACI may name.</summary>
/// <param name="Areas">Codes by number.</param>
/// <param name="Products">Products; empty: whatever has six digits.</param>
internal sealed record BaciCodes(IReadOnlyDictionary<int, string> Areas, IReadOnlyList<string> Products)
{
    /// <summary>The code of products that the source does not tell.</summary>
    public const string Unspecified = "9999AA";

    /// <summary>The areas of Dyad's own table, and any product.</summary>
    public static BaciCodes Default { get; } = new(M49.All.ToDictionary(a => a.Number, a => M49.CustomsCode(a.Number)!), []);

    /// <summary>
    /// The areas of Dyad's own table with those that only the archive has, and the archive's products. Dyad's own codes go first: a
    /// later release may change a spelling, and an economy must not change its code between years.
    /// </summary>
    /// <exception cref="FactException">A table of the archive cannot be read; file, entry and row are named.</exception>
    public static BaciCodes Of(ZipFile zip, string path)
    {
        var areas = new Dictionary<int, string>(Default.Areas);
        foreach (var (row, fields) in Rows(zip, path, "country_codes", "country_code", "country_iso3"))
        {
            if (!int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                throw new FactException($"{path}: {fields[2]}: row {row}, column country_code: '{fields[0]}' is not a number");
            // Where the source has no code of three letters, its number stands for the area.
            var code = fields[1].Length == 3 && fields[1].All(char.IsAsciiLetterOrDigit) ? fields[1] : fields[0];
            areas.TryAdd(number, code);
        }

        var products = new List<string>();
        foreach (var (row, fields) in Rows(zip, path, "product_codes", "code", null))
        {
            var code = fields[0].Length == 5 ? "0" + fields[0] : fields[0];
            if (code.Length != 6 || !code.All(char.IsAsciiLetterOrDigit))
                throw new FactException($"{path}: {fields[2]}: row {row}, column code: '{fields[0]}' is no product of six digits");
            products.Add(code);
        }

        return new BaciCodes(areas, products);
    }

    private static IEnumerable<(int Row, string[] Fields)> Rows(ZipFile zip, string path, string prefix, string first, string? second)
    {
        var member = zip.Members.FirstOrDefault(m =>
            m.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && m.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase));
        if (member is null)
            yield break;
        using var text = new StringReader(zip.Text(member));
        using var csv = CsvDataReader.Create(text);
        int Column(string name) => Enumerable.Range(0, csv.FieldCount).FirstOrDefault(c => csv.GetName(c).Trim() == name, -1) is >= 0 and var at
            ? at
            : throw new FactException($"{path}: {member.Path}: row 1: no column {name}");
        var (a, b) = (Column(first), second is null ? -1 : Column(second));
        while (csv.Read())
            yield return (csv.RowNumber + 1, [csv.GetString(a).Trim(), b < 0 ? "" : csv.GetString(b).Trim(), member.Path]);
    }
}
