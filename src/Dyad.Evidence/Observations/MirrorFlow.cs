namespace Dyad.Evidence;

/// <summary>
/// A flow with the claims of both sides, side by side. Either may be missing, not both. The claims are the published ones and
/// stay as they are, whatever is computed from them.
/// </summary>
public sealed record MirrorFlow
{
    /// <summary>Puts two claims about one flow side by side.</summary>
    /// <param name="exporterReport">The exporter's claim, or null.</param>
    /// <param name="importerReport">The importer's claim, or null.</param>
    /// <exception cref="ArgumentException">Both are missing, a side is wrong, or the claims concern different flows.</exception>
    public MirrorFlow(Observation? exporterReport, Observation? importerReport)
    {
        var any = exporterReport ?? importerReport
            ?? throw new ArgumentException("A mirror flow needs the claim of at least one side.", nameof(exporterReport));
        if (exporterReport is { Side: not ReportedSide.Exports })
            throw new ArgumentException("The exporter's claim must be of the side Exports.", nameof(exporterReport));
        if (importerReport is { Side: not ReportedSide.Imports })
            throw new ArgumentException("The importer's claim must be of the side Imports.", nameof(importerReport));
        if (exporterReport is not null && importerReport is not null && Key(exporterReport) != Key(importerReport))
        {
            throw new ArgumentException(
                $"The claims concern different flows: {Key(exporterReport)} and {Key(importerReport)}.", nameof(importerReport));
        }

        (ExporterReport, ImporterReport) = (exporterReport, importerReport);
        (Year, Exporter, Importer, Sector, Product) = Key(any);
    }

    /// <summary>The exporter's claim, as published.</summary>
    public Observation? ExporterReport { get; }

    /// <summary>The importer's claim, as published.</summary>
    public Observation? ImporterReport { get; }

    /// <summary>Calendar year.</summary>
    public int Year { get; }

    /// <summary>The economy that sends the goods.</summary>
    public string Exporter { get; }

    /// <summary>The economy that receives the goods.</summary>
    public string Importer { get; }

    /// <summary>Sector group; null for the total.</summary>
    public string? Sector { get; }

    /// <summary>Product code; null for the total.</summary>
    public string? Product { get; }

    /// <summary>Importer's report over exporter's report, in logs; null unless both are above zero.</summary>
    public double? LogGap => ExporterReport is { MillionUsd: > 0 } x && ImporterReport is { MillionUsd: > 0 } m
        ? Math.Log(m.MillionUsd / x.MillionUsd)
        : null;

    /// <summary>How far the importer's report exceeds the exporter's, percent; null unless both are above zero.</summary>
    public double? GapPercent => LogGap is { } gap ? 100 * (Math.Exp(gap) - 1) : null;

    /// <summary>
    /// Whether freight and insurance stand between the claims: the importer's includes them and the exporter's does not. An unknown
    /// valuation follows its side's convention.
    /// </summary>
    public bool HasMargin => this is { ExporterReport.IsCif: false, ImporterReport.IsCif: true };

    /// <summary>The geometric mean of both claims, million US$, or the one that is above zero; null if none is.</summary>
    internal double? Size => LogGap is not null
        ? Math.Sqrt(ExporterReport!.MillionUsd * ImporterReport!.MillionUsd)
        : new[] { ExporterReport?.MillionUsd, ImporterReport?.MillionUsd }.FirstOrDefault(value => value > 0);

    /// <summary>
    /// Pairs claims that concern the same year, exporter, importer, sector and product, in the order of their first claim.
    /// </summary>
    /// <param name="claims">Claims of one source and vintage for each side of a flow.</param>
    /// <exception cref="ArgumentException">One side of a flow has two claims: choose a source and vintage first.</exception>
    public static IReadOnlyList<MirrorFlow> PairUp(IEnumerable<Observation> claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        return [.. claims.GroupBy(Key).Select(flow => new MirrorFlow(
            Single(flow, ReportedSide.Exports), Single(flow, ReportedSide.Imports)))];
    }

    private static Observation? Single(IEnumerable<Observation> flow, ReportedSide side)
    {
        var claims = flow.Where(claim => claim.Side == side).ToArray();
        return claims.Length <= 1
            ? claims.FirstOrDefault()
            : throw new ArgumentException(
                $"{claims[0].Reporter} states its {side} of {Key(claims[0])} {claims.Length} times; keep one vintage.");
    }

    private static (int Year, string Exporter, string Importer, string? Sector, string? Product) Key(Observation claim) =>
        (claim.Year, claim.Exporter, claim.Importer, claim.Sector, claim.Product);
}
