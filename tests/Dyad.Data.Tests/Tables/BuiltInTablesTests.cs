using System.Security.Cryptography;
using Dyad.Data.Provenance;
using Dyad.Data.Schema;
using Dyad.Data.Store;

namespace Dyad.Data.Tests.Tables;

/// <summary>What stands under data/: small, described to the last column, and as the manifest says.</summary>
public class BuiltInTablesTests
{
    private const long MostBytes = 8 << 20;

    [Fact]
    public void AllFactsTakeAtMostEightMegabytes() =>
        Assert.InRange(Directory.EnumerateFiles(BuiltIn.Folder).Sum(f => new FileInfo(f).Length), 1, MostBytes);

    [Fact]
    public void TheSchemaIsThatOfEveryFile()
    {
        using var connection = BuiltIn.Connect();
        foreach (var file in Directory.EnumerateFiles(BuiltIn.Folder, "*.parquet"))
        {
            var table = FactSchema.Table(Path.GetFileNameWithoutExtension(file));
            var columns = connection.Read($"SELECT column_name, column_type FROM (DESCRIBE {table.Name})",
                r => (r.GetString(0), r.GetString(1)));
            Assert.Equal(table.Fields.Select(f => (f.Name, f.SqlType)), columns);
            foreach (var field in table.Fields.Where(f => !f.Nullable))
                Assert.Equal(0L, connection.Value($"SELECT count(*) FROM {table.Name} WHERE {field.Name} IS NULL"));
        }
    }

    [Fact]
    public void TheSchemaDescribesEveryField()
    {
        foreach (var table in FactSchema.Tables)
        {
            Assert.NotEmpty(table.Key);
            Assert.All(table.Fields, f => Assert.NotEmpty(f.Description));
            Assert.All(table.Fields.Where(f => f.Type == FieldType.Real), f => Assert.NotEmpty(f.Unit));
            Assert.Equal(table.Fields.Count, table.Fields.Select(f => f.Name).Distinct().Count());
        }
    }

    [Fact]
    public void TablesAreSortedByTheirKeysWhichAreUnique()
    {
        using var connection = BuiltIn.Connect();
        foreach (var table in FactSchema.Tables)
        {
            var key = string.Join(", ", table.Key);
            var misplaced = connection.Value(
                $"""
                SELECT count(*) FROM (SELECT row({key}) AS k, lag(row({key})) OVER (ORDER BY file_row_number) AS before
                FROM read_parquet({Sql.Text(Path.Combine(BuiltIn.Folder, table.Name + ".parquet"))}, file_row_number = true))
                    WHERE before >= k
                """);
            Assert.Equal(0L, misplaced);
        }
    }

    [Fact]
    public void TheManifestDescribesEveryTable()
    {
        var manifest = Manifest.Read(BuiltIn.Folder);
        Assert.Equal(FactSchema.Tables.Select(t => t.Name), manifest.Tables.Select(t => t.Table));
        Assert.Equal(
            Directory.EnumerateFiles(BuiltIn.Folder, "*.parquet").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal),
            manifest.Tables.Select(t => t.File).Order(StringComparer.Ordinal));
        using var connection = BuiltIn.Connect();
        foreach (var entry in manifest.Tables)
        {
            var bytes = File.ReadAllBytes(Path.Combine(BuiltIn.Folder, entry.File));
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), entry.Sha256);
            Assert.Equal(bytes.LongLength, entry.Bytes);
            Assert.Equal(connection.Value($"SELECT count(*) FROM {entry.Table}"), entry.Rows);
            Assert.NotEmpty(entry.Aggregation);
            Assert.NotEmpty(entry.BuiltBy);
            Assert.NotEmpty(entry.Sources);
            Assert.All(entry.Sources, s => Assert.All([s.Name, s.Release, s.Licence, s.Citation], Assert.NotEmpty));
            Assert.All(entry.Sources.SelectMany(s => s.Files), f => Assert.Equal(64, f.Sha256.Length));
            if (FactSchema.Table(entry.Table).Fields.Any(f => f.Type == FieldType.Real))
                Assert.NotEmpty(entry.Units);
        }
    }

    [Fact]
    public void EveryCodeIsKnown()
    {
        using var connection = BuiltIn.Connect();
        foreach (var (table, field) in FactSchema.Tables.SelectMany(t => t.Fields.Select(f => (t.Name, f)))
            .Where(x => x.f.Allowed.StartsWith('@')))
        {
            var of = FactSchema.Table(field.Allowed[1..]);
            Assert.Equal(0L, connection.Value(
                $"SELECT count(*) FROM {table} WHERE {field.Name} NOT IN (SELECT {of.Key[0]} FROM {of.Name})"));
        }
    }
}
