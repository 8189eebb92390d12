using Dyad.Data.Provenance;
using Dyad.Reports.Model;
using Dyad.Reports.Rendering.Json;
using Dyad.Workbench.Reports;
using Dyad.Workbench.Tests.Fixtures;

[assembly: AssemblyFixture(typeof(ComputedReport))]

namespace Dyad.Workbench.Tests.Fixtures;

/// <summary>The report of China and Russia on the built-in facts, computed and written once for all tests.</summary>
public sealed class ComputedReport : IDisposable
{
    /// <summary>The fewest that a request may ask for; figures other than intervals and ranks do not depend on it.</summary>
    public const int Resamples = 20;

    private readonly TempFolder folder = new();
    private readonly Lazy<JointReport> mirrored;

    public ComputedReport()
    {
        Result = BuildReport.Run(Request, Log, CancellationToken.None);
        Report = JsonReport.Read(Result.Json);
        mirrored = new(() => ComposeReport.Run(Request with { A = "RUS", B = "CHN" }, new StageLog(), CancellationToken.None));
        Manifest = Manifest.Read(WorkbenchDefaults.DataFolder);
    }

    public ReportRequest Request => new("CHN", "RUS") { OutFolder = Folder, Resamples = Resamples };

    public string Folder => folder["report"];

    public ReportResult Result { get; }

    /// <summary>What stands in <c>report.json</c>.</summary>
    public JointReport Report { get; }

    /// <summary>The report with the parties in the other order.</summary>
    public JointReport Mirrored => mirrored.Value;

    public Manifest Manifest { get; }

    internal StageLog Log { get; } = new();

    public void Dispose() => folder.Dispose();
}
