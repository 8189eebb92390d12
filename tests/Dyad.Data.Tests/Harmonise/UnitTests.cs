using Dyad.Data.Harmonise;

namespace Dyad.Data.Tests.Harmonise;

/// <summary>Units of quantity and currencies: what converts does so exactly, and codes stand in one table only.</summary>
public class UnitTests
{
    [Theory]
    [InlineData("tonnes", "kg", 1000)]
    [InlineData("Thousand tonnes", "kg", 1e6)]
    [InlineData("carats", "kg", 0.0002)]
    [InlineData("1000 kWh", "J", 3.6e9)]
    [InlineData("thousand 1000 kWh", "J", 3.6e12)]
    [InlineData("thousand pairs", "item", 2000)]
    [InlineData("dozen", "item", 12)]
    [InlineData("hundred million CNY", "CNY", 1e8)]
    [InlineData("million US$", "USD", 1e6)]
    [InlineData("current US$", "USD", 1)]
    public void WordsAreAMeasure(string words, string unit, double factor) =>
        Assert.Equal((unit, factor), (Units.Parse(words)!.Value.Base, Units.Parse(words)!.Value.Factor));

    [Theory]
    [InlineData("")]
    [InlineData("thousand")]
    [InlineData("eur")]
    [InlineData("tonnes EUR")]
    [InlineData("-3 kg")]
    public void OtherWordsAreNone(string words) => Assert.Null(Units.Parse(words));

    /// <summary>Codes of Comtrade's published list: -1, 2 to 41.</summary>
    [Fact]
    public void EveryUnitOfComtradeIsThereOnce() =>
        Assert.Equal([-1, .. Enumerable.Range(2, 40)], Units.All.Select(u => u.Code).OfType<int>().Order());

    [Fact]
    public void EveryCurrencyHasEconomiesAndEveryEndASuccessor()
    {
        var economies = M49.All.Select(a => a.Code).ToHashSet();
        Assert.All(Currencies.All, c =>
        {
            Assert.All(c.Economies, e => Assert.Contains(e, economies));
            Assert.Equal(c.LastYear is null, c.PerSuccessor is null);
            Assert.True(c.LastYear is null ? c.Successor.Length == 0 : Currencies.Knows(c.Successor) && c.PerSuccessor > 0, c.Code);
        });
        // Whatever ended came to a currency that is in use.
        Assert.All(Currencies.All.Where(c => c.LastYear is not null), c => Assert.Contains(
            Currencies.All, later => later.LastYear is null && Currencies.Per(c.Code, later.Code) is not null));
    }

    [Fact]
    public void RedenominationsMultiply()
    {
        Assert.Equal(1e7, Currencies.Per("BYB", "BYN"));
        Assert.Equal(500, Currencies.Per("SUR", "KZT"));
        Assert.Equal(1.95583e3, Currencies.Per("BGL", "EUR"));
        Assert.Null(Currencies.Per("RUB", "RUR"));
        Assert.Equal((1997, "RUB"), (Currencies.Ended("RUR", 1998)!.LastYear, Currencies.Ended("RUR", 1998)!.Successor));
        Assert.Null(Currencies.Ended("RUR", 1997));
        Assert.Null(Currencies.Ended("EUR", 2030));
    }
}
