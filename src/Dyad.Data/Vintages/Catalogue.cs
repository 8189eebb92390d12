using System.Globalization;
using Dyad.Data.Harmonise;
using Dyad.Data.Sources;
using Dyad.Data.Store;
using DuckDB.NET.Data;

namespace Dyad.Data.Vintages;

/// <summary>
/// The catalogue of a store, open: a database that one process at a time may have, and for a moment only. What is written is one
/// transaction, the last step of a fetch; before it a vintage does not exist.
/// </summary>
internal sealed class Catalogue : IDisposable
{
    private const int Layout = 1;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly IDisposable held;
    private readonly DuckDBConnection connection;

    private Catalogue(IDisposable held, DuckDBConnection connection) => (this.held, this.connection) = (held, connection);

    /// <summary>Opens the catalogue of a store, and makes one where there is none.</summary>
    /// <exception cref="FactException">Another process does not let go of it, or it cannot be read.</exception>
    public static Catalogue Open(StoreFolder folder)
    {
        folder.Create();
        var held = FileLock.Take(folder.Lock, Patience)
            ?? throw new FactException($"{folder.Root}: another process has the store and does not let go of it");
        var connection = new DuckDBConnection($"DataSource={folder.Catalogue}");
        try
        {
            connection.Open();
            connection.Run(Ddl);
            var layout = Convert.ToInt32(connection.Rows("SELECT max(layout) FROM layout")[0][0], CultureInfo.InvariantCulture);
            return layout <= Layout
                ? new Catalogue(held, connection)
                : throw new FactException($"{folder.Catalogue}: made by a newer Dyad (layout {layout}; this one knows {Layout})");
        }
        catch (Exception e)
        {
            connection.Dispose();
            held.Dispose();
            if (e is DuckDBException)
                throw new FactException($"{folder.Catalogue}: {Sql.FirstLine(e)}", e);
            throw;
        }
    }

    /// <summary>All vintages, by the time of their first fetch.</summary>
    public IReadOnlyList<Vintage> Vintages()
    {
        var objects = connection.Read(
            "SELECT vintage, \"table\", \"partition\", key, sha256, rows, bytes FROM objects ORDER BY ALL",
            r => (Vintage: r.GetString(0), Object: new VintageObject(
                r.GetString(1), r.GetString(2), r.GetString(3).Split(','), r.GetString(4), r.GetInt64(5), r.GetInt64(6)))).ToLookup(o => o.Vintage, o => o.Object);
        var unnamed = connection.Read("SELECT vintage, kind, code, million_usd FROM unnamed ORDER BY ALL",
            r => (Vintage: r.GetString(0), Kind: r.GetString(1), Code: r.GetString(2), MillionUsd: r.GetDouble(3))).ToLookup(u => u.Vintage);
        return connection.Read(
            """
            SELECT v.id, v.source, v.request, v.historic, min(f.moment), max(f.moment), v.release, v.publisher, v.title, v.licence, v.citation,
                v.rows, v.rejected, v.version, v.pruned_at
            FROM vintages v JOIN fetches f ON f.vintage = v.id GROUP BY ALL ORDER BY min(f.moment)
            """,
            r => new Vintage(
                r.GetString(0), r.GetString(1), r.GetString(2), r.GetBoolean(3), Time(r.GetInt64(4)), Time(r.GetInt64(5)),
                r.GetString(6), r.GetString(7), r.GetString(8), r.GetString(9), r.GetString(10), r.GetInt64(11), r.GetInt64(12),
                r.GetString(13), r.IsDBNull(14) ? null : Time(r.GetInt64(14)), [.. objects[r.GetString(0)]])
            {
                Unnamed = Told([.. unnamed[r.GetString(0)].Select(u => (u.Kind, u.Code, u.MillionUsd))]),
            });
    }

