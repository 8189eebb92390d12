using Dyad.Data.Harmonise;

namespace Dyad.Data.Tests.Harmonise;

/// <summary>Areas, former economies and revisions of the Harmonized System: what is converted adds up, and what is lost is told.</summary>
public class HarmoniseTests
{
    private const double Close = 1e-6;

    [Theory]
    [InlineData(156, "CHN", AreaKind.Economy)]
    [InlineData(643, "RUS", AreaKind.Economy)]
    [InlineData(490, "TWN", AreaKind.Economy)]
    [InlineData(842, "USA", AreaKind.Economy)]
    [InlineData(699, "IND", AreaKind.Economy)]
    [InlineData(891, "SCG", AreaKind.Former)]
    [InlineData(899, "899", AreaKind.Special)]
    public void AnAreaHasItsCode(int number, string code, AreaKind kind) =>
        Assert.Equal((code, kind), (M49.Find(number)!.Code, M49.Find(number)!.Kind));

    [Fact]
    public void EverySpecialAreaHasARuleAndItsTradeIsCounted()
    {
        Assert.All(M49.All.Where(a => a.Kind == AreaKind.Special), a => Assert.NotNull(SpecialAreas.Find(a.Number)));
        Assert.Contains("TWN", SpecialAreas.Find(490)!.Rule, StringComparison.Ordinal);
        Assert.Null(SpecialAreas.Find(156));
        var lost = SpecialAreas.Count([("CHN", 10), ("TWN", 5), ("899", 2), ("837", 1), ("899", 3), ("SUN", 4), ("457", 8), ("7777", 6), ("492", 7)]);
        Assert.Equal([(492, 7.0), (837, 1.0), (899, 5.0), (7777, 6.0)], lost.Select(l => (l.Key, l.Value)));
    }

    /// <summary>866 and 868 are told apart as Comtrade's partner areas do.</summary>
    [Theory]
    [InlineData(866, "Democratic Republic of Viet Nam")]
    [InlineData(868, "Republic of Viet Nam")]
    public void VietNamBefore1975IsTwoAreas(int number, string name) =>
        Assert.StartsWith(name, M49.Find(number)!.Note, StringComparison.Ordinal);

    [Fact]
    public void AnUnknownNumberIsNone() => Assert.Null(M49.Find(777));

    [Fact]
    public void EveryFormerEconomyAndEverySuccessorHasANumber()
    {
        var codes = M49.All.Select(a => a.Code).ToHashSet();
        Assert.All(FormerEconomies.All, s => Assert.True(codes.Contains(s.Former) && codes.Contains(s.Successor), $"{s.Former} {s.Successor}"));
        Assert.All(FormerEconomies.All, s => Assert.Equal(s.LastYear + 1, s.FirstYear));
        Assert.Equal(FormerEconomies.All.Count, FormerEconomies.All.Select(s => (s.Former, s.Successor)).Distinct().Count());
    }

    [Theory]
    [InlineData(492, "492")]
    [InlineData(251, "FRA")]
    [InlineData(490, "TWN")]
    [InlineData(58, "BLX")]
    [InlineData(899, "899")]
    [InlineData(7777, null)]
    public void CustomsHaveAnotherAreaThanMonacoUnderItsNumber(int number, string? code) => Assert.Equal(code, M49.CustomsCode(number));

