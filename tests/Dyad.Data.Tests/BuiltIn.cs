using DuckDB.NET.Data;
using Dyad.Data.Schema;
using Dyad.Data.Store;

namespace Dyad.Data.Tests;

/// <summary>The tables under <c>data/</c> of this clone, read without the code under test.</summary>
internal static class BuiltIn
{
    public static string Clone { get; } = Find();

    public static string Folder { get; } = Path.Combine(Clone, "data");

    /// <summary>A database in which each built-in table is a view of its file.</summary>
    public static DuckDBConnection Connect()
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        foreach (var table in FactSchema.Tables)
            connection.Run($"CREATE VIEW {table.Name} AS SELECT * FROM " +
                $"read_parquet({Sql.Text(Path.Combine(Folder, table.Name + ".parquet"))})");
        return connection;
    }

    /// <summary>The one value of a query of one row and one column.</summary>
    public static object? Value(this DuckDBConnection connection, string sql) => Assert.Single(connection.Rows(sql))[0];

    /// <summary>A copy of all built-in files.</summary>
    public static TemporaryFolder Copy()
    {
        var copy = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(Folder))
            File.Copy(file, copy.Path(Path.GetFileName(file)));
        return copy;
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Dyad.slnx")))
                return folder.FullName;
        }

        throw new InvalidOperationException("Dyad.slnx is not above the tests");
    }
}
