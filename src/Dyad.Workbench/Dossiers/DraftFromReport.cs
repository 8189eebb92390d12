using Dyad.Reports.Drafting;
using Dyad.Workbench.Reports;

namespace Dyad.Workbench.Dossiers;

/// <summary>The first text of a dossier: the report of a pair, computed and drafted as clauses; writes no file.</summary>
public static class DraftFromReport
{
    /// <summary>Computes the report and drafts the text.</summary>
    /// <param name="request">The report; its languages and its folder do not matter, a draft has all three and writes nothing.</param>
    /// <param name="progress">Is told of each stage, in the order in which they begin, before the work goes on.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="UserException">The request does not allow it.</exception>
    /// <exception cref="Data.FactException">A table of facts is at fault.</exception>
    public static Draft Run(ReportRequest request, IProgress<Stage> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(progress);
        var report = ComposeReport.Run(request, progress, cancel);
        progress.Report(new Stage("drafting", 0.95));
        return DraftComposer.Compose(report);
    }
}
