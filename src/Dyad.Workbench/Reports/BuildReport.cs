using System.Text;
using Dyad.Reports.Chapters;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Rendering.Csv;
using Dyad.Reports.Rendering.Html;
using Dyad.Reports.Rendering.Json;
using Dyad.Reports.Rendering.Word;
using Dyad.Reports.Texts;

namespace Dyad.Workbench.Reports;

/// <summary>What a report came to.</summary>
/// <param name="Files">Full paths, the HTML first.</param>
/// <param name="Findings">The findings of the summary as sentences in the first language.</param>
/// <param name="Json">The text of <c>report.json</c>.</param>
/// <param name="Vintages">Vintages that the report stands on beside the built-in facts.</param>
public sealed record ReportResult(
    IReadOnlyList<string> Files, IReadOnlyList<string> Findings, string Json, IReadOnlyList<VintageUsed> Vintages);

/// <summary>The joint report of a pair: computed, composed in each language, rendered, and written whole or not at all.</summary>
public static class BuildReport
{
    private const string ReportsFolder = "reports";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Computes the report and writes no file: what a program reads that recomputes a figure.</summary>
    /// <exception cref="UserException">The request does not allow it.</exception>
    /// <exception cref="Data.FactException">A table of facts is at fault.</exception>
    public static string Json(ReportRequest request, IProgress<Stage> progress, CancellationToken cancel) =>
        JsonReport.Write(ComposeReport.Run(request, progress, cancel));

    /// <summary>Computes and writes the report.</summary>
    /// <exception cref="UserException">The request or the folder does not allow it; nothing was written.</exception>
    /// <exception cref="Data.FactException">A table of facts is at fault; nothing was written.</exception>
    public static ReportResult Run(ReportRequest request, IProgress<Stage> progress, CancellationToken cancel)
    {
        request.Validate();
        // A folder that cannot be written to is told of now and not after the work.
        ReportFiles.Open(request.OutFolder ?? ReportsFolder).Dispose();
        var report = ComposeReport.Run(request, progress, cancel);
        progress.Report(new Stage("writing", 0.93));
        using var files = ReportFiles.Open(request.OutFolder ?? DefaultFolder(report), IsOfAReport);
        var documents = Enum.GetValues<Language>().ToDictionary(l => l, l => ReportComposer.Compose(report, l));
        var html = HtmlReport.Render([.. documents.Values], request.Languages[0]);
        files.Write("report.html", stream => stream.Write(Utf8.GetBytes(html)));
        foreach (var language in request.Languages)
        {
            cancel.ThrowIfCancellationRequested();
            files.Write($"report.{TextCatalog.Code(language)}.docx", stream => WordReport.Write(documents[language], stream));
        }

        foreach (var (name, write) in DataAnnex.Files(report))
            files.Write(Path.Combine("annex", name), write);
        cancel.ThrowIfCancellationRequested();
        var json = JsonReport.Write(report);
        files.Write("report.json", stream => stream.Write(Utf8.GetBytes(json)));
        return new ReportResult(files.Commit(), ReportComposer.Findings(report, request.Languages[0]), json, report.Vintages);
    }

    /// <summary>Files of an earlier report that the new one may not have, such as a Word document in another language.</summary>
    private static bool IsOfAReport(string file) =>
        file is ['r', 'e', 'p', 'o', 'r', 't', '.', _, _, '.', 'd', 'o', 'c', 'x']
        || (Path.GetDirectoryName(file) == "annex" && Path.GetExtension(file) == ".csv");

    private static string DefaultFolder(JointReport report) =>
        Path.Combine(ReportsFolder, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{report.Parties[0]}-{report.Parties[1]}-{report.Year}"));
}
