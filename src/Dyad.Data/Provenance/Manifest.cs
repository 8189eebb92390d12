using System.Security.Cryptography;
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
public sealed record Manifest(IReadOnlyList<ManifestEntry> Tables)
{
    /// <summary>Name of the manifest's file.</summary>
    public const string FileName = "manifest.json";

    /// <summary>Reads the manifest of a folder.</summary>
    /// <exception cref="FactException">It is absent or malformed.</exception>
    public static Manifest Read(string folder)
    {
        var path = System.IO.Path.Combine(folder, FileName);
        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize(stream, ManifestJson.Default.Manifest) is { Tables: { } } manifest
                ? manifest
                : throw new FactException($"{path}: no tables");
        }
        catch (JsonException e)
        {
            throw new FactException($"{path}: line {e.LineNumber + 1}: not a manifest", e);
        }
        catch (IOException e)
        {
            throw new FactException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Writes the manifest into a folder.</summary>
    public void Write(string folder)
    {
        using var stream = File.Create(System.IO.Path.Combine(folder, FileName));
        JsonSerializer.Serialize(stream, this, ManifestJson.Readable.Manifest);
        stream.WriteByte((byte)'\n');
    }

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
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
