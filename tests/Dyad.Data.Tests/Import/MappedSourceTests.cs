using System.Text;
using Dyad.Data.Facts;
using Dyad.Data.Import;
using Dyad.Data.Sources;
using Dyad.Data.Store;
using Dyad.Data.Vintages;

namespace Dyad.Data.Tests.Import;

/// <summary>Files of national sources as they come: encodings, delimiters, numbers, codes; and what is said where they are at fault.</summary>
public sealed class MappedSourceTests : IDisposable
{
    private const string Map = """
        source: customs-ru
        title: Foreign trade by country
        publisher: Customs of Russia
        citation: Customs of Russia (2022)
        released: 2022-02-14
        table: customs_totals
        file:
          delimiter: ";"
          decimal: ","
          thousands: " "
          missing: ["-"]
        skip:
          Страна: [Итого]
        columns:
          year: { column: Год }
          exporter: { value: RUS }
          importer:
            column: Страна
            codes: { Китай: CHN, Германия: DEU }
          reporter: { value: RUS }
          million_usd: { column: "Стоимость, тыс. долл.", times: 0.001 }
          valuation: { value: FOB }
          citation: { value: "Bulletin 2022, table 3" }
          address: { value: "https://example.org" }

        """;

    private const string Header = "Год;Страна;Стоимость, тыс. долл.\n";

    private readonly TemporaryFolder folder = new("import");

