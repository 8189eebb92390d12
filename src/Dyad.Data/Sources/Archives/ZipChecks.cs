using System.Globalization;
using System.IO.Compression;

namespace Dyad.Data.Sources.Archives;

/// <summary>What is checked of an archive before anything of it is unpacked: one function a rule.</summary>
internal static class ZipChecks
{
    /// <summary>Bits of the external attributes that hold the type of a file under Unix, and the value of a link.</summary>
    private const int UnixType = 0xF000, UnixLink = 0xA000;

    /// <summary>The files of an archive by name.</summary>
    /// <exception cref="FactException">An entry is refused.</exception>
    public static Dictionary<string, ZipArchiveEntry> Files(string path, IReadOnlyCollection<ZipArchiveEntry> entries, ArchiveLimits limits)
    {
        if (entries.Count > limits.MostEntries)
            throw new FactException(Line($"{path}: has {entries.Count} entries; at most {limits.MostEntries} are read"));
        var files = new Dictionary<string, ZipArchiveEntry>(StringComparer.Ordinal);
        long total = 0;
        foreach (var entry in entries)
        {
            var fault = Name(entry.FullName) ?? Kind(entry) ?? Size(entry, limits);
            if (fault is not null)
                throw new FactException($"{path}: {Shown(entry.FullName)}: {fault}");
            if (entry.FullName.EndsWith('/'))
                continue;
            if (!files.TryAdd(entry.FullName, entry))
                throw new FactException($"{path}: {entry.FullName}: stands twice in the archive");
            total += entry.Length;
            if (total > limits.MostBytes)
                throw new FactException(Line($"{path}: its entries unpack to more than {limits.MostBytes} bytes"));
        }

        return files;
    }

    /// <summary>Why a name is refused: it leads out of the folder it would be unpacked to, or hides where it leads.</summary>
    private static string? Name(string name)
    {
        if (name.Length == 0 || name.Any(char.IsControl))
            return "a name with control characters, or none";
        if (name.Contains('\\', StringComparison.Ordinal) || name.Contains(':', StringComparison.Ordinal) || name.StartsWith('/'))
            return "its name is an absolute path, or one of another system";
        return name.Split('/').Any(part => part is ".." or ".") ? "its name leads out of the archive" : null;
    }

    private static string? Kind(ZipArchiveEntry entry) =>
        entry.IsEncrypted ? "is encrypted; unpack it with its password and import the file in it"
        : ((entry.ExternalAttributes >> 16) & UnixType) == UnixLink ? "is a link"
        : null;

    private static string? Size(ZipArchiveEntry entry, ArchiveLimits limits)
    {
        if (entry.Length > limits.MostEntryBytes)
            return Line($"unpacks to {entry.Length} bytes; at most {limits.MostEntryBytes} are read");
        var ratio = entry.Length / (double)Math.Max(1, entry.CompressedLength);
        return entry.Length >= limits.RatioFrom && ratio > limits.MostRatio
            ? Line($"unpacks to {ratio:F0} times its size; at most {limits.MostRatio:F0} times is read")
            : null;
    }

    private static string Shown(string name)
    {
        var visible = string.Concat(name.Select(c => char.IsControl(c) ? '?' : c));
        return visible.Length <= 120 ? visible : visible[..119] + "…";
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
