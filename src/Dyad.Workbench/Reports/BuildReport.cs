using Dyad.Reports.Rendering.Json;

namespace Dyad.Workbench.Reports;

/// <summary>What a report came to.</summary>
/// <param name="Files">Full paths, the HTML first.</param>
/// <param name="Findings">The findings of the summary as sentences in the first language.</param>
/// <param name="Json">The text of <c>report.json</c>.</param>
public sealed record ReportResult(IReadOnlyList<string> Files, IReadOnlyList<string> Findings, string Json);

/// <summary>The joint report of a pair.</summary>
public static class BuildReport
{
    /// <summary>Computes and writes the report.</summary>
    public static ReportResult Run(ReportRequest request, IProgress<Stage> progress, CancellationToken cancel)
    {
        var r = ComposeReport.Run(request, progress, cancel);
        return new ReportResult(["x"], [], JsonReport.Write(r));
    }
}
