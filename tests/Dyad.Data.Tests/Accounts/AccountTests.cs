using Dyad.Data.Accounts;
using Dyad.Data.Store;
using Dyad.Testing;

namespace Dyad.Data.Tests.Accounts;

/// <summary>Accounts of the world from the facts, from WIOD itself, and from a folder of tables.</summary>
public class AccountTests
{
    /// <summary>Sums of reals of up to 1e8 in another order: rounding of the last bits, relative.</summary>
    private const double Summation = 1e-12;

    [Fact]
    public void TheFactsGiveTheTradeOfTheTableTrade()
    {
        using var store = FactStore.Open(BuiltIn.Folder);
        var accounts = store.Accounts(2011);
        using var connection = BuiltIn.Connect();
        var (n, importer, exporter) = (accounts.Economies.Count, Position(accounts, "CHN"), Position(accounts, "RUS"));
        foreach (var (j, sector) in accounts.Sectors.Index())
        {
            var published = (double?)connection.Rows(
                $"SELECT sum(million_usd) FROM trade WHERE year = 2011 AND exporter = 'RUS' AND importer = 'CHN' AND sector = '{sector.Code}'")[0][0];
            AssertNear(published ?? 0, accounts.Trade[(((j * n) + importer) * n) + exporter]);
        }
    }

    /// <summary>What every economy spends is what it earns and what it borrows: value added and deficit make final consumption.</summary>
    [Fact]
    public void TheAccountsOfTheFactsBalance() => AssertBalance(Facts());

    [Fact]
    public void TheAccountsOfWiodBalanceAndSumToThoseOfTheFacts()
    {
        var folder = SharedData.Require("wiod2013");
        using var store = FactStore.Open(BuiltIn.Folder);
        Assert.Equal(Enumerable.Range(1995, 17), WiodFolder.Years(folder));
        var (wiod, facts) = (WiodFolder.Read(folder, 2011, store), store.Accounts(2011));
        Assert.Equal((41, 35), (wiod.Economies.Count, wiod.Sectors.Count));
        AssertBalance(wiod);
        var n = wiod.Economies.Count;
        var sums = new double[facts.Trade.Length];
        foreach (var (j, sector) in wiod.Sectors.Index())
        {
            var group = facts.Sectors.Index().Single(s => s.Item.Code == sector.Group).Index;
            for (var flow = 0; flow < n * n; flow++)
                sums[(group * n * n) + flow] += wiod.Trade[(j * n * n) + flow];
        }

        Assert.All(sums.Zip(facts.Trade), pair => AssertNear(pair.Second, pair.First));
    }

