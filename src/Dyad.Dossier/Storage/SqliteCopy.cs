using Microsoft.Data.Sqlite;

namespace Dyad.Dossier.Storage;

/// <summary>A copy of a SQLite file as it stood at one moment, while others go on reading and writing it.</summary>
public static class SqliteCopy
{
    private static ReadOnlySpan<byte> Header => "SQLite format 3\0"u8;

    /// <summary>Whether a file is a database of SQLite, by its first bytes.</summary>
    public static bool IsSqlite(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> first = stackalloc byte[Header.Length];
        return stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false) == first.Length && first.SequenceEqual(Header);
    }

    /// <summary>Writes the copy; when it returns it outlasts a loss of power.</summary>
    /// <param name="file">The database, which is there.</param>
    /// <param name="copy">A file that is not there yet.</param>
    /// <exception cref="StoreException">The database cannot be read, or the copy not be written.</exception>
    public static void Write(string file, string copy)
    {
        var (source, target) = (Path.GetFullPath(file), Path.GetFullPath(copy));
        // Not read-only: to read a write-ahead log that a killed process left, SQLite makes its index anew.
        var connectionString = new SqliteConnectionStringBuilder { DataSource = source, Mode = SqliteOpenMode.ReadWrite, Pooling = false };
        try
        {
            using var connection = new SqliteConnection(connectionString.ToString());
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "VACUUM INTO @copy";
            command.Parameters.AddWithValue("@copy", target);
            command.ExecuteNonQuery();
        }
        catch (SqliteException e)
        {
            throw new StoreException(
                e.SqliteErrorCode == Full ? StoreFault.Full : StoreFault.Other, $"{source} cannot be copied to {target}: {e.Message}", e);
        }

        // VACUUM INTO leaves it to the system when the copy reaches the disk.
        using var written = new FileStream(target, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
    }

    private const int Full = 13;
}
