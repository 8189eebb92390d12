using System.IO.Compression;

namespace Dyad.Data.Sources.Archives;

/// <summary>A file in an archive.</summary>
/// <param name="Path">Its name there, with folders.</param>
/// <param name="Bytes">Its length unpacked, as the archive states it; reading more is a fault.</param>
public sealed record ZipMember(string Path, long Bytes)
{
    /// <summary>The name without folders.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];
}

/// <summary>
/// A zip from a stranger, opened for reading. What could do harm is refused when it is opened (names that lead elsewhere, encrypted
/// entries, links, too many entries, too much when unpacked), what shows only in reading when it is read (an entry that is longer than it
/// says, a wrong checksum, a truncated stream). An entry's name never becomes a path on this machine: callers say where it goes.
/// </summary>
public sealed class ZipFile : IDisposable
{
    private readonly string path;
    private readonly ArchiveLimits limits;
    private readonly ZipArchive archive;
    private readonly Dictionary<string, ZipArchiveEntry> entries;

    private ZipFile(string path, ArchiveLimits limits, ZipArchive archive, Dictionary<string, ZipArchiveEntry> entries)
    {
        (this.path, this.limits, this.archive, this.entries) = (path, limits, archive, entries);
        Members = [.. entries.Values.Select(e => new ZipMember(e.FullName, e.Length)).OrderBy(m => m.Path, StringComparer.Ordinal)];
    }

    /// <summary>Its files by name; folders are left out.</summary>
    public IReadOnlyList<ZipMember> Members { get; }

    /// <summary>Whether a file begins as a zip does.</summary>
    public static bool IsZip(string path)
    {
        using var stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[4];
        return stream.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4 && start[0] == 'P' && start[1] == 'K'
            && start[2] is 3 or 5 && start[3] is 4 or 6;
    }

    /// <summary>Opens an archive.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">Bounds; null: the defaults.</param>
    /// <exception cref="FactException">The file is absent, no zip, damaged, or holds an entry that is refused; it is named.</exception>
    public static ZipFile Open(string path, ArchiveLimits? limits = null)
    {
        limits ??= new ArchiveLimits();
        ZipArchive? archive = null;
        try
        {
            archive = new ZipArchive(File.OpenRead(path), ZipArchiveMode.Read);
            return new ZipFile(path, limits, archive, ZipChecks.Files(path, archive.Entries, limits));
        }
        catch (Exception e)
        {
            archive?.Dispose();
            throw e switch
            {
                FactException => e,
                InvalidDataException => new FactException($"{path}: is no zip, or is damaged or cut short: {Sql.FirstLine(e)}", e),
                IOException or UnauthorizedAccessException => new FactException($"{path}: cannot be read: {Sql.FirstLine(e)}", e),
                _ => e,
            };
        }
    }

    /// <summary>Opens an entry for reading from its beginning to its end; its checksum is verified at the end.</summary>
    /// <exception cref="FactException">The entry cannot be read; from reads too.</exception>
    public Stream Read(ZipMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        var entry = entries[member.Path];
        return Guarded(member, () => new CheckedEntry(entry.Open(), this, member, entry.Crc32));
    }

    /// <summary>Reads an entry of text to its end: UTF-8, or Latin-1 where it is none (tables of names of older releases).</summary>
    /// <param name="member">The entry.</param>
    /// <param name="mostBytes">Bytes at the most.</param>
    /// <exception cref="FactException">The entry cannot be read, or is longer.</exception>
    public string Text(ZipMember member, int mostBytes = 16 << 20)
    {
        ArgumentNullException.ThrowIfNull(member);
        if (member.Bytes > mostBytes)
            throw Fault(member, $"has {member.Bytes} bytes; at most {mostBytes} are read of such a file");
        using var stream = Read(member);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return Texts.Decode(memory.GetBuffer().AsSpan(0, (int)memory.Length));
    }

    /// <summary>A fault of an entry, with the file.</summary>
    internal FactException Fault(ZipMember member, string reason, Exception? inner = null) =>
        inner is null ? new FactException($"{path}: {member.Path}: {reason}") : new FactException($"{path}: {member.Path}: {reason}", inner);

    /// <summary>Runs what reads an entry and says which one is at fault.</summary>
    internal T Guarded<T>(ZipMember member, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException e)
        {
            throw Fault(member, $"is damaged: {Sql.FirstLine(e)}", e);
        }
        catch (NotSupportedException e)
        {
            throw Fault(member, $"is packed in a way that cannot be read here: {Sql.FirstLine(e)}", e);
        }
        catch (IOException e)
        {
            throw Fault(member, $"cannot be read: {Sql.FirstLine(e)}", e);
        }
    }

    /// <inheritdoc />
    public void Dispose() => archive.Dispose();
}