    private VintageStore Store => VintageStore.At(folder.Path("store"));

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("windows-1251", false)]
    [InlineData("gb18030", false)]
    [InlineData("utf-16", true)]
    public async Task AFileIsReadInItsEncoding(string encoding, bool mark)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = Header + "2021;Китай;68 029 123,5\n2021;Германия;28 500\n2021;Итого;96 529 123,5\n\n";
        var code = Encoding.GetEncoding(encoding);
        File.WriteAllBytes(folder.Path("a.csv"), [.. mark ? code.GetPreamble() : [], .. code.GetBytes(text)]);

        var fetched = await Import("a.csv", Map.Replace("file:\n", $"file:\n  encoding: {encoding}\n", StringComparison.Ordinal));

        Assert.Equal((2, "2022-02-14"), (fetched.Vintage.Rows, fetched.Vintage.Release));
        using var facts = FactStore.Open(BuiltIn.Folder, null, LiveFacts.Of(Store, null));
        var claim = Assert.Single(facts.CustomsTotals(), c => (c.Year, c.Exporter, c.Importer) == (2021, "RUS", "CHN"));
        Assert.Equal(68029.1235, claim.MillionUsd, 9);
    }

    [Theory]
    [InlineData("2021;Китай;68,029.1\n", "a.csv: row 2, column Стоимость, тыс. долл.: '68,029.1' is not a number (decimals after ',', thousands by ' ')")]
    [InlineData("2021;Китай;1 5\n", "a.csv: row 2, column Стоимость, тыс. долл.: '1 5' is not a number (decimals after ',', thousands by ' ')")]
    [InlineData("2021;Китай;-5\n", "a.csv: row 2, column Стоимость, тыс. долл.: '-5' is below 0")]
    [InlineData("2021;Китай;-\n", "a.csv: row 2, column Стоимость, тыс. долл.: '-' is missing")]
    [InlineData("2021;Атлантида;5\n", "a.csv: row 2, column Страна: 'Атлантида' is not a code of economies (columns: importer: codes)")]
    [InlineData("2021;Китай;5\n2021;Китай;6\n", "a.csv: row 3, column year, exporter, importer, reporter: '2021, RUS, CHN, RUS' stands already at row 2")]
    [InlineData("21,5;Китай;5\n", "a.csv: row 2, column Год: '21,5' is not a whole number")]
    public async Task ARowAtFaultIsNamedAndGoodRowsAreKeptWhenAskedFor(string rows, string fault)
    {
        folder.Write("a.csv", Header + rows + "2020;Германия;7\n");
        var told = await Assert.ThrowsAsync<FactException>(() => Import("a.csv", Map));
        Assert.StartsWith(fault, told.Message, StringComparison.Ordinal);
        Assert.Contains("--keep-good", told.Message, StringComparison.Ordinal);
        Assert.Empty(Store.Vintages());

        var kept = await Import("a.csv", Map, goodRowsOnly: true);
        Assert.Equal(fault, Assert.Single(Store.Faults(kept.Vintage.Id)).ToString());
        Assert.Equal(rows.Count(c => c == '\n'), kept.Vintage.Rows);
    }

    [Theory]
    [InlineData("Год,Страна,Стоимость\n2021,Китай,5\n", "row 1: one column: are the fields separated by ','? (file: delimiter)")]
    [InlineData("Год;Страна\n2021;Китай\n", "row 1: no column 'Стоимость, тыс. долл.'; there are 'Год', 'Страна'")]
    [InlineData(Header + "2021;Итого;5\n", "no row of customs_totals in it")]
    [InlineData("", "no row 1 with the names of the columns")]
    public async Task AFileAtFaultIsNamed(string text, string fault)
    {
        folder.Write("a.csv", text);
        var told = await Assert.ThrowsAsync<FactException>(() => Import("a.csv", Map));
        Assert.Equal($"{folder.Path("a.csv")}: {fault}", told.Message);
    }

    [Fact]
    public async Task ARowWithAnotherNumberOfFieldsIsAtFaultLikeAnother()
    {
        folder.Write("a.csv", Header + "2021;Китай\n2022;Китай;5\n");
        var told = await Assert.ThrowsAsync<FactException>(() => Import("a.csv", Map));
        Assert.StartsWith("a.csv: row 2: 2 fields, the header has 3; with --keep-good", told.Message, StringComparison.Ordinal);
        var kept = await Import("a.csv", Map, goodRowsOnly: true);
        Assert.Equal(1, kept.Vintage.Rows);
        Assert.Equal("a.csv: row 2: 2 fields, the header has 3", Assert.Single(kept.Faults).ToString());
    }

    [Fact]
    public async Task WhereAllRowsAreAtFaultTheFirstIsNamed()
    {
        folder.Write("a.csv", Header + "2021;Атлантида;5\n2021;Китай\n");
        var told = await Assert.ThrowsAsync<FactException>(() => Import("a.csv", Map, goodRowsOnly: true));
        Assert.StartsWith(
            $"{folder.Path("a.csv")}: no row of customs_totals in it is without fault; the first: a.csv: row 2, column Страна: 'Атлантида' is not a code",
            told.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1251, "Year;Name;Value\n2021;China;5\n2021;\"a;b\";Китай\n", "row 3, column Value: the bytes 'CA E8 F2 E0 E9' are not utf-8;")]
    [InlineData(54936, "Year;Name;Value\n2021;x中;5\n", "row 2, column Name: the bytes 'x D6 D0' are not utf-8;")]
    [InlineData(1251, "Год;Name\n2021;5\n", "row 1, column 1: the bytes 'C3 EE E4' are not utf-8;")]
    public async Task AnEncodingThatWasNotStatedIsNamedByItsColumnAndBytes(int page, string text, string fault)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        File.WriteAllBytes(folder.Path("a.csv"), Encoding.GetEncoding(page).GetBytes(text));
        var told = await Assert.ThrowsAsync<FactException>(() => Import("a.csv", Map));
        Assert.StartsWith($"{folder.Path("a.csv")}: {fault}", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherEncodingThanWasStatedIsNamedWithItsRow()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        File.WriteAllBytes(folder.Path("a.csv"), Encoding.GetEncoding(1251).GetBytes("Year\n" + Header));
        var told = await Assert.ThrowsAsync<FactException>(() => Import("a.csv", Map));
        Assert.Contains("row 2, column Year: the bytes 'C3 EE E4' are not utf-8", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACurrencyIsTurnedAtTheRateOfTheYear()
    {
        folder.Write("a.csv", Header + "2020;Китай;7 200\n2021;Китай;7 400\n");
        var map = Map.Replace("times: 0.001", "times: 0.001, rate: { 2020: 72, 2021: 74 }", StringComparison.Ordinal);
        await Import("a.csv", map);
        using var facts = FactStore.Open(BuiltIn.Folder, null, LiveFacts.Of(Store, null));
        Assert.All(facts.CustomsTotals().Where(c => c is { Year: 2020 or 2021, Reporter: "RUS", Exporter: "RUS" }), c => Assert.Equal(0.1, c.MillionUsd, 12));

        folder.Write("b.csv", Header + "2019;Китай;7 200\n");
        var told = await Assert.ThrowsAsync<FactException>(() => Import("b.csv", map));
        Assert.Contains("'7 200' has no rate of its year 2019", told.Message, StringComparison.Ordinal);
    }

    /// <summary>Scales of words; rates of the currency itself, and of one that took its place by a fixed factor.</summary>
    [Theory]
    [InlineData("unit: ten thousand US$", 2020, 0.05)]
    [InlineData("unit: thousand EUR, rate: { 2020: 0.5 }", 2020, 0.01)]
    [InlineData("unit: million RUR, rate: { 1997: 5 }, rate_currency: RUB", 1997, 0.001)]
    [InlineData("unit: million RUR, rate: { 1997: 5000 }", 1997, 0.001)]
    [InlineData("unit: thousand DEM, rate: { 1999: 0.5 }, rate_currency: EUR", 1999, 0.01 / 1.95583)]
    [InlineData("unit: million BYB, rate: { 1999: 5 }, rate_currency: BYN", 1999, 0.001 / 1e4)]
    public async Task AValueIsTurnedFromItsUnit(string unit, int year, double million)
    {
        folder.Write("a.csv", Header + $"{year};Китай;5\n");
        await Import("a.csv", Map.Replace("times: 0.001", unit, StringComparison.Ordinal));
        using var facts = FactStore.Open(BuiltIn.Folder, null, LiveFacts.Of(Store, null));
        var claim = Assert.Single(facts.CustomsTotals(), c => (c.Year, c.Exporter, c.Importer, c.Reporter) == (year, "RUS", "CHN", "RUS"));
        Assert.Equal(1, claim.MillionUsd / million, 12);
    }

    [Fact]
    public async Task AValueInACurrencyThatEndedBeforeItsYearIsNamed()
    {
        folder.Write("a.csv", Header + "1997;Китай;5\n1998;Китай;5\n");
        var map = Map.Replace("times: 0.001", "unit: million RUR, rate: { 1997: 5, 1998: 10 }, rate_currency: RUB", StringComparison.Ordinal);
        var told = await Assert.ThrowsAsync<FactException>(() => Import("a.csv", map));
        Assert.StartsWith(
            "a.csv: row 3, column Стоимость, тыс. долл.: '5' is in RUR, which ended in 1997, before its year 1998; 1000 of it became one RUB " +
            "(columns: million_usd: unit); with --keep-good", told.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await Import("a.csv", map, goodRowsOnly: true)).Vintage.Rows);
    }

    [Theory]
    [InlineData("unit: million RUR", 1996, "KZT", "is in RUR of 1996, which did not become KZT (columns: million_usd: rate_currency)")]
    [InlineData("unit: million VES", 2022, "VED", "is in VES of 2022, which did not become VED (columns: million_usd: rate_currency)")]
    [InlineData("unit: million YUN", 1994, "HRD", "is in YUN, which ended in 1993, before its year 1994 (columns: million_usd: unit)")]
    [InlineData("unit: million TPE", 2003, "TPE", "is in TPE, which ended in 2002, before its year 2003 (columns: million_usd: unit)")]
    public async Task AFixedFactorIsThatOfItsYears(string unit, int year, string rates, string fault)
    {
        folder.Write("a.csv", Header + $"{year};Китай;5\n");
        var map = Map.Replace("times: 0.001", $"{unit}, rate: {{ {year}: 5 }}, rate_currency: {rates}", StringComparison.Ordinal);
        var told = await Assert.ThrowsAsync<FactException>(() => Import("a.csv", map));
        Assert.StartsWith($"a.csv: row 2, column Стоимость, тыс. долл.: '5' {fault}", told.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unit: thousand quintals", "unit 'thousand quintals' has more than one meaning: write metric quintal (100 kg) or short hundredweight (45.359237 kg) or long hundredweight (50.80234544 kg)")]
    [InlineData("unit: thousand", "unit 'thousand' is not known: a unit or an ISO 4217 code, with thousand, million, ... before it (docs/how-to/import-a-national-source.md)")]
    [InlineData("unit: tonnes", "unit 'tonnes' does not convert to 'million US$'")]
    [InlineData("unit: EUR", "unit 'EUR': rates of EUR a USD are wanted (rate: { 2020: ... })")]
    [InlineData("unit: USD, rate: { 2020: 1 }", "unit 'USD' needs no rate to 'million US$'")]
    [InlineData("unit: RUB, rate: { 2020: 1 }, rate_currency: RUR", "rate_currency: RUB did not become 'RUR' (src/Dyad.Data/Harmonise/currencies.csv)")]
    [InlineData("unit: CSK, rate: { 2020: 1 }, rate_currency: USD", "rate_currency: CSK did not become 'USD' but CZK (CSK, CZE), SKK (CSK, SVK) (src/Dyad.Data/Harmonise/currencies.csv)")]
    [InlineData("rate: { 2020: 1 }, rate_currency: RUR", "rate_currency: the unit of the numbers is wanted too (unit: thousand RUR)")]
    [InlineData("times: 0.001, unit: thousand US$", "one of times and unit is wanted")]
    public void AUnitAtFaultIsNamed(string unit, string fault)
    {
        var path = folder.Write("map.yaml", Map.Replace("times: 0.001", unit, StringComparison.Ordinal));
        Assert.Equal($"{path}: columns: million_usd: {fault}", Assert.Throws<FactException>(() => ImportMap.Read(path)).Message);
    }

    [Fact]
    public async Task YearsOfItsOwnOfAnEconomyThatIsNoMoreAreTaken()
    {
        folder.Write("t.csv", "year,importer,Mio\n1998,BLX,2\n1990,SUN,3\n1998,DEU,5\n1990,DEU,4\n");
        var told = new List<string>();
        var got = await Import("t.csv", """
            source: customs
            title: Trade by country
            publisher: Customs
            citation: Customs (2022)
            table: customs_totals
            columns:
              exporter: { value: CHN }
              million_usd: { column: Mio }
              reporter: { value: CHN }
              valuation: { value: FOB }
              citation: { value: c }
              address: { value: a }

            """, told: told);
        Assert.Equal(4, got.Vintage.Rows);
        Assert.Contains("DEU: to 1990 Federal Republic of Germany before the unification, a break in the series", told);
        using var facts = FactStore.Open(BuiltIn.Folder, null, LiveFacts.Of(Store, null));
        Assert.Contains(facts.CustomsTotals(), c => (c.Year, c.Exporter, c.Importer, c.MillionUsd) == (1998, "CHN", "BLX", 2));
    }

    [Theory]
    [InlineData("30367,1,RUS", "column HS: '30367' is no code of a product: 2, 4 or 6 digits (a spreadsheet takes the zero in front of a number away)")]
    [InlineData("abc,1,RUS", "column HS: 'abc' is no code of a product")]
    [InlineData("TOTAL,1,RUS", "column HS: 'TOTAL' is no code of a product")]
    [InlineData("87,1,CHN", "column importer: 'CHN' is the exporter itself")]
    [InlineData("87,-1,RUS", "column Mio: '-1' is below 0")]
    [InlineData("87,1,SUN", "column importer: 'SUN' is not a code of economies: it is no economy any more, succeeded by ")]
    [InlineData("87,1,BLX", "column importer: 'BLX' is not a code of economies: it is no economy any more, succeeded by BEL, LUX from 1999")]
    [InlineData("9999AA,1,RUS", null)]
    [InlineData("990000,1,RUS", null)]
    public async Task AProductIsChecked(string row, string? fault)
    {
        folder.Write("p.csv", "year,exporter,HS,Mio,importer\n2021,CHN,030367,2,RUS\n2022,CHN," + row + "\n");
        const string Products = """
            source: customs
            title: Trade by product
            publisher: Customs
            citation: Customs (2022)
            table: customs_products
            columns:
              product: { column: HS }
              million_usd: { column: Mio }
              reporter: { value: CHN }
              classification: { value: HS2022 }
              valuation: { value: FOB }
              citation: { value: c }
              address: { value: a }

            """;
        if (fault is null)
            Assert.Equal(2, (await Import("p.csv", Products)).Vintage.Rows);
        else
            Assert.StartsWith("p.csv: row 3, " + fault, (await Assert.ThrowsAsync<FactException>(() => Import("p.csv", Products))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AParquetFileIsReadAsItIs()
    {
        folder.WriteParquet("a.parquet", "SELECT 2021 AS \"Год\", 'Китай' AS \"Страна\", 5000.0 AS \"Стоимость, тыс. долл.\"");
        Assert.Equal(1, (await Import("a.parquet", Map)).Vintage.Rows);
    }

    [Fact]
    public async Task ASheetOfAWorkbookIsReadBelowItsTitles()
    {
        Workbooks.Write(folder.Path("a.xlsx"), ("Notes", [["nothing here"]]), ("Table 3", [
            ["Trade of Russia"], [], ["Год", "Страна", "Стоимость, тыс. долл."], [2021, "Китай", 68029123.5], [2021, "Итого", 68029123.5], [],
            [2022, "Китай", "1 000,5"]]));
        var map = Map.Replace("file:\n", "file:\n  sheet: Table 3\n  header: 3\n", StringComparison.Ordinal);
        await Import("a.xlsx", map);
        using var facts = FactStore.Open(BuiltIn.Folder, null, LiveFacts.Of(Store, null));
        Assert.Equal(
            [(2021, 68029.1235), (2022, 1.0005)],
            facts.CustomsTotals().Where(c => c is { Year: > 2020, Exporter: "RUS" }).Select(c => (c.Year, Math.Round(c.MillionUsd, 9))));

        var none = await Assert.ThrowsAsync<FactException>(() => Import("a.xlsx", map.Replace("Table 3", "Table 4", StringComparison.Ordinal)));
        Assert.EndsWith("no sheet 'Table 4'; there are Notes, Table 3", none.Message, StringComparison.Ordinal);
        Workbooks.Write(folder.Path("a.xlsx"), ("Table 3", [[], [], ["Год", "Страна", "Стоимость, тыс. долл."], [2021, "Китай", "abc"]]));
        var told = await Assert.ThrowsAsync<FactException>(() => Import("a.xlsx", map));
        Assert.StartsWith("a.xlsx: row 4, column Стоимость, тыс. долл.: 'abc' is not a number", told.Message, StringComparison.Ordinal);
        folder.Write("a.xlsx", "<html>not found</html>");
        Assert.Contains("a.xlsx: not a workbook", (await Assert.ThrowsAsync<FactException>(() => Import("a.xlsx", map))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sorce: x\n", "line 1, column 1: unknown key 'sorce'")]
    [InlineData("source: x\ntitle: a: b\n", "line 2, column 9: not YAML: a line is 'key: value', keys below a key are set in by blanks (no tabs), a text with ': ' or ' #' stands in quotes")]
    [InlineData("source: x\nsource: y\n", "line 2, column 1: key 'source' stands twice")]
    [InlineData("source: [x]\n", "line 1, column 9: the value is not of the kind that its key wants (a text, a number, one character, a list, keys with values)")]
    [InlineData("columns: x\n", "line 1, column 10: the value is not of the kind that its key wants (a text, a number, one character, a list, keys with values)")]
    [InlineData("file:\n  header: two\n", "line 2, column 11: the value is not of the kind that its key wants (a text, a number, one character, a list, keys with values)")]
    [InlineData("file: {\n", "line 2, column 1: not YAML: a line is 'key: value', keys below a key are set in by blanks (no tabs), a text with ': ' or ' #' stands in quotes")]
    [InlineData("source: X Y\n", "source 'X Y': a name of small letters, digits and hyphens is wanted")]
    [InlineData("source: x\ntitle: t\npublisher: p\ncitation: c\n", "key 'table' is missing")]
    [InlineData("source: x\ntitle: t\npublisher: p\ncitation: c\ntable: gdp\ncolumns: { usdd: { value: 1 } }\n", "columns: 'usdd' is no field of gdp (economy, year, usd)")]
    public void AMapAtFaultIsNamed(string text, string fault)
    {
        var path = folder.Write("map.yaml", text);
        Assert.Equal($"{path}: {fault}", Assert.Throws<FactException>(() => ImportMap.Read(path)).Message);
    }

    [Fact]
    public async Task ThePageOfTheDocumentsHolds()
    {
        var page = File.ReadAllText(Path.Combine(BuiltIn.Clone, "docs", "how-to", "import-a-national-source.md"));
        var map = Between(page, "<!-- map -->\n```yaml\n", "```").Replace("windows-1251 ", "utf-8 ", StringComparison.Ordinal);
        folder.Write("trade.csv", Header + "2021;Китай;1 000\n2021;Атлантида;5\n");
        var told = await Assert.ThrowsAsync<FactException>(() => Import("trade.csv", map));
        Assert.Equal(Between(page, "<!-- answer -->\n```\n", "\n```"), told.Message);
    }

    public void Dispose() => folder.Dispose();

    private static string Between(string text, string begin, string end)
    {
        var from = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private Task<Fetched> Import(string file, string map, bool goodRowsOnly = false, List<string>? told = null)
    {
        using var facts = FactStore.Open(BuiltIn.Folder);
        var codes = facts.Codes("economies");
        var source = new MappedSource(ImportMap.Read(folder.Write("map.yaml", map)), _ => codes, TimeProvider.System);
        return Store.FetchAsync(
            new FetchOrder(source, new FetchQuery { File = file }, "test") { File = folder.Path(file), GoodRowsOnly = goodRowsOnly },
            (what, _) => told?.Add(what), CancellationToken.None);
    }
}
