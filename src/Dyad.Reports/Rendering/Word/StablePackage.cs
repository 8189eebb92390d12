using System.IO.Compression;

namespace Dyad.Reports.Rendering.Word;

/// <summary>Office packages whose bytes depend on their content alone: the parts in one order, without the time of
/// writing.</summary>
internal static class StablePackage
{
    /// <summary>The list of content types, which readers expect first.</summary>
    private const string ContentTypes = "[Content_Types].xml";

    /// <summary>The earliest time that a ZIP entry can hold.</summary>
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a package.</summary>
    /// <param name="make">Makes it on the stream that it is handed.</param>
    /// <param name="target">Where its stable form goes.</param>
    public static void Write(Action<Stream> make, Stream target)
    {
        using var made = new MemoryStream();
        make(made);
        made.Position = 0;
        using var source = new ZipArchive(made, ZipArchiveMode.Read);
        using var stable = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var entry in source.Entries.OrderBy(e => e.FullName == ContentTypes ? 0 : 1)
            .ThenBy(e => e.FullName, StringComparer.Ordinal))
        {
            var copy = stable.CreateEntry(entry.FullName, CompressionLevel.Optimal);
            copy.LastWriteTime = NoTime;
            using var from = entry.Open();
            using var to = copy.Open();
            from.CopyTo(to);
        }
    }
}
