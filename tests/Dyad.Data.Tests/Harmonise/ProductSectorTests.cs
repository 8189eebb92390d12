using Dyad.Data.Harmonise;

namespace Dyad.Data.Tests.Harmonise;

/// <summary>Products to sector groups, and codes that are no products.</summary>
public class ProductSectorTests
{
    [Theory]
    [InlineData("100190", "HS1992", "01", "c1", "AGR")]
    [InlineData("100630", "HS2017", "15", "c3", "FOO")]
    [InlineData("270900", "HS2022", "11", "c2", "MIN")]
    [InlineData("271019", "HS2012", "23", "c8", "FUE")]
    [InlineData("271600", "HS1992", "40", "c17", "PUB")]
    [InlineData("540233", "HS2007", "24", "c9", "CHE")]
    [InlineData("720449", "HS1996", "37", "c16", "WPO")]
    [InlineData("847130", "HS2022", "30", "c14", "ELE")]
    [InlineData("870120", "HS2012", "34", "c15", "VEH")]
    [InlineData("870190", "HS2012", "29", "c13", "MAC")]
    [InlineData("970110", "HS1992", "92", "c34", "PUB")]
    [InlineData("8703", "H5", "34", "c15", "VEH")]
    [InlineData("72", "H0", "27", "c12", "MET")]
    public void AProductHasItsSector(string code, string edition, string division, string industry, string sector) =>
        Assert.Equal(new ProductSector(division, industry, sector), ProductSectors.Of(code, edition));

    /// <summary>844331 is a printing machine until 2006 (its heading) and an office machine from 2007.</summary>
    [Theory]
    [InlineData("844331", "HS2002", "MAC")]
    [InlineData("844331", "HS2007", "ELE")]
    [InlineData("940600", "HS2012", "MET")]
    [InlineData("940690", "HS2017", "MET")]
    [InlineData("940610", "HS2017", "WPO")]
    public void TheEditionDecides(string code, string edition, string sector) => Assert.Equal(sector, ProductSectors.Of(code, edition)!.Sector);

    /// <summary>Every chapter that goods have is in a group in every edition, so that a code of six digits never falls out.</summary>
    [Fact]
    public void EveryChapterHasASectorInEveryEdition()
    {
        var chapters = Enumerable.Range(1, 97).Where(c => c != 77).Select(c => c.ToString("00", System.Globalization.CultureInfo.InvariantCulture));
        Assert.All(chapters, c => Assert.All(HsEditions.All, e => Assert.NotNull(ProductSectors.Of(c + "9999", e))));
    }

    [Theory]
    [InlineData("9999AA", SpecialProductKind.Unspecified)]
    [InlineData("999999", SpecialProductKind.Unspecified)]
    [InlineData("99", SpecialProductKind.National)]
    [InlineData("9930", SpecialProductKind.National)]
    [InlineData("988000", SpecialProductKind.National)]
    [InlineData("77", SpecialProductKind.Reserved)]
    [InlineData("TOTAL", SpecialProductKind.Total)]
    [InlineData("27SSSS", SpecialProductKind.Malformed)]
    public void ASpecialCodeIsNoProduct(string code, SpecialProductKind kind)
    {
        Assert.Equal(kind, SpecialProducts.Find(code)!.Kind);
        Assert.Null(ProductSectors.Of(code, "HS2017"));
    }

    [Fact]
    public void WhatIsLostIsCounted()
    {
        var lost = SpecialProducts.Count([("847130", 10), ("9999AA", 2), ("999999", 1), ("98", 4), ("TOTAL", 17)]);
        Assert.Equal([(SpecialProductKind.Unspecified, 3.0), (SpecialProductKind.National, 4.0)], lost.Select(l => (l.Key, l.Value)));
    }

    /// <summary>The layout of UNSD's workbooks: a sheet of conversions first, a row "Between", "ex" between the codes.</summary>
    [Fact]
    public void AWorkbookOfCorrelationsIsRead()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Path("hs.xlsx");
        Write(path, [["Between"], ["HS 2017", "", "HS 2012", "Relationship"], ["030193", "ex", "030199", "n:n"], ["970600", "", "970600", "1:1"]]);
        var table = HsConcordance.Read(path);
        Assert.Equal(("HS 2017", "HS 2012"), (table.From, table.To));
        Assert.Equal([("030193", "030199"), ("970600", "970600")], table.Pairs);
        Write(path, [["Between"], ["HS 2017", "", "HS 2012"], ["030193", "ex"]]);
        Assert.EndsWith("row 3: '030193' does not begin with two codes of six digits", Assert.Throws<FactException>(() => HsConcordance.Read(path)).Message, StringComparison.Ordinal);
    }

    /// <summary>The smallest workbook: a sheet that is not wanted, and the one of correlations with text in its cells.</summary>
    private static void Write(string path, string[][] rows)
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string Package = "http://schemas.openxmlformats.org/package/2006/";
        File.Delete(path);
        using var zip = System.IO.Compression.ZipFile.Open(path, System.IO.Compression.ZipArchiveMode.Create);
        void Entry(string name, string xml)
        {
            using var text = new StreamWriter(zip.CreateEntry(name).Open());
            text.Write(xml);
        }

        static string Cell(string value, int column, int row) =>
            value.Length == 0 ? "" : $"<c r=\"{(char)('A' + column)}{row + 1}\" t=\"inlineStr\"><is><t>{value}</t></is></c>";
        string Sheet(string[][] cells) => $"<worksheet xmlns=\"{Main}\"><sheetData>" + string.Concat(cells.Select((r, at) =>
            $"<row r=\"{at + 1}\">{string.Concat(r.Select((v, c) => Cell(v, c, at)))}</row>")) + "</sheetData></worksheet>";
        Entry("[Content_Types].xml", $"<Types xmlns=\"{Package}content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>");
        Entry("_rels/.rels", $"<Relationships xmlns=\"{Package}relationships\"><Relationship Id=\"r1\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        Entry("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets><sheet name=\"Conversion HS17-HS12\" sheetId=\"1\" r:id=\"r1\"/>"
            + "<sheet name=\"Correlation HS17-HS12\" sheetId=\"2\" r:id=\"r2\"/></sheets></workbook>");
        Entry("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Package}relationships\"><Relationship Id=\"r1\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
            + $"<Relationship Id=\"r2\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet2.xml\"/></Relationships>");
        Entry("xl/worksheets/sheet1.xml", Sheet([["From HS 2017", "To HS 2012"]]));
        Entry("xl/worksheets/sheet2.xml", Sheet(rows));
    }

    [Fact]
    public void AnUnknownEditionIsNamed() =>
        Assert.Contains("'HS1988' is no edition", Assert.Throws<FactException>(() => ProductSectors.Of("01", "HS1988")).Message, StringComparison.Ordinal);
}
