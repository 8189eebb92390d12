namespace Dyad.Cli.Tests.Running;

/// <summary>Accounts of a user's folder that no repair of the scenario mends: file, row, column and value in one line.</summary>
public class AccountFaults
{
    private const int Failure = 1;

    [Theory]
    [InlineData("trade", "MIN,KAZ,CHN,25.0,0.0", "MIN,KAZ,CHN,-7.5,0.0", "accounts/trade.csv: row 3, column value: -7.5: ", "Trade below zero", "KAZ, to CHN", "[negative-flows-to-zero]")]
    [InlineData("trade", "MAC,RUS,KAZ,15.0,0.0", "MAC,RUS,KAZ,15.0,-1.25", "accounts/trade.csv: row 17, column tariff: -1.25: ", "a tariff of -100% or less")]
    [InlineData("intermediate_consumption", "MAC,MIN,KAZ,10.0", "MAC,MIN,KAZ,-4.0", "accounts/intermediate_consumption.csv: row 6, column value: -4: ", "MIN, input MAC, KAZ")]
    [InlineData("final_consumption", "MAC,RUS,50.0", "MAC,RUS,-1.0", "accounts/final_consumption.csv: row 5, column value: -1: ", "Final below zero")]
    [InlineData("value_added", "MIN,RUS,60.0", "MIN,RUS,-2.0", "accounts/value_added.csv: row 2, column value: -2: ", "MIN, RUS")]
    [InlineData("theta", "MAC,4.5", "MAC,-4.5", "accounts/theta.csv: row 2, column value: -4.5: ", "elasticity")]
    public void OfACell(string table, string right, string wrong, params string[] parts)
    {
        using var folder = new TemporaryFolder();
        SmallAccounts.Write(folder);
        var path = folder.At("accounts", table + ".csv");
        var text = File.ReadAllText(path);
        Assert.Contains(right + "\n", text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(right + "\n", wrong + "\n", StringComparison.Ordinal));
        var head = SmallAccounts.Head.Replace("{default: 4, relative_se: 10%, source: made up}", table == "theta" ? "data" : "{default: 4, source: made up}", StringComparison.Ordinal);
        File.WriteAllText(folder.At("s.yaml"), head + SmallAccounts.Step("Tariff", "tariff: {from: RUS, to: CHN, set: 5%}"));
        var before = folder.Entries;
        Shell.Dyad(folder.Path, "simulate", "s.yaml", "--data", "accounts", "--out", "result").EndsInOneLine(Failure, parts);
        Assert.Equal(before, folder.Entries);
    }
}
