using DuckDB.NET.Data;

namespace Dyad.Data.Store;

/// <summary>Short forms of what ADO.NET takes five lines for.</summary>
internal static class DuckDbExtensions
{
    /// <summary>Runs statements that return nothing.</summary>
    public static void Run(this DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Reads the rows of a query; null for SQL's null.</summary>
    public static List<object?[]> Rows(this DuckDBConnection connection, string sql) =>
        connection.Read(sql, Row);

    /// <summary>The values of a row; null for SQL's null.</summary>
    public static object?[] Row(DuckDBDataReader reader)
    {
        var row = new object?[reader.FieldCount];
        for (var c = 0; c < row.Length; c++)
            row[c] = reader.IsDBNull(c) ? null : reader.GetValue(c);
        return row;
    }

    /// <summary>Reads the rows of a query into a form of one's own.</summary>
    public static List<T> Read<T>(this DuckDBConnection connection, string sql, Func<DuckDBDataReader, T> row)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = (DuckDBDataReader)command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }
}
