using Dyad.Data;
using Dyad.Workbench.Tests.Fixtures;
using Dyad.Workbench.Vintages;

namespace Dyad.Workbench.Tests.Vintages;

/// <summary>A source is asked for an economy that is no more only for years in which it was.</summary>
public sealed class FormerPartyTests
{
    private const string Ended = "'Serbia and Montenegro' is no economy any more: Serbia and Montenegro (SCG), until 2005; " +
        "succeeded by SRB, MNE from 2006";

    [Theory]
    [InlineData(null)]
    [InlineData("2006")]
    [InlineData("2000-2006")]
    public async Task LaterYearsAreAnsweredWithTheSuccessors(string? years) =>
        Assert.Equal(Ended, (await Assert.ThrowsAsync<UserException>(() => Fetch(years))).Message);

    /// <summary>The request passes, and the file is the first that is missed.</summary>
    [Theory]
    [InlineData("2005")]
    [InlineData("2000-2005")]
    public async Task YearsOfItsOwnAreAsked(string years) =>
        Assert.Contains("none.csv", (await Assert.ThrowsAsync<FactException>(() => Fetch(years))).Message, StringComparison.Ordinal);

    private static async Task Fetch(string? years)
    {
        using var folder = new TempFolder();
        await FetchData.RunAsync(
            new FetchRequest("comtrade")
            {
                Parties = ["Serbia and Montenegro", "CHN"], Years = years, File = folder["none.csv"], Store = folder["store"],
            },
            TimeProvider.System, new StageLog(), CancellationToken.None);
    }
}
