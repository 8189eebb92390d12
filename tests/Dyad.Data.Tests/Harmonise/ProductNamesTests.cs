using System.Globalization;
using Dyad.Data.Harmonise;

namespace Dyad.Data.Tests.Harmonise;

/// <summary>Names of chapters and special codes in three languages.</summary>
public class ProductNamesTests
{
    /// <summary>Letters that a column of a table at a terminal has for a name; the longest in English has 28.</summary>
    private const int Longest = 28;

    [Theory]
    [InlineData("870323", "Vehicles", "车辆")]
    [InlineData("27", "Mineral fuels", "矿物燃料")]
    [InlineData("27SSSS", "Mineral fuels", "矿物燃料")]
    [InlineData("9999AA", "Not specified by kind", "未按种类列明的商品")]
    [InlineData("9930", "Confidential, national use", "保密商品、国家自定编码")]
    [InlineData("770000", "Reserved chapter", "保留章")]
    [InlineData("000000", "No product code", "非产品编码")]
    [InlineData("?", "No product code", "非产品编码")]
    public void ACodeHasTheNameOfItsChapterOrItsOwn(string code, string en, string zh) =>
        Assert.Equal((code, en, zh), (ProductNames.Of(code).Code, ProductNames.Of(code).En, ProductNames.Of(code).Zh));

    [Fact]
    public void EveryChapterOfGoodsHasANameOfItsOwnThatFitsAColumn()
    {
        Assert.Equal(
            Enumerable.Range(1, 97).Where(c => c != 77).Select(c => c.ToString("00", CultureInfo.InvariantCulture)),
            ProductNames.Chapters.Select(c => c.Code));
        Func<ProductName, string>[] languages = [c => c.En, c => c.Zh, c => c.Ru];
        Assert.All(languages, name => Assert.Equal(ProductNames.Chapters.Count, ProductNames.Chapters.Select(name).Distinct().Count()));
        var all = ProductNames.Chapters.Concat(SpecialProducts.All.Select(p => new ProductName(p.Prefix, p.En, p.Zh, p.Ru)));
        Assert.All(all, c => Assert.InRange(c.En.Length, 1, Longest));
        Assert.All(all, c => Assert.Matches("^[A-Z][a-z, -]+$", c.En));
        Assert.All(all, c => Assert.Matches("^[\\p{IsCJKUnifiedIdeographs}、]+$", c.Zh));
        Assert.All(all, c => Assert.Matches("^[А-Я][а-яё, -]+$", c.Ru));
    }
}
