namespace Dyad.Evidence;

/// <summary>A side of a flow that published nothing at all in a year, about any partner.</summary>
/// <param name="Reporter">The economy.</param>
/// <param name="LastYear">The last year before in which it published; null: none.</param>
/// <param name="YearsSinceBoth">
/// Years to the nearest in which both sides reported this flow, which is what the partner's figure was last checked by; null: none.
/// </param>
public sealed record MissingReporter(string Reporter, int? LastYear, int? YearsSinceBoth);

/// <summary>
/// In which years each economy published its trade. A reporter without a release or any claim in a year is a missing reporter; one that
/// published, and states nothing about this partner, merely states no trade with it.
/// </summary>
public sealed class PublicationRecord
{
    private readonly Dictionary<string, SortedSet<int>> years = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), SortedSet<int>> both = [];

    private PublicationRecord()
    {
    }

    /// <summary>Reads the record off releases and claims.</summary>
    /// <param name="flows">Every flow at hand, with one or both claims.</param>
    /// <param name="releases">Years that economies are known to have published; null: what the claims tell.</param>
    public static PublicationRecord From(
        IEnumerable<MirrorFlow> flows, IEnumerable<(string Reporter, int Year)>? releases = null)
    {
        ArgumentNullException.ThrowIfNull(flows);
        var record = new PublicationRecord();
        foreach (var (reporter, year) in releases ?? [])
            Add(record.years, reporter, year);
        foreach (var flow in flows)
        {
            if (flow.ExporterReport is not null)
                Add(record.years, flow.Exporter, flow.Year);
            if (flow.ImporterReport is not null)
                Add(record.years, flow.Importer, flow.Year);
            if (flow.LogGap is not null)
                Add(record.both, (flow.Exporter, flow.Importer), flow.Year);
        }

        return record;
    }

    /// <summary>The side of a flow that published nothing in the flow's year; null if both published.</summary>
    /// <param name="flow">The flow.</param>
    public MissingReporter? MissingSide(MirrorFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return flow is { ExporterReport: not null, ImporterReport: not null }
            ? null
            : Missing(flow.ExporterReport is null ? flow.Exporter : flow.Importer, flow);
    }

    private MissingReporter? Missing(string reporter, MirrorFlow flow)
    {
        var published = years.GetValueOrDefault(reporter) ?? [];
        if (published.Contains(flow.Year))
            return null;
        int[] before = [.. published.Where(year => year < flow.Year)];
        int[] distances =
            [.. (both.GetValueOrDefault((flow.Exporter, flow.Importer)) ?? []).Select(year => Math.Abs(year - flow.Year))];
        return new MissingReporter(
            reporter, before.Length > 0 ? before[^1] : null, distances.Length > 0 ? distances.Min() : null);
    }

    private static void Add<T>(Dictionary<T, SortedSet<int>> to, T key, int year)
        where T : notnull
    {
        if (!to.TryGetValue(key, out var set))
            to[key] = set = [];
        set.Add(year);
    }
}
