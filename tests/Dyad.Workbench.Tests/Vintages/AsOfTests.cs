using System.Globalization;
using System.Security.Cryptography;
using Dyad.Data.Facts;
using Dyad.Data.Store;
using Dyad.Data.Vintages;
using Dyad.Workbench.Facts;
using Dyad.Workbench.Reports;
using Dyad.Workbench.Tests.Fixtures;
using Dyad.Workbench.Vintages;
using FsCheck.Xunit;

namespace Dyad.Workbench.Tests.Vintages;

/// <summary>What was known at a moment stays what it was, whatever is fetched after it.</summary>
public sealed class AsOfTests : IDisposable
{
    private const string Map = """
        source: customs
        title: Totals
        publisher: Customs
        citation: Customs
        table: customs_totals

        """;

    private readonly TempFolder folder = new();

    /// <summary>
    /// Imports files of several names at random, new, revised and unchanged, and holds after each what a report would read; at the end
    /// every earlier moment still gives the same, row by row, with the same checksums and the same options in its addresses.
    /// </summary>
    [Property(MaxTest = 5)]
    public void EveryPastMomentStaysAsItWas(byte[] steps)
    {
        using var own = new TempFolder();
        var store = own["store"];
        var past = new List<(DateTimeOffset At, string State)>();
        foreach (var step in steps.Take(6))
        {
            Import(own, store, $"file-{step % 3}.csv", 2012 + (step % 5), step / 16);
            past.Add((TimeProvider.System.GetUtcNow(), State(store, null)));
        }

        Assert.All(past, p => Assert.Equal(p.State, State(store, p.At)));
    }

    [Fact]
    public void TheReportOfAMomentIsTheSameByteForByte()
    {
        var store = folder["store"];
        Import(folder, store, "a.csv", 2021, 60_000);
        var before = Report(store, null, "before");
        var at = TimeProvider.System.GetUtcNow();
        Import(folder, store, "a.csv", 2021, 61_000);
        Import(folder, store, "b.csv", 2022, 62_000);
        var latest = Report(store, null, "latest");
        var again = Report(store, at, "again");

        Assert.Equal(before, again);
        Assert.NotEqual(before["report.json"], latest["report.json"]);
        Assert.NotEqual(before["report.html"], latest["report.html"]);
    }

    /// <summary>Where a store lies is nobody's business but its owner's.</summary>
    [Fact]
    public void AStoreOfTheSameContentInAnotherFolderGivesTheSameBytes()
    {
        Import(folder, folder["one"], "a.csv", 2021, 60_000);
        foreach (var file in Directory.EnumerateFiles(folder["one"], "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder["another one"], Path.GetRelativePath(folder["one"], file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        Assert.Equal(Report(folder["one"], null, "first"), Report(folder["another one"], null, "second"));
        Assert.DoesNotContain(Path.GetFileName(folder["another one"]), File.ReadAllText(Path.Combine(folder["second"], "report.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void AStoreThatIsNamedAndNotThereIsNoEmptyOne()
    {
        var mistyped = folder["stor"];
        foreach (Action read in new Action[]
        {
            () => Open(mistyped, null).Dispose(), () => ListVintages.Run(mistyped), () => DiffVintages.Run("a", "b", 1, mistyped),
            () => PruneVintages.Run(TimeProvider.System.GetUtcNow(), really: false, mistyped),
            () => VerifyFacts.Run(null, mistyped, new StageLog(), CancellationToken.None),
        })
        {
            Assert.Equal($"--store {mistyped}: no such folder; data fetch and data import make one", Assert.Throws<UserException>(read).Message);
        }

        Assert.False(Directory.Exists(mistyped));
    }

    [Fact]
    public void AMomentYetToComeIsRefused()
    {
        Import(folder, folder["store"], "a.csv", 2021, 1);
        var fault = Assert.Throws<Data.FactException>(() => Open(folder["store"], TimeProvider.System.GetUtcNow().AddMinutes(5)));
        Assert.Contains("yet to come", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMomentWhoseVintagesWerePrunedIsRefused()
    {
        var store = folder["store"];
        Import(folder, store, "a.csv", 2021, 1);
        var at = TimeProvider.System.GetUtcNow();
        Import(folder, store, "a.csv", 2021, 2);
        PruneVintages.Run(TimeProvider.System.GetUtcNow(), really: true, store);
        var fault = Assert.Throws<Data.FactException>(() => Open(store, at));
        Assert.Contains("pruned on", fault.Message, StringComparison.Ordinal);
        Open(store, null).Dispose();
    }

    [Theory]
    [InlineData("2020-02-30")]
    [InlineData("yesterday")]
    [InlineData("2020-02-03T10:00:00+03:00")]
    public void WhatIsNoMomentIsNamed(string text) =>
        Assert.StartsWith($"--as-of {text}: a day", Assert.Throws<UserException>(() => Moment.Parse("--as-of", text, TimeProvider.System)).Message, StringComparison.Ordinal);

    [Fact]
    public void ADayIsItsEnd() =>
        Assert.Equal("2020-02-03T23:59:59.9999999Z", Moment.Show(Moment.Parse("--as-of", "2020-02-03", TimeProvider.System)));

    public void Dispose() => folder.Dispose();

    private static FactStore Open(string store, DateTimeOffset? asOf) => new StoreFacts(null, store, asOf).Open(TimeProvider.System);

    private static string State(string store, DateTimeOffset? asOf)
    {
        using var facts = Open(store, asOf);
        return string.Join('\n', facts.CustomsTotals()) + facts.Describe("customs_totals") + facts.Describe("customs_totals").Sha256
            + new StoreFacts(null, store, asOf).Arguments(facts);
    }

    private static void Import(TempFolder folder, string store, string name, int year, double value)
    {
        File.WriteAllText(folder["map.yaml"], Map);
        File.WriteAllText(
            folder[name],
            "year,exporter,importer,reporter,million_usd,valuation,citation,address\n" +
            string.Create(CultureInfo.InvariantCulture, $"{year},CHN,RUS,CHN,{value},FOB,c,a\n{year},CHN,RUS,RUS,{value * 1.1:R},CIF,c,a\n"));
        ImportFile.RunAsync(
            new ImportRequest(folder[name], folder["map.yaml"], store, false), TimeProvider.System, new StageLog(), CancellationToken.None)
            .GetAwaiter().GetResult();
    }

    private Dictionary<string, string> Report(string store, DateTimeOffset? asOf, string name)
    {
        var result = BuildReport.Run(
            new ReportRequest("CHN", "RUS") { Store = store, AsOf = asOf, OutFolder = folder[name], Resamples = 20 }, new StageLog(),
            CancellationToken.None);
        return result.Files.ToDictionary(
            f => Path.GetRelativePath(folder[name], f), f => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f))));
    }
}