    [Fact]
    public void SudanAndEthiopiaGoOnWithAnotherArea()
    {
        Assert.Equal(["SDN", "SSD"], FormerEconomies.All.Where(s => s.Former == "SDN").Select(s => s.Successor));
        Assert.Equal(["ETH", "ERI"], FormerEconomies.All.Where(s => s.Former == "ETH").Select(s => s.Successor));
        Assert.Empty(FormerEconomies.Of("SDN"));
        Assert.Equal("SDN: to 2011 Sudan with South Sudan, a break in the series", FormerEconomies.BreakTold("SDN", 2011, 2012));
        Assert.Equal("SSD: to 2011 part of Sudan with South Sudan (SDN)", FormerEconomies.BreakTold("SSD", 2000, 2020));
        Assert.Equal("DEU: to 1990 Federal Republic of Germany before the unification, a break in the series", FormerEconomies.BreakTold("DEU", 1990, 1991));
        Assert.Equal("BEL: to 1998 part of Belgium-Luxembourg (BLX)", FormerEconomies.BreakTold("BEL", 1995, 2005));
        Assert.Null(FormerEconomies.BreakTold("SDN", 2012, 2020));
        Assert.Null(FormerEconomies.BreakTold("SDN", 1990, 2011));
        Assert.Null(FormerEconomies.BreakTold("CHN", 1990, 2020));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void WeightsOfMadeUpTradeAreFoundAgain(int seed)
    {
        // Two old products, three new ones; the second old product splits three ways, the first two ways.
        var table = new HsConcordance("HS2012", "HS2017", [("100001", "200001"), ("100001", "200002"), ("100002", "200001"),
            ("100002", "200002"), ("100002", "200003"), ("100009", "200009")]);
        double[][] truth = [[0.7, 0.3, 0], [0.1, 0.4, 0.5]];
        var random = new Random(seed);
        var (before, after) = (new List<IReadOnlyDictionary<string, double>>(), new List<IReadOnlyDictionary<string, double>>());
        for (var n = 0; n < 30; n++)
        {
            var (a, b, growth) = (random.NextDouble(), random.NextDouble(), 0.5 + random.NextDouble());
            before.Add(new Dictionary<string, double> { ["100001"] = a, ["100002"] = b, ["100009"] = 1 });
            after.Add(Enumerable.Range(0, 3).ToDictionary(k => $"20000{k + 1}", k => growth * ((a * truth[0][k]) + (b * truth[1][k]))));
        }

        var weights = HsWeights.Estimate(table, before, after);
        Assert.All(weights.Shares.Where(s => s.From != "100009"), s =>
        {
            Assert.Equal(truth[s.From[^1] - '1'][s.To[^1] - '1'], s.Share, Close);
            Assert.Equal(HsShareBasis.Estimated, s.Basis);
        });
        Assert.Equal(new HsShare("100009", "200009", 1, HsShareBasis.Whole), weights.Shares[^1]);

        var converted = weights.Convert(new Dictionary<string, double> { ["100001"] = 10, ["100009"] = 5, ["999999"] = 2 });
        Assert.Equal(15, converted.Values.Values.Sum(), Close);
        Assert.Equal((10, 1, 2), (converted.Split, converted.SplitProducts, converted.Lost));
        Assert.Equal(["999999"], converted.LostProducts);
    }

    [Fact]
    public void WhereNoTradeTellsSharesAreEqualAndSaidToBeNoEstimate()
    {
        var weights = HsWeights.Estimate(new HsConcordance("a", "b", [("100001", "200001"), ("100001", "200002")]), [], []);
        Assert.Equal([new("100001", "200001", 0.5, HsShareBasis.Equal), new("100001", "200002", 0.5, HsShareBasis.Equal)], weights.Shares);
    }

    /// <summary>One product splits in two; nine small economies say evenly, one large one says one to nine.</summary>
    [Fact]
    public void AnEconomyCountsByItsTrade()
    {
        var table = new HsConcordance("a", "b", [("100001", "200001"), ("100001", "200002"), ("100002", "200002")]);
        var (before, after) = (new List<IReadOnlyDictionary<string, double>>(), new List<IReadOnlyDictionary<string, double>>());
        for (var n = 0; n < HsWeights.Fewest; n++)
        {
            var (size, share) = n == 0 ? (100.0, 0.1) : (1, 0.5);
            before.Add(new Dictionary<string, double> { ["100001"] = size });
            after.Add(new Dictionary<string, double> { ["200001"] = size * share, ["200002"] = size * (1 - share) });
        }

        // Σ size² share / Σ size²: the least squares of one product, levels and not parts.
        var expected = ((100 * 100 * 0.1) + (9 * 0.5)) / ((100 * 100) + 9);
        var shares = HsWeights.Estimate(table, before, after).Of("100001").ToList();
        Assert.Equal(expected, shares[0].Share, Close);
        Assert.Equal(HsShareBasis.Estimated, shares[0].Basis);

        // With one observation less no estimate is made: the plain shares are those of the value.
        shares = [.. HsWeights.Estimate(table, before.Take(HsWeights.Fewest - 1).ToList(), after.Take(HsWeights.Fewest - 1).ToList()).Of("100001")];
        Assert.Equal((10 + (8 * 0.5)) / 108, shares[0].Share, Close);
        Assert.Equal(HsShareBasis.Value, shares[0].Basis);
        var converted = HsWeights.Estimate(table, before[..1], after[..1]).Convert(new Dictionary<string, double> { ["100001"] = 5, ["100002"] = 2 });
        Assert.Equal((5, 5), (converted.Split, converted.Plain));
        Assert.False(HsWeights.Enough(19, 10));
        Assert.True(HsWeights.Enough(20, 10));
    }

    [Fact]
    public void ACorrelationTableIsReadAndItsFaultsAreNamed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("hs.csv", "HS 2012,HS 2017,Relationship\n10121,010121,1:1\n0102.10,010221,1:n\n");
        var table = HsConcordance.Read(folder.Path("hs.csv"));
        Assert.Equal(("HS 2012", "HS 2017"), (table.From, table.To));
        Assert.Equal([("010121", "010121"), ("010210", "010221")], table.Pairs);
        // Titles stand above the codes of the workbooks.
        folder.Write("hs.csv", "Correlation of HS 2022 and HS 2017,\n\"From HS2022, as\",To HS2017\n010121,010121\n");
        Assert.Equal("To HS2017", HsConcordance.Read(folder.Path("hs.csv")).To);
        Workbooks.Write(folder.Path("hs.xlsx"), ("Read me", [["UNSD"]]), ("Correlations", [
            ["Between"], ["HS 2022", null, "HS 2017"], ["010121", null, "010121"], [10129, "ex", 10129]]));
        table = HsConcordance.Read(folder.Path("hs.xlsx"));
        Assert.Equal("HS 2017", table.To);
        Assert.Equal([("010121", "010121"), ("010129", "010129")], table.Pairs);
        folder.Write("hs.csv", "a,b\n010121,xx\n");
        Assert.EndsWith("row 2: '010121 xx' does not begin with two codes of six digits", Assert.Throws<FactException>(() => HsConcordance.Read(folder.Path("hs.csv"))).Message, StringComparison.Ordinal);
        folder.Write("hs.csv", "a,b\n010121,010121\n010121,010121\n");
        Assert.EndsWith("row 3: 010121 to 010121 stands twice", Assert.Throws<FactException>(() => HsConcordance.Read(folder.Path("hs.csv"))).Message, StringComparison.Ordinal);
    }
}
