using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dyad.Data.Schema;
using Dyad.Data.Sources;
using Dyad.Data.Store;
using DuckDB.NET.Data;

namespace Dyad.Data.Vintages;

/// <summary>A part of a fetch as it lies in staging: the record is written last, so that a part is there whole or not at all.</summary>
/// <param name="Part">Its name.</param>
/// <param name="Answer">What its rows were read from.</param>
/// <param name="Note">What a later run has to know.</param>
/// <param name="Files">Its rows.</param>
/// <param name="Faults">Rows that were left out.</param>
internal sealed record StagedPart(
    string Part, Answer Answer, string? Note, IReadOnlyList<StagedFile> Files, IReadOnlyList<RowFault> Faults);

/// <summary>Rows of a part in a file of the staging folder.</summary>
/// <param name="Table">Table.</param>
/// <param name="Partition">Partition that the file is, whole; null: its rows are gathered with those of other parts.</param>
/// <param name="Name">Name of the file.</param>
internal sealed record StagedFile(string Table, string? Partition, string Name);

/// <summary>
/// The folder of one fetch, until it has become a vintage: the parts that are there already, by whichever process. One process has it
/// at a time.
/// </summary>
internal sealed class Staging : IDisposable
{
    private readonly string folder;
    private readonly IDisposable held;
    private readonly Dictionary<string, StagedPart> parts = [];

    private Staging(string folder, IDisposable held)
    {
        (this.folder, this.held) = (folder, held);
        Directory.CreateDirectory(Scratch);
        foreach (var file in Directory.EnumerateFiles(folder, "*.json"))
        {
            // A file is missing where a process was killed between placing its objects and naming them in the catalogue.
            if (JsonSerializer.Deserialize(File.ReadAllBytes(file), StagingJson.Default.StagedPart) is { } part
                && part.Files.All(f => File.Exists(PathOf(f))))
                parts[part.Part] = part;
        }
    }

    /// <summary>Downloads under way.</summary>
    public string Scratch => Path.Combine(folder, "scratch");

    /// <summary>Parts in the order of their names.</summary>
    public IReadOnlyList<StagedPart> Parts => [.. parts.Values.OrderBy(p => p.Part, StringComparer.Ordinal)];

    /// <summary>Opens the folder of a request, with what an earlier process left there.</summary>
    /// <exception cref="FactException">Another process is at the same request.</exception>
    public static Staging Open(StoreFolder store, string source, string request)
    {
        store.Create();
        var folder = Path.Combine(store.Staging, $"{source}-{Digest(request)[..16]}");
        Directory.CreateDirectory(folder);
        var held = FileLock.Take(folder + ".lock", TimeSpan.Zero)
            ?? throw new FactException($"{store.Root}: another process is at the same fetch of {source}; wait for it to end");
        try
        {
            return new Staging(folder, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Bytes of fetches that nobody is at and nobody was at since a moment; removed where asked for.</summary>
    public static long Abandoned(StoreFolder store, DateTimeOffset before, bool remove)
    {
        var bytes = 0L;
        foreach (var folder in new DirectoryInfo(store.Staging).EnumerateDirectories())
        {
            var files = folder.EnumerateFiles("*", SearchOption.AllDirectories).ToList();
            if (files.Any(f => f.LastWriteTimeUtc >= before.UtcDateTime) || FileLock.Take(folder.FullName + ".lock", TimeSpan.Zero) is not { } held)
                continue;
            using (held)
            {
                bytes += files.Sum(f => f.Length);
                if (remove)
                    folder.Delete(recursive: true);
            }
        }

        return bytes;
    }

    /// <summary>A part by its name; null where it is not there.</summary>
    public StagedPart? Find(string part) => parts.GetValueOrDefault(part);

    /// <summary>Writes a part: its rows first, its record last.</summary>
    public void Add(string part, Answer answer, IReadOnlyList<RowBatch> batches, string? note, IReadOnlyList<RowFault> faults)
    {
        var files = new List<StagedFile>();
        foreach (var batch in batches.Where(b => b.Rows.Count > 0))
        {
            var name = $"{Digest(part)[..24]}.{batch.Table.Name}.parquet";
            Write(batch, name);
            files.Add(new StagedFile(batch.Table.Name, null, name));
        }

        Record(new StagedPart(part, answer, note, files, faults));
    }

    /// <summary>Takes a finished file over as a part.</summary>
    public void AddFile(string part, Answer answer, FactTableSchema table, string partition, string parquet, IReadOnlyList<RowFault> faults)
    {
        var name = $"{Digest(part)[..24]}.{table.Name}.parquet";
        File.Move(parquet, Path.Combine(folder, name), overwrite: true);
        Record(new StagedPart(part, answer, null, [new StagedFile(table.Name, partition, name)], faults));
    }

    /// <summary>Path of a staged file.</summary>
    public string PathOf(StagedFile file) => Path.Combine(folder, file.Name);

    /// <summary>A path for a new file of the folder.</summary>
    public string NewFile(string name) => Path.Combine(folder, name);

    /// <summary>Forgets every part.</summary>
    public void Clear()
    {
        parts.Clear();
        // Records first: a part without its rows must not be found.
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Concat(Directory.EnumerateFiles(folder)).ToList())
            File.Delete(file);
    }

    /// <summary>Removes the folder: the fetch has become a vintage.</summary>
    public void Remove()
    {
        Clear();
        Directory.Delete(folder, recursive: true);
    }

    /// <inheritdoc />
    public void Dispose() => held.Dispose();

    /// <summary>SHA-256 of a text, hexadecimal.</summary>
    public static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private void Record(StagedPart part)
    {
        var path = Path.Combine(folder, Digest(part.Part)[..24] + ".json");
        File.WriteAllBytes(path + ".part", JsonSerializer.SerializeToUtf8Bytes(part, StagingJson.Default.StagedPart));
        File.Move(path + ".part", path, overwrite: true);
        parts[part.Part] = part;
    }

    private void Write(RowBatch batch, string name)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        connection.Run($"CREATE TABLE rows ({batch.Table.SqlColumns})");
        using (var appender = connection.CreateAppender("rows"))
        {
            foreach (var values in batch.Rows)
            {
                var row = appender.CreateRow();
                foreach (var value in values)
                {
                    row = value switch
                    {
                        null => row.AppendNullValue(),
                        string s => row.AppendValue(s),
                        int i => row.AppendValue(i),
                        double d => row.AppendValue(d),
                        bool b => row.AppendValue(b),
                        DateOnly day => row.AppendValue(day),
                        _ => throw new InvalidOperationException($"{batch.Table.Name}: a value of type {value.GetType().Name}"),
                    };
                }

                row.EndRow();
            }
        }

        connection.Run($"COPY rows TO {Sql.Text(Path.Combine(folder, name))} (FORMAT parquet)");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StagedPart))]
internal sealed partial class StagingJson : JsonSerializerContext;
