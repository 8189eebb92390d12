using Dyad.Data.Facts;
using Dyad.Data.Harmonise;
using Dyad.Workbench.Reports.Changes;

namespace Dyad.Workbench.Reports.Diagnosis;

/// <summary>What a reader must know before using the figures, as keys of the report's texts.</summary>
internal static class ReportNotes
{
    /// <summary>Latest year of sector trade in the release of WIOD that the built-in facts hold.</summary>
    private const int EndOfWiod2013 = 2011;

    /// <summary>The notes that apply to these facts.</summary>
    public static IReadOnlyList<string> Of(ReportFacts facts, ChangeFigures changes)
    {
        var notes = new List<string>();
        if (facts.Trade.Years[^1] == EndOfWiod2013)
            notes.Add("facts-end-2011");
        notes.AddRange(["no-tariffs", "wiod-estimates", "services-estimated", "no-environment-effect", "aggregate-years"]);
        if (!facts.Totals.Any(t => (t.Exporter, t.Importer) == facts.Directions[0]))
            notes.Add("no-agreement-data");
        if (AreaChanged(facts))
            notes.Add("area-changed");
        if (!changes.Complete)
            notes.Add("scenarios-left-out");
        return notes;
    }

    /// <summary>Whether a party has another area in some of the years of the pair's customs figures than in others.</summary>
    private static bool AreaChanged(ReportFacts facts)
    {
        var flows = facts.Store.CustomsTotals().Where(c => facts.Directions.Contains((c.Exporter, c.Importer)));
        List<int> years = [.. flows.Select(c => c.Year)];
        var (one, other) = facts.Directions[0];
        return years.Count > 0
            && new[] { one, other }.Any(p => FormerEconomies.Break(p, years.Min(), years.Max()) is { GoesOn: true });
    }
}
