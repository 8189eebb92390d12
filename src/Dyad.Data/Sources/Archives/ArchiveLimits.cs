namespace Dyad.Data.Sources.Archives;

/// <summary>
/// Bounds of an archive that is opened. The largest that a source publishes stay far below: BACI in one revision has 30 entries, 10 GB
/// unpacked, at 1 to 4.
/// </summary>
public sealed record ArchiveLimits
{
    /// <summary>Entries at the most.</summary>
    public int MostEntries { get; init; } = 10_000;

    /// <summary>Bytes of one entry at the most, unpacked.</summary>
    public long MostEntryBytes { get; init; } = 16L << 30;

    /// <summary>Bytes of all entries at the most, unpacked.</summary>
    public long MostBytes { get; init; } = 64L << 30;

    /// <summary>
    /// Unpacked over packed bytes of an entry at the most. Tables of numbers come to some 30; deflate itself ends at 1,032, which only
    /// one repeated byte reaches.
    /// </summary>
    public double MostRatio { get; init; } = 200;

    /// <summary>Unpacked bytes below which the ratio of an entry says nothing: small files of zeros are no bomb.</summary>
    public long RatioFrom { get; init; } = 1 << 20;
}
