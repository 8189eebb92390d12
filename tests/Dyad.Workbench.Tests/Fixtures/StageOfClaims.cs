using Dyad.Reports.Model;
using Dyad.Workbench.Reports;
using Dyad.Workbench.Reports.Diagnosis;

namespace Dyad.Workbench.Tests.Fixtures;

/// <summary>What the report of China and Russia reads of a store's claims, by its own stage, without the rest of the report.</summary>
internal static class StageOfClaims
{
    public static IReadOnlyList<ProductGap> Products(string store) => Of(store, stage => stage.Products());

    public static IReadOnlyList<MirrorFigure> Totals(string store) => Of(store, stage => stage.Figures());

    private static T Of<T>(string store, Func<MirrorStage, T> read)
    {
        var request = new ReportRequest("CHN", "RUS") { Store = store, Resamples = ComputedReport.Resamples };
        using var open = request.Facts.Open(TimeProvider.System);
        var facts = ReportFacts.Read(open, request);
        return read(new MirrorStage(facts, new ReportBook(facts, request)));
    }
}
