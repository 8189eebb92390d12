using System.Diagnostics;
using System.Globalization;
using Dyad.Reports.Rendering.Json;
using Dyad.Workbench.Reports;
using Dyad.Workbench.Tests.Fixtures;

namespace Dyad.Workbench.Tests.Reports;

/// <summary>The same request gives the same report, however many threads compute it; another seed, other intervals.</summary>
public class DeterminismTests(ComputedReport computed)
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task ThreadsDoNotChangeADigit(int processors)
    {
        using var temp = new TempFolder();
        // The runtime learns how many processors it has when it starts, so that this takes a process.
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "dyad.dll"), "report", "CHN", "RUS", "--resamples",
                ComputedReport.Resamples.ToString(CultureInfo.InvariantCulture), "--out", temp["report"], "--json",
            },
            Environment =
            {
                ["DOTNET_PROCESSOR_COUNT"] = processors.ToString(CultureInfo.InvariantCulture),
                ["DYAD_DATA"] = WorkbenchDefaults.DataFolder,
                ["DYAD_COMMAND"] = WorkbenchDefaults.Command,
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var json = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        Assert.Equal(computed.Result.Json, json);
    }

    [Fact]
    public void AnotherSeedChangesIntervalsAndNoFigure()
    {
        var other = ComposeReport.Run(computed.Request with { Seed = 2 }, new StageLog(), CancellationToken.None);
        Assert.Equal(
            computed.Report.Bottlenecks.Select(b => (b.Id, b.MillionUsd)), other.Bottlenecks.Select(b => (b.Id, b.MillionUsd)));
        Assert.NotEqual(computed.Report.Bottlenecks.Select(b => b.Low), other.Bottlenecks.Select(b => b.Low));
        Assert.Equal(computed.Report.Trade.Select(t => t.Provenance), other.Trade.Select(t => t.Provenance));
        Assert.Empty(
            computed.Report.Bottlenecks.Select(b => b.Provenance).Intersect(other.Bottlenecks.Select(b => b.Provenance)));
    }
}
