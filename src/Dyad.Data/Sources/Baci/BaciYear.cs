using System.Globalization;
using System.Text;
using Dyad.Data.Store;
using DuckDB.NET.Data;

namespace Dyad.Data.Sources.Baci;

/// <summary>
/// A year of BACI on its way from text to a partition. The text goes to a file of the scratch folder, DuckDB reads it there on all cores
/// and out of core. A first reading only counts what is at fault; where that is nothing, it is the last. Else the file is read again
/// line by line, and each fault is told with row, column and value.
/// </summary>
internal sealed class BaciYear : IDisposable
{
    /// <summary>Memory that DuckDB takes at the most; what is more goes to the scratch folder.</summary>
    private const string MemoryLimit = "1500MB";

    private const string Header = "t,i,j,k,v,q";

    private readonly BaciName name;
    private readonly string shown;
    private readonly string csv;
    private readonly string parquet;
    private readonly BaciSql sql;
    private readonly DuckDBConnection connection;

    /// <summary>Prepares the reading; nothing is read yet.</summary>
    /// <param name="name">What the file's name says.</param>
    /// <param name="shown">How faults name it.</param>
    /// <param name="codes">Codes that it may hold.</param>
    /// <param name="scratch">Folder for what lies there meanwhile.</param>
    public BaciYear(BaciName name, string shown, BaciCodes codes, string scratch)
    {
        (this.name, this.shown) = (name, shown);
        csv = Path.Combine(scratch, $"baci-{name.Partition}.csv");
        parquet = Path.Combine(scratch, $"baci-{name.Partition}.parquet");
        sql = new BaciSql(name, csv, codes.Products.Count > 0);
        connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        connection.Run(
            $"SET memory_limit = '{MemoryLimit}'; SET temp_directory = {Sql.Text(Path.Combine(scratch, "duckdb"))};");
        foreach (var statement in BaciSql.CodeTables(codes))
            connection.Run(statement);
    }

    /// <summary>Copies the text to the scratch folder and checks its first row.</summary>
    /// <exception cref="FactException">It is no table of BACI.</exception>
    public void Unpack(Stream stream, long bytes, Action<double> progress, Action<RowFault> reject, CancellationToken cancel)
    {
        var (head, other) = AsciiCopy.Run(stream, csv, bytes, p => progress(0.4 * p), cancel);
        if (head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            throw new FactException($"{shown}: row 1: is UTF-16; CEPII's files are plain ASCII");
        if (head.AsSpan().StartsWith(Encoding.UTF8.Preamble))
        {
            reject(new RowFault(shown, 1, "", "", "begins with a byte-order mark, which CEPII's files do not have: it was saved by another program"));
            head = head[3..];
        }

        var first = Encoding.Latin1.GetString(head).Split('\n')[0].TrimEnd('\r');
        if (first.Replace("\"", "", StringComparison.Ordinal) != Header)
            throw new FactException($"{shown}: row 1: the header is '{Shorten(first)}', not '{Header}'{Guess(first)}");
        if (other > 0)
            reject(new RowFault(shown, other, "", "", "holds bytes that are no ASCII: the table is one of numbers"));
    }

    /// <summary>Reads, checks, sorts and writes the year.</summary>
    /// <returns>The file, in the scratch folder.</returns>
    /// <exception cref="FactException">A row is at fault and <paramref name="reject"/> does not bear it.</exception>
    public string Import(Action<RowFault> reject, Action<double> progress, CancellationToken cancel)
    {
        try
        {
            if (!IsGood(cancel))
            {
                progress(0.6);
                Tell(reject, cancel);
            }

            progress(0.7);
            if (Count("SELECT count(*) FROM flows") == 0)
                throw new FactException($"{shown}: no row");
            Run(sql.Copy(parquet), cancel);
            return parquet;
        }
        catch (DuckDBException e)
        {
            cancel.ThrowIfCancellationRequested();
            throw new FactException($"{shown}: {Sql.FirstLine(e)}", e);
        }
        finally
        {
            File.Delete(csv);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        connection.Dispose();
        File.Delete(csv);
    }

    /// <summary>Reads all rows as columns; whether every one can stand as it is.</summary>
    private bool IsGood(CancellationToken cancel)
    {
        try
        {
            Run(sql.Flows(sql.Columns), cancel);
            return Count("SELECT count(*) FROM flows WHERE bad") == 0 && Count(BaciSql.Twice) == 0;
        }
        catch (DuckDBException e) when (e.Message.Contains("CSV", StringComparison.Ordinal))
        {
            // Rows of other shapes: the second reading names them.
            return false;
        }
    }

    /// <summary>Reads the file line by line, tells every fault, and leaves the rows out that are at fault.</summary>
    private void Tell(Action<RowFault> reject, CancellationToken cancel)
    {
        Run(sql.Flows(sql.Lines), cancel);
        var faults = connection.Read(sql.Faults, r => new RowFault(
            shown, r.GetInt64(0), r.GetString(1), Shorten(r.GetString(2)), r.GetString(3)));
        faults.AddRange(connection.Read(sql.Repeated, r => new RowFault(
            shown, r.GetInt64(0), "t, i, j, k", r.GetString(1),
            string.Create(CultureInfo.InvariantCulture, $"stands twice (also in row {r.GetInt64(2)})"))));
        foreach (var fault in faults.OrderBy(f => f.Row))
        {
            cancel.ThrowIfCancellationRequested();
            reject(fault);
        }

        connection.Run("DELETE FROM flows WHERE bad");
        connection.Run("DELETE FROM flows WHERE row_ IN (SELECT row_ FROM repeated)");
    }

    /// <summary>Runs a statement that takes seconds; it stops when it is told to.</summary>
    private void Run(string statement, CancellationToken cancel)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        using var stop = cancel.Register(command.Cancel);
        command.ExecuteNonQuery();
    }

    private long Count(string query) => (long)connection.Rows(query)[0][0]!;

    private static string Guess(string header) =>
        header.Contains(';', StringComparison.Ordinal) ? ": its delimiter is a semicolon"
        : header.Contains('\t', StringComparison.Ordinal) ? ": its delimiter is a tab"
        : "";

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..59] + "…";
}
