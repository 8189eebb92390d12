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

    [Fact]
    public void AnUnknownEditionIsNamed() =>
        Assert.Contains("'HS1988' is no edition", Assert.Throws<FactException>(() => ProductSectors.Of("01", "HS1988")).Message, StringComparison.Ordinal);
}
