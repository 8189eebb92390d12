using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Dyad.Data.Columns;

/// <summary>
/// Runs a query and hands its columns on as DuckDB holds them, 2,048 values at a time: no object, and no call, a value. The
/// result
/// streams, so that it is never held twice.
/// </summary>
internal static class ChunkReader
{
    /// <summary>Reads a query to its end.</summary>
    /// <param name="connection">Database.</param>
    /// <param name="sql">Query; its columns have the types that the sinks take.</param>
    /// <param name="sinks">What takes each column.</param>
    /// <param name="expected">Rows that will probably come.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <returns>Rows read.</returns>
    /// <exception cref="FactException">The query fails, or gives more rows than an array holds.</exception>
    public static int Read(DuckDBConnection connection, string sql, IColumnSink[] sinks, int expected, CancellationToken cancel)
    {
        using var interrupt = cancel.Register(() => NativeMethods.Startup.DuckDBInterrupt(connection.NativeConnection));
        var prepared = NativeMethods.PreparedStatements.DuckDBPrepare(connection.NativeConnection, sql, out var statement);
        using (statement)
        {
            if (prepared == DuckDBState.Error)
                throw new FactException(Sql.FirstLine(NativeMethods.PreparedStatements.DuckDBPrepareError(statement)));
            var executed = NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(statement, out var result);
            try
            {
                cancel.ThrowIfCancellationRequested();
                if (executed == DuckDBState.Error)
                    throw new FactException(Sql.FirstLine(NativeMethods.Query.DuckDBResultError(ref result)));
                return Drain(ref result, sinks, expected, cancel);
            }
            finally
            {
                result.Close();
            }
        }
    }

    private static int Drain(ref DuckDBResult result, IColumnSink[] sinks, int expected, CancellationToken cancel)
    {
        foreach (var sink in sinks)
            sink.Reserve(expected);
        for (var rows = 0; ;)
        {
            using var chunk = NativeMethods.StreamingResult.DuckDBStreamFetchChunk(result);
            cancel.ThrowIfCancellationRequested();
            var size = chunk.IsInvalid ? 0 : (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk);
            if (size == 0)
            {
                return NativeMethods.Query.DuckDBResultError(ref result) is { Length: > 0 } error
                    ? throw new FactException(Sql.FirstLine(error))
                    : rows;
            }

            if (rows > Array.MaxLength - size)
                throw new FactException($"more rows than {Array.MaxLength}");
            for (var c = 0; c < sinks.Length; c++)
                sinks[c].Take(Vector.Of(chunk, c, size), rows);
            rows += size;
        }
    }
}

/// <summary>Values of a column as DuckDB holds them; good until the next chunk.</summary>
internal readonly unsafe ref struct Vector
{
    private readonly void* data;
    private readonly ulong* validity;

    private Vector(void* data, ulong* validity, int size)
    {
        this.data = data;
        this.validity = validity;
        Size = size;
    }

    /// <summary>Number of values.</summary>
    public int Size { get; }

    /// <summary>Whether none is missing.</summary>
    public bool IsWhole => validity is null;

    /// <summary>The values as they lie in memory.</summary>
    public ReadOnlySpan<T> Values<T>()
        where T : unmanaged => new(data, Size);

    /// <summary>Whether a value is there.</summary>
    public bool Has(int row) => validity is null || (validity[row >> 6] & (1UL << (row & 63))) != 0;

    /// <summary>Column of a chunk.</summary>
    public static Vector Of(DuckDBDataChunk chunk, int column, int size)
    {
        var vector = NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, column);
        return new Vector(
            NativeMethods.Vectors.DuckDBVectorGetData(vector), NativeMethods.Vectors.DuckDBVectorGetValidity(vector), size);
    }
}