    /// <summary>Every figure of README.md of the shared data that can be checked on the folder: 31 regions, 40 sectors, 20 of them traded.</summary>
    [Fact]
    public void TheFolderOfCaliendoAndParroIsReadWhole()
    {
        var accounts = TableFolder.Read(SharedData.Require("cp2015-nafta"));
        Assert.Equal((31, 40, 20), (accounts.Economies.Count, accounts.Sectors.Count, accounts.Sectors.Count(s => s.Goods)));
        Assert.Equal(["Argentina", "Australia"], accounts.Economies.Take(2).Select(e => e.En));
        Assert.Equal(9.11, accounts.Elasticity![0]);
        // Argentina buys agricultural goods of Australia for 2,190,315 at 4.166667%.
        Assert.Equal((2190315, 0.04166667), (accounts.Trade[1], Math.Round(accounts.Tariff[1], 8)));
        Assert.Equal(["d_bln", "d_cfl", "tariff_bln", "tariff_cfl"], accounts.Columns.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(0, accounts.Deficit.Sum() / accounts.Trade.Sum(), 1e-12);
    }

    [Theory]
    [InlineData("trade.csv", "A,x,x,1,0", "A,x,Q,1,0", "trade.csv: row 1, column importer: 'Q' is not among the 2 names of the folder")]
    [InlineData("trade.csv", "A,y,x,2,0\n", "", "trade.csv: column value: 1 of 4 cells are missing, the first sector 'A', importer 'x', exporter 'y'; a flow of zero is written as 0")]
    [InlineData("trade.csv", "A,y,x,2,0", "A,x,x,2,0", "trade.csv: row 2, column exporter: sector 'A', importer 'x', exporter 'x' is there already, in row 1")]
    [InlineData("trade.csv", "A,y,x,2,0", "A,y,x,,0", "trade.csv: row 2, column value: no value for sector 'A', importer 'x', exporter 'y'")]
    [InlineData("trade.csv", "exporter", "seller", "trade.csv: no column exporter; there are sector, seller, importer, value, tariff")]
    [InlineData("deficit.csv", "x,0", "x,much", "deficit.csv: column D holds no numbers")]
    [InlineData("regions.csv", "2,y", "2,x", "regions.csv: column region holds 'x' twice")]
    public void AFaultIsNamedByFileRowColumnAndValue(string file, string right, string wrong, string message)
    {
        using var folder = Small();
        folder.Write(file, File.ReadAllText(folder.Path(file)).Replace(right, wrong, StringComparison.Ordinal));
        var fault = Assert.Throws<FactException>(() => TableFolder.Read(folder.Location));
        Assert.Equal(folder.Location + "/" + message, fault.Message);
    }

    [Fact]
    public void AFolderWithoutATableIsToldWhichIsMissing()
    {
        using var folder = Small();
        File.Delete(folder.Path("theta.csv"));
        Assert.Equal($"{folder.Location}: no theta.parquet or theta.csv", Assert.Throws<FactException>(() => TableFolder.Read(folder.Location)).Message);
    }

    [Fact]
    public void AYearThatTheFactsDoNotHoldIsRefusedWithThoseTheyDo()
    {
        using var store = FactStore.Open(BuiltIn.Folder);
        Assert.Equal(
            "no intermediate and final uses of 1999 in the facts; years: 1995, 2000, 2005, 2011",
            Assert.Throws<FactException>(() => store.Accounts(1999)).Message);
    }

    /// <summary>Two economies, one sector.</summary>
    private static TemporaryFolder Small()
    {
        var folder = new TemporaryFolder();
        folder.Write("regions.csv", "index,region\n1,x\n2,y\n");
        folder.Write("sectors.csv", "index,sector\n1,A\n");
        folder.Write("trade.csv", "sector,exporter,importer,value,tariff\nA,x,x,1,0\nA,y,x,2,0\nA,x,y,3,0\nA,y,y,4,0\n");
        folder.Write("intermediate_consumption.csv", "input,sector,region,value\nA,A,x,1\nA,A,y,1\n");
        folder.Write("final_consumption.csv", "sector,region,value\nA,x,2\nA,y,6\n");
        folder.Write("value_added.csv", "sector,region,value\nA,x,3\nA,y,5\n");
        folder.Write("deficit.csv", "region,D\nx,0\ny,0\n");
        folder.Write("theta.csv", "sector,value\nA,5\n");
        return folder;
    }

    private static EconomicAccounts Facts()
    {
        using var store = FactStore.Open(BuiltIn.Folder);
        return store.Accounts(2011);
    }

    private static void AssertBalance(EconomicAccounts accounts)
    {
        var n = accounts.Economies.Count;
        for (var e = 0; e < n; e++)
        {
            double Of(double[] values) => Enumerable.Range(0, accounts.Sectors.Count).Sum(j => values[(j * n) + e]);
            AssertNear(Of(accounts.Final), Of(accounts.ValueAdded) + accounts.Deficit[e]);
        }
    }

    private static int Position(EconomicAccounts accounts, string economy) => accounts.Economies.Index().Single(e => e.Item.Code == economy).Index;

    private static void AssertNear(double expected, double actual) => Assert.Equal(expected, actual, Summation * Math.Max(1e6, Math.Abs(expected)));
}
