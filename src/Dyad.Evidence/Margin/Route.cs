namespace Dyad.Evidence;

/// <summary>
/// The way between two economies, as far as it bears on freight: the regressors of Gaulier and Zignago (2010), eq. 1.
/// </summary>
public sealed record Route
{
    /// <summary>Describes a way.</summary>
    /// <param name="distanceKm">Distance, km; above zero.</param>
    /// <param name="contiguous">Whether the economies share a land border.</param>
    /// <param name="exporterLandlocked">Whether the exporter has no coast; null where it is not known.</param>
    /// <param name="importerLandlocked">Whether the importer has no coast; null where it is not known.</param>
    /// <exception cref="ArgumentOutOfRangeException">The distance is not a finite number above zero.</exception>
    public Route(double distanceKm, bool contiguous, bool? exporterLandlocked = null, bool? importerLandlocked = null)
    {
        if (!double.IsFinite(distanceKm) || distanceKm <= 0)
            throw new ArgumentOutOfRangeException(nameof(distanceKm), distanceKm, "A finite distance above 0 km is expected.");
        (DistanceKm, Contiguous) = (distanceKm, contiguous);
        (ExporterLandlocked, ImporterLandlocked) = (exporterLandlocked, importerLandlocked);
    }

    /// <summary>Distance, km.</summary>
    public double DistanceKm { get; }

    /// <summary>Whether the economies share a land border.</summary>
    public bool Contiguous { get; }

    /// <summary>Whether the exporter has no coast; null where it is not known.</summary>
    public bool? ExporterLandlocked { get; }

    /// <summary>Whether the importer has no coast; null where it is not known.</summary>
    public bool? ImporterLandlocked { get; }
}
