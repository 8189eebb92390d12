using System.Globalization;
using System.Security.Cryptography;
using Dyad.Data.Facts;
using Dyad.Data.Store;
using Dyad.Data.Vintages;
using Dyad.Reports.Model;
using Dyad.Reports.Rendering.Json;
using Dyad.Workbench.Facts;
using Dyad.Workbench.Reports;
using Dyad.Workbench.Tests.Fixtures;
using Dyad.Workbench.Vintages;
using FsCheck.Xunit;

namespace Dyad.Workbench.Tests.Vintages;

/// <summary>What was known at a moment stays what it was, whatever is fetched after it.</summary>
public sealed class AsOfTests(AsOfTests.FirstReport first) : IClassFixture<AsOfTests.FirstReport>, IDisposable
{
    private readonly TempFolder folder = new();

    /// <summary>
    /// Imports totals and products, brings releases of BACI and converts revisions at random, new, revised and unchanged, and holds after
    /// each what a report and a diagnosis would read; at the end every earlier moment still gives the same, row by row, with the same
    /// checksums and the same options in its addresses.
    /// </summary>
    [Property(MaxTest = 3)]
    public void EveryPastMomentStaysAsItWas(byte[] steps)
    {
        using var own = new TempFolder();
        var store = own["store"];
        var past = new List<(DateTimeOffset At, string State)>();
        foreach (var step in steps.Take(7))
        {
            Step(own, store, kind: step % 5, which: step / 5 % 3, value: 1 + (step / 15));
            if (Directory.Exists(store))
                past.Add((TimeProvider.System.GetUtcNow(), State(store, null)));
        }

        Assert.All(past, p => Assert.Equal(p.State, State(store, p.At)));
    }

    [Fact]
    public void TheReportOfAMomentIsTheSameByteForByte()
    {
        Import(folder, first.Store, "a.csv", 2021, 61_000);
        Import(folder, first.Store, "b.csv", 2022, 62_000);

        Assert.Equal(first.Files, Report(first.Store, first.At, folder["again"]));
        // The same report asked for without the moment reads what came after it.
        Assert.Equal([60_000, 66_000], Claims(JsonReport.Read(File.ReadAllText(Path.Combine(first.Folder, "report.json"))).Mirror, 2021));
        Assert.Equal([61_000, 67_100], Claims(StageOfClaims.Totals(first.Store), 2021));
        Assert.Equal([62_000, 68_200], Claims(StageOfClaims.Totals(first.Store), 2022));

        static IEnumerable<double> Claims(IReadOnlyList<MirrorFigure> flows, int year) =>
            flows.Single(m => m.Year == year && m.Exporter == "CHN").Claims.Select(c => Math.Round(c.MillionUsd, 6));
    }

