using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dyad.Data.Provenance;

/// <summary>A file that a table was made from, relative to the folder of the sources, with its checksum.</summary>
public sealed record SourceFile(string Path, string Sha256);

/// <summary>Where the figures of a table come from.</summary>
public sealed record FactSource(string Name, string Release, string Licence, string Citation, IReadOnlyList<SourceFile> Files);

/// <summary>What is known of a table: its file, its checksum, its sources, and what was done to them.</summary>
public sealed record ManifestEntry(
    string Table, string File, long Rows, long Bytes, string Sha256, string Units, string Aggregation,
    IReadOnlyList<FactSource> Sources, string BuiltBy);

/// <summary>The manifest of a folder of fact tables: <c>manifest.json</c>.</summary>
/// <param name="Tables">Its tables.</param>
/// <param name="Sha256">SHA-256 of the manifest's file with 64 zeros in this place: no byte of it changes unseen.</param>
public sealed record Manifest(IReadOnlyList<ManifestEntry> Tables, string Sha256 = "")
{
    /// <summary>Name of the manifest's file.</summary>
    public const string FileName = "manifest.json";

    private static readonly string Unsealed = new('0', SHA256.HashSizeInBytes * 2);

    /// <summary>Reads the manifest of a folder.</summary>
    /// <exception cref="FactException">It is absent or malformed.</exception>
    public static Manifest Read(string folder)
    {
        var path = System.IO.Path.Combine(folder, FileName);
        try
        {
            using var stream = File.OpenRead(path);
            if (JsonSerializer.Deserialize(stream, ManifestJson.Default.Manifest) is not { Tables: { } tables } manifest)
                throw new FactException($"{path}: no tables");
            for (var t = 0; t < tables.Count; t++)
            {
                if (tables[t] is not { Table: { }, File: { }, Sha256.Length: SHA256.HashSizeInBytes * 2, Sources: { } } entry
                    || entry.File != System.IO.Path.GetFileName(entry.File))
                    throw new FactException($"{path}: entry {t + 1} ({tables[t]?.Table ?? "no table"}): table, file, sha256 or " +
                        "sources are missing");
            }

            return manifest;
        }
        catch (JsonException e)
        {
            throw new FactException($"{path}: line {e.LineNumber + 1}: not a manifest", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FactException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Writes the manifest into a folder, sealed with its own checksum.</summary>
    public void Write(string folder)
    {
        var text = JsonSerializer.Serialize(this with { Sha256 = Unsealed }, ManifestJson.Readable.Manifest) + "\n";
        var seal = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        File.WriteAllText(System.IO.Path.Combine(folder, FileName), Replace(text, Unsealed, seal));
    }

    /// <summary>Whether every byte of a folder's manifest is as it was written.</summary>
    /// <exception cref="FactException">It is absent or malformed.</exception>
    public static bool IsWhole(string folder)
    {
        var seal = Read(folder).Sha256;
        if (seal is not { Length: SHA256.HashSizeInBytes * 2 })
            return false;
        var bytes = File.ReadAllBytes(System.IO.Path.Combine(folder, FileName));
        var text = Replace(Encoding.Latin1.GetString(bytes), seal, Unsealed);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.Latin1.GetBytes(text))) == seal;
    }

    /// <summary>The manifest's own checksum is the last thing in it.</summary>
    private static string Replace(string text, string from, string to) =>
        text.LastIndexOf(from, StringComparison.Ordinal) is >= 0 and var at
            ? string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length)) : text;

    /// <summary>SHA-256 of a file as lower-case hexadecimal text.</summary>
    public static string Checksum(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class ManifestJson : JsonSerializerContext
{
    /// <summary>For writing: indented, with letters of all languages as they are.</summary>
    public static ManifestJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
