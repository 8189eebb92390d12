using Dyad.Data.Build;
using Dyad.Data.Provenance;
using Dyad.Data.Store;
using Dyad.Testing;
using DuckDB.NET.Data;

namespace Dyad.Data.Tests.Build;

/// <summary>Building out of the sources: the same bytes again, and nothing half-written where it fails.</summary>
public class FactBuildTests
{
    private static readonly string[] SourceFolders = ["wiod2013", "wiod2016-totals", "cepii-dist", "gdp", "wgi", "un-votes"];

    [Fact]
    public void TheSourcesGiveTheTablesOfTheCloneByteForByte()
    {
        var from = SharedData.Require();
        using var folder = new TemporaryFolder();
        var version = Manifest.Read(BuiltIn.Folder).Tables[0].BuiltBy.Split(' ')[1];
        var told = new List<string>();
        var manifest = FactBuild.Run(from, folder.Path("new/out"), version, new Told(told),
            TestContext.Current.CancellationToken);
        Assert.Equal(manifest.Tables.Select(t => t.Table), told);
        var names = Directory.EnumerateFileSystemEntries(BuiltIn.Folder).Select(f => Path.GetFileName(f))
            .Order(StringComparer.Ordinal).ToList();
        Assert.Equal(names, Directory.EnumerateFileSystemEntries(folder.Path("new/out")).Select(f => Path.GetFileName(f))
            .Order(StringComparer.Ordinal));
        Assert.All(names, n => Assert.True(
            File.ReadAllBytes(Path.Combine(BuiltIn.Folder, n)).AsSpan()
            .SequenceEqual(File.ReadAllBytes(Path.Combine(folder.Path("new/out"), n))), n));
    }

    [Theory]
    [InlineData("gdp/gdp.parquet")]
    [InlineData("un-votes/issues.parquet")]
    [InlineData("cepii-dist/dist.parquet")]
    public void AMissingSourceIsNamedAndNothingIsLeft(string source)
    {
        using var folder = Sources();
        File.Delete(folder.Path(source));
        AssertFails(folder, Path.Combine(folder.Location, source), "missing");
    }

    [Fact]
    public void AMissingFolderOfSourcesIsNamed()
    {
        using var folder = Sources();
        Directory.Delete(folder.Path("wiod2013"), recursive: true);
        AssertFails(folder, "wiot_*.parquet", "missing");
        Directory.Delete(folder.Location, recursive: true);
        Assert.Contains(folder.Location,
            Assert.Throws<FactException>(() => FactBuild.Run(folder.Location, folder.Path("out"), "1")).Message,
            StringComparison.Ordinal);
        Directory.CreateDirectory(folder.Location);
    }

    [Theory]
    [InlineData("gdp/gdp.parquet", "gdp_usd")]
    [InlineData("wiod2013/wiot_1995.parquet", "use")]
    public void ASourceWithoutAColumnIsNamedWithTheColumn(string source, string column)
    {
        using var folder = Sources();
        Rewrite(folder.Path(source), $"* EXCLUDE ({column})");
        AssertFails(folder, Path.GetDirectoryName(source)!, $"\"{column}\"");
    }

    [Fact]
    public void ADamagedSourceIsNamed()
    {
        using var folder = Sources();
        File.WriteAllBytes(folder.Path("gdp/gdp.parquet"), File.ReadAllBytes(folder.Path("gdp/gdp.parquet"))[..3000]);
        AssertFails(folder, folder.Path("gdp/gdp.parquet"), "");
    }

    [Fact]
    public void AYearThatIsMissingOrWrongDoesNotBalance()
    {
        // One year of the input-output tables, seventeen of output.
        using var folder = Sources();
        AssertFails(folder, "trade: sales sum to gross output", "sales 0");
    }

    [Fact]
    public void AFailureLeavesWhatWasThere()
    {
        using var folder = Sources();
        using var old = BuiltIn.Copy();
        File.Delete(folder.Path("gdp/gdp.parquet"));
        Assert.Throws<FactException>(() => FactBuild.Run(folder.Location, old.Location, "1"));
        Assert.Equal(
            Directory.EnumerateFileSystemEntries(BuiltIn.Folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal),
            Directory.EnumerateFileSystemEntries(old.Location).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        Assert.All(FactVerification.Verify(old.Location, cancel: TestContext.Current.CancellationToken),
            c => Assert.True(c.Passed, c.Detail));
    }

    [Fact]
    public void ACancelledBuildLeavesNothing()
    {
        using var folder = Sources();
        using var stop = new CancellationTokenSource();
        var progress = new Told([], stop.Cancel);
        Assert.Throws<OperationCanceledException>(
            () => FactBuild.Run(folder.Location, folder.Path("out"), "1", progress, stop.Token));
        Assert.False(Directory.Exists(folder.Path("out")));
    }

    [Fact]
    public void AFolderThatCannotBeWrittenIsNamed()
    {
        using var folder = Sources();
        var file = folder.Write("a-file", "");
        Assert.Contains(file, Assert.Throws<FactException>(() => FactBuild.Run(folder.Location, file, "1")).Message,
            StringComparison.Ordinal);
    }

    private static void AssertFails(TemporaryFolder from, params string[] expected)
    {
        var e = Assert.Throws<FactException>(() => FactBuild.Run(from.Location, from.Path("out"), "1"));
        Assert.All(expected, x => Assert.Contains(x, e.Message, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', e.Message);
        Assert.False(Directory.Exists(from.Path("out")));
    }

    /// <summary>The sources with one year of the input-output tables.</summary>
    private static TemporaryFolder Sources()
    {
        var shared = SharedData.Require();
        var folder = new TemporaryFolder();
        foreach (var name in SourceFolders)
        {
            Directory.CreateDirectory(folder.Path(name));
            foreach (var file in Directory.EnumerateFiles(Path.Combine(shared, name)))
            {
                if (!Path.GetFileName(file).StartsWith("wiot_", StringComparison.Ordinal)
                    || file.EndsWith("wiot_1995.parquet", StringComparison.Ordinal))
                    File.Copy(file, folder.Path(Path.Combine(name, Path.GetFileName(file))));
            }
        }

        return folder;
    }

    private static void Rewrite(string path, string columns)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        connection.Run($"COPY (SELECT {columns} FROM read_parquet({Sql.Text(path)})) TO {Sql.Text(path + ".new")} (FORMAT " +
            "parquet)");
        File.Move(path + ".new", path, overwrite: true);
    }

    private sealed class Told(List<string> tables, Action? first = null) : IProgress<BuildProgress>
    {
        public void Report(BuildProgress value)
        {
            tables.Add(value.Table);
            first?.Invoke();
        }
    }
}