    /// <summary>
    /// What was known at a moment: of every question to every source the latest answer by then, and since when it stands where it does; the
    /// oldest first. An answer that was given again stands after what the source answered to other questions in between; what was converted
    /// again, after all that it can have been converted from. Earlier states of a source, asked for as such, are not among them.
    /// </summary>
    public IReadOnlyList<(Vintage Vintage, DateTimeOffset Since)> Known(DateTimeOffset at)
    {
        var fetches = connection.Read(
            $"""
            SELECT v.source, v.request, v.id, f.moment FROM fetches f JOIN vintages v ON v.id = f.vintage
            WHERE f.moment <= {Ticks(at)} AND NOT v.historic ORDER BY f.moment
            """,
            r => (Source: r.GetString(0), Request: r.GetString(1), Id: r.GetString(2), Moment: r.GetInt64(3)));
        var known = new List<(string Source, string Request, string Id, long Moment)>();
        foreach (var fetch in fetches)
        {
            var before = known.FindIndex(k => (k.Source, k.Request) == (fetch.Source, fetch.Request));
            if (before >= 0 && known[before].Id == fetch.Id
                && !known.Skip(before + 1).Any(k => k.Source == fetch.Source || fetch.Source == HarmonisedSource.Name))
            {
                continue;
            }

            if (before >= 0)
                known.RemoveAt(before);
            known.Add(fetch);
        }

        var all = Vintages().ToDictionary(v => v.Id);
        return [.. known.Select(k => (all[k.Id], Time(k.Moment)))];
    }

    /// <summary>Writes a fetch down: the vintage where it is new, and in any case that it was answered now.</summary>
    /// <returns>Whether the vintage is new, and the time it was given: later than every time before it.</returns>
    public (bool New, DateTimeOffset At) Add(Vintage vintage, DateTimeOffset now, IEnumerable<(string Part, Answer Answer)> answers,
        IEnumerable<RowFault> faults)
    {
        var last = connection.Rows("SELECT max(moment) FROM fetches")[0][0] is { } at ? Convert.ToInt64(at, CultureInfo.InvariantCulture) : 0;
        var time = Math.Max(Ticks(now), last + 1);
        var known = connection.Rows($"SELECT pruned_at FROM vintages WHERE id = {Sql.Text(vintage.Id)}");
        using var transaction = connection.BeginTransaction();
        if (known.Count == 0)
        {
            Insert("vintages", vintage.Id, vintage.Source, vintage.Request, vintage.Historic, vintage.Release, vintage.Publisher,
                vintage.Title, vintage.Licence, vintage.Citation, vintage.Rows, vintage.Rejected, vintage.Version, null);
            foreach (var o in vintage.Objects)
                Insert("objects", vintage.Id, o.Table, o.Partition, string.Join(',', o.Key), o.Sha256, o.Rows, o.Bytes);
            foreach (var (kind, code, value) in Lines(vintage.Unnamed))
                Insert("unnamed", vintage.Id, kind, code, value);
            foreach (var f in faults)
                Insert("faults", vintage.Id, f.File, f.Row, f.Column, f.Value, f.Reason);
        }
        else
        {
            // What was pruned and is answered again is whole again.
            connection.Run($"UPDATE vintages SET pruned_at = NULL WHERE id = {Sql.Text(vintage.Id)}");
        }

        Insert("fetches", time, vintage.Id);
        foreach (var (part, a) in answers)
            Insert("answers", vintage.Id, time, part, a.Address, a.Sha256, a.Bytes, Ticks(a.ReceivedAt), a.Released);
        transaction.Commit();
        return (known.Count == 0, Time(time));
    }

    /// <summary>Answers that a vintage was read from.</summary>
    public IReadOnlyList<Answer> Answers(string vintage) => connection.Read(
        $"SELECT address, sha256, bytes, received_at, released FROM answers WHERE vintage = {Sql.Text(vintage)} ORDER BY moment, part, address",
        r => new Answer(r.GetString(0), r.GetString(1), r.GetInt64(2), Time(r.GetInt64(3)), r.GetString(4)));

    /// <summary>Values of a vintage that failed their check.</summary>
    public IReadOnlyList<RowFault> Faults(string vintage) => connection.Read(
        $"SELECT file, row, \"column\", value, reason FROM faults WHERE vintage = {Sql.Text(vintage)} ORDER BY ALL",
        r => new RowFault(r.GetString(0), r.GetInt64(1), r.GetString(2), r.GetString(3), r.GetString(4)));

