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
    [InlineData("thousand metric quintals", "kg", 1e5)]
    [InlineData("German centner", "kg", 50)]
    [InlineData("long ton", "kg", 1016.0469088)]
    public void WordsAreAMeasure(string words, string unit, double factor) =>
        Assert.Equal((unit, factor), (Units.Parse(words)!.Value.Base, Units.Parse(words)!.Value.Factor));

    [Theory]
    [InlineData("")]
    [InlineData("thousand")]
    [InlineData("eur")]
    [InlineData("tonnes EUR")]
    [InlineData("-3 kg")]
    public void OtherWordsAreNone(string words) => Assert.Null(Units.Parse(words));

    [Theory]
    [InlineData("quintal", "metric quintal (100 kg)", "short hundredweight (45.359237 kg)", "long hundredweight (50.80234544 kg)")]
    [InlineData("Thousand Centners", "metric quintal (100 kg)", "german centner (50 kg)")]
    [InlineData("million tons", "tonne (1000 kg)", "short ton (907.18474 kg)", "long ton (1016.0469088 kg)")]
    [InlineData("parsec")]
    [InlineData("")]
    public void AWordOfMoreThanOneMeaningIsNone(string words, params string[] readings)
    {
        Assert.Null(Units.Parse(words));
        Assert.Equal(readings, Units.Readings(words));
    }

    /// <summary>What may mean two units may not mean one of them alone, and each reading can be written.</summary>
    [Fact]
    public void AmbiguousWordsAreThoseOfTwoUnitsAtLeast()
    {
        var known = Units.All.SelectMany(u => u.Words).ToHashSet();
        Assert.All(Units.All.SelectMany(u => u.Ambiguous).GroupBy(w => w), w => Assert.True(w.Count() > 1 && !known.Contains(w.Key), w.Key));
        Assert.All(Units.All.Where(u => u.Ambiguous.Count > 0), u => Assert.NotEmpty(u.Words));
    }

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
            Assert.True(c.PerSuccessor is null ? c.Successor.Length == 0 : Currencies.Knows(c.Successor) && c.PerSuccessor > 0, c.Code);
            Assert.True(c.PerSuccessor is null || c.LastYear is not null, c.Code);
        });
        // Whatever ended came to a currency that is in use, save where nothing took its place at a fixed factor.
        Assert.Equal(["TPE", "YUN", "ZWR"], Currencies.All.Where(c => c is { LastYear: not null, PerSuccessor: null }).Select(c => c.Code));
        Assert.Equal(
            ["TPE", "ZWD", "ZWN", "ZWR"],
            Currencies.All.Where(c => c.LastYear is not null && !Currencies.All.Any(
                later => later.LastYear is null && Currencies.Per(c.Code, later.Code) is not null)).Select(c => c.Code));
        // A successor did not end before what it followed.
        Assert.All(Currencies.All.Where(c => c.PerSuccessor is not null), c => Assert.Null(Currencies.Ended(c.Successor, c.LastYear!.Value)));
    }

    /// <summary>
    /// Codes that List Three of ISO 4217 withdraws since 1990 (datasets/currency-codes, data/codes-all.csv, a row to 2025-03), without funds,
    /// accounts and markets for capital (BEC, BEL, CHC, ECV, ESB, LUC, LUL, USS, XFO, XFU, XRE, ZAL); BGN is later. Those of the 1980s
    /// that it dates "1989 to 1990" (ARY, BGJ, CSJ, PEH, ...) ended before.
    /// </summary>
    [Fact]
    public void EveryCurrencyOfIsoThatWasWithdrawnSince1990HasAnEnd()
    {
        const string withdrawn = "ADP AFA ANG AOK AON AOR ARA ATS AYM AZM BAD BEF BGL BGN BRE BRN BRR BUK BYB BYR CSD CSK CUC CYP DDM DEM ECS "
            + "EEK ESP FIM FRF GEK GHC GHP GRD GWP HRD HRK IEP ITL LTL LTT LUF LVL LVR MGF MRO MTL MXP MZM NIC NLG PEI PLZ PTE ROL RUR SDD SDP "
            + "SIT SKK SLL SRG STD SUR TJR TMM TPE TRL UAK UYP VEB VEF XEU YDD YUD YUM YUN ZMK ZRN ZRZ ZWD ZWL ZWN ZWR";
        Assert.Equal(withdrawn.Split(' '), Currencies.All.GroupBy(c => c.Code).Where(c => c.All(r => r.LastYear is not null)).Select(c => c.Key));
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
        Assert.Equal((1e6, null), (Currencies.Per("VES", "VED", 2021), Currencies.Per("VES", "VED", 2022)));
        Assert.Equal((1e11, null), (Currencies.Per("VEF", "VED", 2018), Currencies.Ended("VES", 2023)));
        Assert.Equal((500, null), (Currencies.Per("RUR", "KZT", 1993), Currencies.Per("RUR", "KZT", 1995)));
        Assert.Equal((1000, 2498.7242), (Currencies.Per("ZWD", "ZWN"), Currencies.Per("ZWL", "ZWG")));
        Assert.Equal((1e6, 100), (Currencies.Per("BAD", "BAM", 1993), Currencies.Per("BAD", "BAM", 1995)));
        Assert.Null(Currencies.Per("ZWD", "ZWG"));
        Assert.Equal("CZK (CSK, CZE), SKK (CSK, SVK)", Currencies.Successors("CSK"));
    }
}
