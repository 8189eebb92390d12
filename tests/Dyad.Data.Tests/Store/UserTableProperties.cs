using System.Globalization;
using System.Text;
using Dyad.Data.Store;
using FsCheck;
using FsCheck.Xunit;

namespace Dyad.Data.Tests.Store;

/// <summary>What a table holds does not depend on the form in which a user keeps it.</summary>
public class UserTableProperties
{
    private const int Tables = 12;
    private const string Columns = "year,exporter,importer,reporter,million_usd,valuation,citation,address";

    [Property(MaxTest = Tables)]
    public void ATableIsTheSameFromCsvAndFromParquetInAnyOrder(
        NonEmptyArray<(double Million, NonEmptyString Citation, NonEmptyString Address)> cells)
    {
        var rows = cells.Get.Select((c, i) => (
            Year: 1900 + i, Million: double.IsFinite(c.Million) ? Math.Abs(c.Million) : 0, Citation: Clean(c.Citation),
            Address: Clean(c.Address))).ToList();
        using var csv = new TemporaryFolder();
        csv.Write("customs_totals.csv", Columns + "\n" + string.Concat(rows.AsEnumerable().Reverse().Select(r => string.Join(',',
            r.Year.ToString(CultureInfo.InvariantCulture), "CHN", "RUS", "RUS",
            r.Million.ToString("R", CultureInfo.InvariantCulture), "CIF", Quoted(r.Citation),
            Quoted(r.Address)) + "\r\n")));
        using var parquet = new TemporaryFolder();
        parquet.WriteParquet("customs_totals.parquet",
            $"FROM (VALUES {string.Join(", ", rows.Select(r => string.Create(CultureInfo.InvariantCulture,
            $"({r.Year}, 'CHN', 'RUS', 'RUS', '{r.Million:R}'::DOUBLE, 'CIF', {Sql.Text(r.Citation)}, " +
                $"{Sql.Text(r.Address)})")))}) AS t({Columns})");

        using var a = FactStore.Open(BuiltIn.Folder, csv.Location);
        using var b = FactStore.Open(BuiltIn.Folder, parquet.Location);
        var read = a.Query("customs_totals", null, int.MaxValue).Rows;
        Assert.Equal(read, b.Query("customs_totals", null, int.MaxValue).Rows);
        Assert.Equal(rows.Select(r => new object[] { r.Year, "CHN", "RUS", "RUS", r.Million, "CIF", r.Citation, r.Address }),
            read);
    }

    [Property(MaxTest = Tables)]
    public void OneForeignValueAnywhereIsFoundInItsRow(PositiveInt count, NonNegativeInt place, NonEmptyString value)
    {
        var rows = 1 + (count.Get % 200);
        var at = place.Get % rows;
        var foreign = "x" + Clean(value);
        using var own = new TemporaryFolder();
        own.Write("gdp.csv", "economy,year,usd\n" + string.Concat(Enumerable.Range(0, rows).Select(i =>
            FormattableString.Invariant($"CHN,{1900 + i},{(i == at ? Quoted(foreign) : "1")}\n"))));
        using var store = FactStore.Open(BuiltIn.Folder, own.Location);
        var e = Assert.Throws<FactException>(() => store.Query("gdp", null, 1));
        Assert.StartsWith(FormattableString.Invariant(
            $"{own.Path("gdp.csv")}: row {at + 2}, column usd: '{foreign}' is not a number"), e.Message,
            StringComparison.Ordinal);
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A text that UTF-8 and both forms can hold.</summary>
    private static string Clean(NonEmptyString text)
    {
        var kept = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get)).Replace("\0", "", StringComparison.Ordinal);
        return kept.Length > 0 ? kept : "-";
    }
}