    /// <summary>Where a store lies is nobody's business but its owner's.</summary>
    [Fact]
    public void AStoreOfTheSameContentInAnotherFolderGivesTheSameBytes()
    {
        Assert.Equal(first.Files, Report(first.Copy, null, folder["second"]));
        Assert.DoesNotContain(
            Path.GetFileName(first.Copy), File.ReadAllText(Path.Combine(folder["second"], "report.json")), StringComparison.Ordinal);
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

    [Fact]
    public void BeforeADayIsBeforeItsBeginning()
    {
        Assert.Equal("2020-02-03T00:00:00Z", Moment.Show(Moment.Start("--before", "2020-02-03", TimeProvider.System)));
        Assert.Equal("2020-02-03T10:00:00Z", Moment.Show(Moment.Start("--before", "2020-02-03T10:00:00Z", TimeProvider.System)));
    }

    public void Dispose() => folder.Dispose();

    private static FactStore Open(string store, DateTimeOffset? asOf) => new StoreFacts(null, store, asOf).Open(TimeProvider.System);

    private static string State(string store, DateTimeOffset? asOf)
    {
        using var facts = Open(store, asOf);
        return string.Join('\n', [
            .. facts.CustomsTotals(), .. facts.ProductClaims("HS2017"), .. facts.Query("customs_products", null, 1000).Rows.Select(r => string.Join(' ', r)),
            facts.Describe("customs_totals"), facts.Describe("customs_totals").Sha256, facts.Describe("customs_products").Sha256,
            .. facts.Live?.Files("baci").Select(Path.GetFileName) ?? [], new StoreFacts(null, store, asOf).Arguments(facts, "baci"),
        ]);
    }

    /// <summary>One of the ways to change a store; what cannot be converted yet changes nothing.</summary>
    private static void Step(TempFolder folder, string store, int kind, int which, int value)
    {
        var products = FormattableString.Invariant($"2022,CHN,RUS,CHN,HS20{(kind == 1 ? 22 : 17)},85010{which},{value},,FOB,c,a\n");
        switch (kind)
        {
            case 0:
                Import(folder, store, $"file-{which}.csv", 2012 + which, value);
                break;
            case 1 or 2:
                Import(folder, store, $"products-{kind}-{which}.csv", "customs_products", CustomsFile.Products + products);
                break;
            case 3:
                var name = $"BACI_HS92_Y2022_V2024{which:00}.csv";
                File.WriteAllText(folder[name], FormattableString.Invariant($"t,i,j,k,v,q\n2022,643,156,270900,{value},1\n"));
                FetchData.RunAsync(
                    new FetchRequest("baci") { File = folder[name], Store = store }, TimeProvider.System, new StageLog(), CancellationToken.None)
                    .GetAwaiter().GetResult();
                break;
            default:
                File.WriteAllText(folder["table.csv"], "HS 2022,HS 2017\n850100,850101\n850101,850102\n850102,850100\n");
                try
                {
                    HarmoniseProducts.RunAsync(
                        new HarmoniseRequest(folder["table.csv"], "HS2022", "HS2017") { Store = store }, TimeProvider.System, new StageLog(),
                        CancellationToken.None).GetAwaiter().GetResult();
                }
                catch (Exception e) when (e is Data.FactException or UserException)
                {
                }

                break;
        }
    }

    private static void Import(TempFolder folder, string store, string name, int year, double value) => Import(
        folder, store, name, "customs_totals",
        "year,exporter,importer,reporter,million_usd,valuation,citation,address\n" +
        string.Create(CultureInfo.InvariantCulture, $"{year},CHN,RUS,CHN,{value},FOB,c,a\n{year},CHN,RUS,RUS,{value * 1.1:R},CIF,c,a\n"));

    private static void Import(TempFolder folder, string store, string name, string table, string rows) =>
        CustomsFile.ImportAsync(folder, store, table.Replace('_', '-'), name, table, rows).GetAwaiter().GetResult();

    private static Dictionary<string, string> Report(string store, DateTimeOffset? asOf, string into)
    {
        var result = BuildReport.Run(
            new ReportRequest("CHN", "RUS") { Store = store, AsOf = asOf, OutFolder = into, Resamples = ComputedReport.Resamples },
            new StageLog(), CancellationToken.None);
        return result.Files.ToDictionary(
            f => Path.GetRelativePath(into, f), f => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f))));
    }

    /// <summary>A store of one file, a copy of it in another folder, and the checksums of the report's files, written once.</summary>
    public sealed class FirstReport : IDisposable
    {
        private readonly TempFolder folder = new();

        public FirstReport()
        {
            Import(folder, Store, "a.csv", 2021, 60_000);
            foreach (var file in Directory.EnumerateFiles(Store, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(Copy, Path.GetRelativePath(Store, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }

            Files = Report(Store, null, Folder);
            At = TimeProvider.System.GetUtcNow();
        }

        public string Store => folder["store"];

        public string Copy => folder["another one"];

        public string Folder => folder["report"];

        public IReadOnlyDictionary<string, string> Files { get; }

        /// <summary>A moment after the report was written.</summary>
        public DateTimeOffset At { get; }

        public void Dispose() => folder.Dispose();
    }
}