    /// <summary>Writes down that the objects of vintages are removed.</summary>
    public void MarkPruned(IEnumerable<string> vintages, DateTimeOffset now)
    {
        foreach (var id in vintages)
            connection.Run($"UPDATE vintages SET pruned_at = {Ticks(now)} WHERE id = {Sql.Text(id)}");
    }

    /// <inheritdoc />
    public void Dispose()
    {
        connection.Dispose();
        held.Dispose();
    }

    private void Insert(string table, params object?[] values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"INSERT INTO {table} VALUES ({string.Join(", ", values.Select((_, i) => $"${i + 1}"))})";
        foreach (var value in values)
            command.Parameters.Add(new DuckDBParameter(value ?? DBNull.Value));
        command.ExecuteNonQuery();
    }

    private const string AreasNotAsked = "areas not asked", TotalAlone = "total alone";

    private static IEnumerable<(string Kind, string Code, double MillionUsd)> Lines(Unnamed? unnamed) => unnamed is null ? [] :
    [
        ("all", "", unnamed.MillionUsd),
        .. unnamed.Products.Select(p => ("product", p.Key.ToString(), p.Value)),
        .. unnamed.Areas is { } areas
            ? areas.Select(a => ("area", a.Key.ToString(CultureInfo.InvariantCulture), a.Value)) : [(AreasNotAsked, "", 0)],
        .. unnamed.TotalAlone > 0 ? [(TotalAlone, "", unnamed.TotalAlone)] : ((string, string, double)[])[],
    ];

    private static Unnamed? Told(IReadOnlyList<(string Kind, string Code, double MillionUsd)> lines) => lines.Count == 0 ? null : new Unnamed(
        lines.Single(l => l.Kind == "all").MillionUsd,
        lines.Where(l => l.Kind == "product").Select(l => (Kind: Enum.Parse<SpecialProductKind>(l.Code), l.MillionUsd)).OrderBy(p => p.Kind)
            .ToDictionary(p => p.Kind, p => p.MillionUsd),
        lines.Any(l => l.Kind == AreasNotAsked) ? null
            : lines.Where(l => l.Kind == "area").ToDictionary(l => int.Parse(l.Code, CultureInfo.InvariantCulture), l => l.MillionUsd),
        lines.Where(l => l.Kind == TotalAlone).Sum(l => l.MillionUsd));

    /// <summary>Moments are kept as microseconds since 1970, in UTC: no time zone can change them.</summary>
    private static long Ticks(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    private static DateTimeOffset Time(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    private const string Ddl =
        """
        CREATE TABLE IF NOT EXISTS layout (layout INTEGER);
        INSERT INTO layout SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM layout);
        CREATE TABLE IF NOT EXISTS vintages (id VARCHAR PRIMARY KEY, source VARCHAR, request VARCHAR, historic BOOLEAN, release VARCHAR,
            publisher VARCHAR, title VARCHAR, licence VARCHAR, citation VARCHAR, rows BIGINT, rejected BIGINT, version VARCHAR,
            pruned_at BIGINT);
        CREATE TABLE IF NOT EXISTS fetches (moment BIGINT, vintage VARCHAR);
        CREATE TABLE IF NOT EXISTS objects (vintage VARCHAR, "table" VARCHAR, "partition" VARCHAR, key VARCHAR, sha256 VARCHAR, rows BIGINT, bytes BIGINT);
        CREATE TABLE IF NOT EXISTS answers (vintage VARCHAR, moment BIGINT, part VARCHAR, address VARCHAR, sha256 VARCHAR, bytes BIGINT,
            received_at BIGINT, released VARCHAR);
        CREATE TABLE IF NOT EXISTS faults (vintage VARCHAR, file VARCHAR, row BIGINT, "column" VARCHAR, value VARCHAR, reason VARCHAR);
        CREATE TABLE IF NOT EXISTS unnamed (vintage VARCHAR, kind VARCHAR, code VARCHAR, million_usd DOUBLE);
        """;
}
