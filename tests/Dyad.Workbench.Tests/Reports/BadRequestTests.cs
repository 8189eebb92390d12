using System.Text;
using Dyad.Data;
using Dyad.Workbench.Reports;
using Dyad.Workbench.Tests.Fixtures;

namespace Dyad.Workbench.Tests.Reports;

/// <summary>A request that cannot be met is told of in one line, and leaves nothing behind.</summary>
public sealed class BadRequestTests : IDisposable
{
    private const string TradeHeader = "year,exporter,importer,sector,million_usd";

    private readonly TempFolder temp = new();

    private ReportRequest Request => new("CHN", "RUS") { OutFolder = temp["out"], Resamples = ComputedReport.Resamples };

    public void Dispose() => temp.Dispose();

    [Theory]
    [InlineData("CHM", "RUS", "unknown economy 'CHM'; near: CHN (China)")]
    [InlineData("CHN", "Rusia", "unknown economy 'Rusia'; near: RUS (Russia)")]
    [InlineData("CHN", "ROW", "no trade by sector of ")]
    [InlineData("CHN", "", "unknown economy ''; near: ")]
    [InlineData("CHN", "CHN", "a pair needs two different economies, both are CHN (China)")]
    [InlineData("China", "CN", "a pair needs two different economies, both are CHN (China)")]
    [InlineData("Россия", "RUS", "a pair needs two different economies, both are RUS (Russia)")]
    public void PartiesAreTwoThatTheFactsHold(string a, string b, string message) =>
        Refused(Request with { A = a, B = b }, message);

    [Theory]
    [InlineData(1994)]
    [InlineData(2012)]
    [InlineData(0)]
    [InlineData(int.MinValue)]
    public void TheYearIsOneOfTheFacts(int year) =>
        Refused(Request with { Year = year }, $"--year {year}: the facts hold trade by sector for 1995 to 2011");

    [Theory]
    [InlineData(19)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(10_001)]
    public void ResamplesAreNeitherTooFewNorTooMany(int resamples) =>
        Refused(Request with { Resamples = resamples }, $"--resamples {resamples}: from 20 to 10,000");

    [Fact]
    public void AFolderOfFactsThatIsNotThereIsNamed() =>
        Refused(Request with { UserData = temp["none"] }, $"no folder '{temp["none"]}'");

    [Fact]
    public void ADamagedParquetFileIsNamed()
    {
        var bytes = File.ReadAllBytes(Path.Combine(WorkbenchDefaults.DataFolder, "trade.parquet"));
        RefusedFacts("trade.parquet", bytes[..(bytes.Length / 2)], temp["facts", "trade.parquet"]);
    }

    [Theory]
    [InlineData("2011,CHN,RUS,MIN,12\n2011,CHN,RUS,AGR,much\n", "row 3, column million_usd: 'much' is not a number")]
    [InlineData("2011,CHN,XXX,MIN,12\n", "row 2, column importer: 'XXX' is not a code of economies")]
    [InlineData(
        "2011,CHN,RUS,MIN,12\n2011,CHN,RUS,MIN,13\n",
        "row 3, columns year, exporter, importer, sector: '2011, CHN, RUS, MIN' stands already at row 2")]
    [InlineData("2011,CHN,RUS,MIN,\n", "row 2, column million_usd: a value is missing")]
    [InlineData("2011.5,CHN,RUS,MIN,1\n", "row 2, column year: '2011.5' is not a whole number")]
    [InlineData("2011,CHN,RUS,MIN,inf\n", "row 2, column million_usd: 'inf' is not finite")]
    public void AMalformedCsvIsNamedWithLineColumnAndValue(string rows, string complaint) =>
        RefusedFacts("trade.csv", Encoding.UTF8.GetBytes($"{TradeHeader}\n{rows}"), $"{temp["facts", "trade.csv"]}: {complaint}");

    [Fact]
    public void ATableWithoutRowsIsNamed() => RefusedFacts(
        "trade.csv", Encoding.UTF8.GetBytes(TradeHeader + "\n"), $"{temp["facts", "trade.csv"]}: no rows below the names of the columns");

    [Fact]
    public void AFolderThatIsAFileIsRefusedBeforeTheWork()
    {
        File.WriteAllText(temp["out"], "mine");
        var log = new StageLog();
        var error = Assert.Throws<UserException>(() => BuildReport.Run(Request, log, CancellationToken.None));
        Assert.StartsWith($"cannot write to '{temp["out"]}': ", error.Message, StringComparison.Ordinal);
        Assert.Empty(log.Stages);
        Assert.Equal("mine", File.ReadAllText(temp["out"]));
    }

    [Fact]
    public void AFolderThatIsReadOnlyIsRefusedBeforeTheWork()
    {
        // Even the administrator may not write to the kernel's own folder.
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a folder that nobody may write to");
        const string folder = "/proc/dyad-test";
        var log = new StageLog();
        var request = Request with { OutFolder = folder };
        var error = Assert.Throws<UserException>(() => BuildReport.Run(request, log, CancellationToken.None));
        Assert.StartsWith($"cannot write to '{folder}': ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Empty(log.Stages);
    }

    [Theory]
    [InlineData("gravity")]
    [InlineData("agreements")]
    [InlineData("environment")]
    [InlineData("writing")]
    public void StoppedOnTheWayNothingIsLeftAndTheOldReportStays(string stage)
    {
        Directory.CreateDirectory(temp["out"]);
        File.WriteAllText(temp["out", "report.html"], "old");
        using var stop = new CancellationTokenSource();
        var log = new StageLog(s => (s.Name.StartsWith(stage, StringComparison.Ordinal) ? (Action)stop.Cancel : () => { })());
        Assert.Throws<OperationCanceledException>(() => BuildReport.Run(Request, log, stop.Token));
        Assert.Equal(["out/", "out/report.html"], temp.Entries());
        Assert.Equal("old", File.ReadAllText(temp["out", "report.html"]));
    }

    private void RefusedFacts(string name, byte[] content, string message)
    {
        Directory.CreateDirectory(temp["facts"]);
        File.WriteAllBytes(temp["facts", name], content);
        Refused(Request with { UserData = temp["facts"] }, message);
    }

    /// <summary>Refused with one line that begins so, or holds it, and with nothing written.</summary>
    private void Refused(ReportRequest request, string message)
    {
        var before = temp.Entries();
        var error = Record.Exception(() => BuildReport.Run(request, new StageLog(), CancellationToken.None));
        Assert.True(error is UserException or FactException, $"{error}");
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal(before, temp.Entries());
    }
}
