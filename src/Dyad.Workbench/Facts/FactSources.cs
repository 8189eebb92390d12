using Dyad.Data.Provenance;
using Dyad.Reports.Model;

namespace Dyad.Workbench.Facts;

/// <summary>A table of facts as a report names it.</summary>
internal static class FactSources
{
    /// <summary>The table in the list of sources.</summary>
    public static SourceRecord Record(ManifestEntry e) => new(
        e.Table, Join(e, s => s.Name), Join(e, s => s.Release), Join(e, s => s.Licence), Join(e, s => s.Citation), e.Aggregation, e.Units,
        e.Rows, e.Sha256);

    /// <summary>The table as an input of a figure.</summary>
    public static ProvenanceInput Input(ManifestEntry e) => new(e.Table, Join(e, s => s.Name), Join(e, s => s.Release), e.Sha256);

    private static string Join(ManifestEntry entry, Func<FactSource, string> part) => string.Join("; ", entry.Sources.Select(part));
}
