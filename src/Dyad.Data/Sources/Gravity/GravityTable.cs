using System.Text;
using Dyad.Data.Schema;
using Dyad.Data.Sources.Baci;
using Dyad.Data.Sources.InputOutput;
using Dyad.Data.Store;
using DuckDB.NET.Data;

namespace Dyad.Data.Sources.Gravity;

/// <summary>The table of Gravity on its way from text to Parquet; DuckDB reads it in the scratch folder, out of core.</summary>
internal sealed class GravityTable : IDisposable
{
    private readonly string shown;
    private readonly string mean;
    private readonly string scratch;
    private readonly string csv;
    private readonly DuckDBConnection connection;
    private GravitySql? sql;

    /// <summary>Prepares the reading.</summary>
    /// <param name="shown">How faults name the file.</param>
    /// <param name="mean"><c>arithmetic</c> or <c>harmonic</c>.</param>
    /// <param name="scratch">Folder for what lies there meanwhile.</param>
    public GravityTable(string shown, string mean, string scratch)
    {
        (this.shown, this.mean, this.scratch) = (shown, mean, scratch);
        csv = Path.Combine(scratch, "gravity.csv");
        connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        connection.Run($"SET memory_limit = '1500MB'; SET temp_directory = {Sql.Text(Path.Combine(scratch, "duckdb"))};");
        connection.Run($"CREATE TABLE panel AS SELECT unnest([{string.Join(", ", SectorPanel.AllEconomies.Where(e => e != SectorPanel.Rest).Select(Sql.Text))}]) AS code");
    }

    /// <summary>Copies the text to the scratch folder and checks its header.</summary>
    /// <exception cref="FactException">It is no table of Gravity.</exception>
    public void Unpack(Stream stream, long bytes, Action<double> progress, CancellationToken cancel)
    {
        var (head, _) = AsciiCopy.Run(stream, csv, bytes, progress, cancel);
        var header = Encoding.UTF8.GetString(head).TrimStart('\uFEFF').Split('\n')[0].TrimEnd('\r').Split(',').Select(n => n.Trim('"', ' ')).ToList();
        // Releases before 2022 have one mean, distw.
        var distance = new[] { $"distw_{mean}", "distw" }.FirstOrDefault(header.Contains)
            ?? throw new FactException($"{shown}: row 1: no column distw_{mean}");
        if (GravitySql.Columns.FirstOrDefault(c => !header.Contains(c)) is { } absent)
            throw new FactException($"{shown}: row 1: no column {absent}");
        sql = new GravitySql(csv, distance, header);
    }

    /// <summary>Reads, checks and writes.</summary>
    /// <returns>The files of ties and of agreements.</returns>
    /// <exception cref="FactException">A row is at fault and good ones alone are not wanted.</exception>
    public (string Ties, string Agreements) Import(Action<RowFault> reject, CancellationToken cancel)
    {
        try
        {
            connection.Run(sql!.Pairs);
            cancel.ThrowIfCancellationRequested();
            var faults = connection.Read(sql.Faults, r => new RowFault(shown, r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetString(3)));
            faults.AddRange(connection.Read(GravitySql.Repeated, r => new RowFault(
                shown, r.GetInt64(0), "year, iso3_o, iso3_d", r.GetString(1), $"stands twice (also in row {r.GetInt64(2)})")));
            foreach (var fault in faults.OrderBy(f => f.Row))
                reject(fault);
            if (faults.Count > 0)
                connection.Run($"DELETE FROM pairs WHERE row_ IN ({string.Join(", ", faults.Select(f => f.Row).Distinct())})");
            // One thread: the bytes of the files must not depend on the machine.
            connection.Run("SET threads = 1");
            var (ties, agreements) = (Path.Combine(scratch, "ties.parquet"), Path.Combine(scratch, "agreements.parquet"));
            connection.Run(GravitySql.Copy(FactSchema.Table("ties"), sql.Ties, ties));
            connection.Run(GravitySql.Copy(GravitySource.Agreements, GravitySql.Agreements, agreements));
            if ((long)connection.Rows($"SELECT count(*) FROM {Sql.Text(ties)}")[0][0]! == 0)
                throw new FactException($"{shown}: no pair of economies of the facts has all of its ties");
            return (ties, agreements);
        }
        catch (DuckDBException e)
        {
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
}
