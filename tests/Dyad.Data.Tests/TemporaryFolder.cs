using System.Text;
using DuckDB.NET.Data;
using Dyad.Data.Store;

namespace Dyad.Data.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("dyad-data-").FullName;

    /// <param name="name">Name of the folder, for those that test odd ones.</param>
    public TemporaryFolder(string name = "facts")
    {
        Location = Directory.CreateDirectory(System.IO.Path.Combine(root, name)).FullName;
    }

    public string Location { get; }

    public string Path(string name) => System.IO.Path.Combine(Location, name);

    /// <summary>Writes a text as UTF-8 and returns its path.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(Path(name), text, new UTF8Encoding(false));
        return Path(name);
    }

    /// <summary>Writes the rows of a query as Parquet.</summary>
    public void WriteParquet(string name, string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        connection.Run($"COPY ({sql}) TO {Sql.Text(Path(name))} (FORMAT parquet)");
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
