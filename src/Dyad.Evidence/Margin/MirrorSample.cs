namespace Dyad.Evidence;

/// <summary>
/// Flows that both sides report, as arrays of one length n: what the margin and the reporters' accuracy are estimated from.
/// The exporter's report is FOB and the importer's CIF throughout.
/// </summary>
public sealed record MirrorSample
{
    /// <summary>Builds a sample from arrays.</summary>
    /// <param name="exporter">Codes of the exporters [n].</param>
    /// <param name="importer">Codes of the importers [n].</param>
    /// <param name="year">Years [n].</param>
    /// <param name="exporterReport">Exporters' FOB reports [n], above zero, any one currency unit.</param>
    /// <param name="importerReport">Importers' CIF reports [n], above zero, the same unit.</param>
    /// <param name="route">Ways [n].</param>
    /// <param name="agreement">
    /// Weights of the margin regression [n], in (0, 1]: <see cref="QuantityAgreement"/> where both sides report quantities.
    /// Null: unweighted.
    /// </param>
    /// <param name="product">Product codes [n]; null: totals.</param>
    /// <exception cref="ArgumentException">The arrays differ in length, are empty, or a value is out of its range.</exception>
    public MirrorSample(
        IReadOnlyList<string> exporter, IReadOnlyList<string> importer, IReadOnlyList<int> year,
        IReadOnlyList<double> exporterReport, IReadOnlyList<double> importerReport, IReadOnlyList<Route> route,
        IReadOnlyList<double>? agreement = null, IReadOnlyList<string>? product = null)
    {
        var n = exporter.Count;
        if (n == 0)
            throw new ArgumentException("A sample needs at least one flow that both sides report.", nameof(exporter));
        if (importer.Count != n || year.Count != n || exporterReport.Count != n || importerReport.Count != n
            || route.Count != n || (agreement is not null && agreement.Count != n)
            || (product is not null && product.Count != n))
        {
            throw new ArgumentException($"All arrays must have the length of the exporters ({n}).");
        }

        for (var f = 0; f < n; f++)
        {
            if (string.Equals(exporter[f], importer[f], StringComparison.Ordinal))
                throw new ArgumentException($"Flow {f}: '{exporter[f]}' is both exporter and importer.");
            if (!(exporterReport[f] > 0) || !(importerReport[f] > 0)
                || !double.IsFinite(exporterReport[f]) || !double.IsFinite(importerReport[f]))
                throw new ArgumentException($"Flow {f}: reports must be finite and above zero.");
            if (agreement is not null && !(agreement[f] > 0 && agreement[f] <= 1))
                throw new ArgumentException($"Flow {f}: the agreement {agreement[f]:R} is not in (0, 1].", nameof(agreement));
        }

        (Exporter, Importer, Year, Route) = ([.. exporter], [.. importer], [.. year], [.. route]);
        (ExporterReport, ImporterReport) = ([.. exporterReport], [.. importerReport]);
        Agreement = agreement is null ? null : [.. agreement];
        Product = product is null ? null : [.. product];
        Chapter = product is null ? null : [.. product.Select(code => ProductChapter.Of(code)!)];
    }

    /// <summary>Exporters [n].</summary>
    public IReadOnlyList<string> Exporter { get; }

    /// <summary>Importers [n].</summary>
    public IReadOnlyList<string> Importer { get; }

    /// <summary>Years [n].</summary>
    public IReadOnlyList<int> Year { get; }

    /// <summary>Exporters' FOB reports [n].</summary>
    public IReadOnlyList<double> ExporterReport { get; }

    /// <summary>Importers' CIF reports [n].</summary>
    public IReadOnlyList<double> ImporterReport { get; }

    /// <summary>Ways [n].</summary>
    public IReadOnlyList<Route> Route { get; }

    /// <summary>Weights of the margin regression [n]; null: unweighted.</summary>
    public IReadOnlyList<double>? Agreement { get; }

    /// <summary>Product codes [n]; null: totals.</summary>
    public IReadOnlyList<string>? Product { get; }

    /// <summary>Chapters of the products [n], which margin and accuracy are told apart by; null: totals.</summary>
    public IReadOnlyList<string>? Chapter { get; }

    /// <summary>Number of flows, n.</summary>
    public int Count => Exporter.Count;

    /// <summary>
    /// Takes the flows that can speak about the margin: both reports above zero, the exporter's FOB and the importer's CIF
    /// (an unknown valuation follows its side's convention). The other flows are left out, not changed. Where both state a net weight
    /// they count by <see cref="QuantityAgreement"/>; where a weight is missing, by the mean of the others.
    /// </summary>
    /// <param name="flows">Flows, with one or both claims.</param>
    /// <param name="routeOf">The way from an exporter (first) to an importer (second).</param>
    /// <exception cref="ArgumentException">No flow qualifies, or totals stand among products.</exception>
    public static MirrorSample From(IEnumerable<MirrorFlow> flows, Func<string, string, Route> routeOf)
    {
        ArgumentNullException.ThrowIfNull(flows);
        ArgumentNullException.ThrowIfNull(routeOf);
        MirrorFlow[] kept = [.. flows.Where(flow =>
            flow.LogGap is not null && flow.HasMargin)];
        var products = kept.Count(flow => flow.Product is not null);
        if (products > 0 && products < kept.Length)
            throw new ArgumentException("Totals stand among products; a sample is of one level.", nameof(flows));
        return new MirrorSample(
            [.. kept.Select(flow => flow.Exporter)], [.. kept.Select(flow => flow.Importer)], [.. kept.Select(flow => flow.Year)],
            [.. kept.Select(flow => flow.ExporterReport!.MillionUsd)], [.. kept.Select(flow => flow.ImporterReport!.MillionUsd)],
            [.. kept.Select(flow => routeOf(flow.Exporter, flow.Importer))],
            Agreements(kept), products > 0 ? [.. kept.Select(flow => flow.Product!)] : null);
    }

    private static double[]? Agreements(MirrorFlow[] flows)
    {
        double?[] stated = [.. flows.Select(flow => flow is { ExporterReport.Kilograms: > 0 and { } x, ImporterReport.Kilograms: > 0 and { } m }
            ? QuantityAgreement(x, m) : (double?)null)];
        return stated.Average() is { } mean ? [.. stated.Select(a => a ?? mean)] : null;
    }

    /// <summary>Size of a flow: the geometric mean of both reports.</summary>
    internal double SizeOf(int flow) => Math.Sqrt(ExporterReport[flow] * ImporterReport[flow]);

    /// <summary>
    /// How far the two sides agree on the quantity, min/max, in [0, 1]: the weight of Gaulier and Zignago (2010), Table 1,
    /// II and IV.
    /// The like ratio of the values would not do: it is a function of the explained variable and pulls the margin to zero.
    /// </summary>
    /// <param name="exporterQuantity">Quantity by the exporter, above zero.</param>
    /// <param name="importerQuantity">Quantity by the importer, the same unit, above zero.</param>
    public static double QuantityAgreement(double exporterQuantity, double importerQuantity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exporterQuantity);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(importerQuantity);
        return Math.Min(exporterQuantity, importerQuantity) / Math.Max(exporterQuantity, importerQuantity);
    }
}
