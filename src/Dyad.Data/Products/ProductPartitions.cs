using System.Globalization;
using DuckDB.NET.Data;
using Dyad.Data.Columns;
using Dyad.Data.Provenance;
using Dyad.Data.Store;

namespace Dyad.Data.Products;

/// <summary>A part of the flows of a year, as arrays of the same length; good until the call that was given it returns.</summary>
/// <param name="exporter">Positions of the exporters.</param>
/// <param name="importer">Positions of the importers.</param>
/// <param name="product">Positions of the products.</param>
/// <param name="thousandUsd">Values, thousand US$.</param>
public delegate void FlowBlock(ReadOnlySpan<int> exporter, ReadOnlySpan<int> importer, ReadOnlySpan<int> product, ReadOnlySpan<double> thousandUsd);

/// <summary>What the codes of a year's flows are.</summary>
/// <param name="Classification">Revision of the Harmonized System.</param>
/// <param name="Year">Year.</param>
/// <param name="Economies">Codes in their order.</param>
/// <param name="Products">Codes in their order.</param>
/// <param name="Rows">Number of flows.</param>
public sealed record ProductAxes(string Classification, int Year, IReadOnlyList<string> Economies, IReadOnlyList<string> Products, long Rows);

/// <summary>A file of flows by product.</summary>
/// <param name="Path">Path.</param>
/// <param name="Sha256">Checksum.</param>
public sealed record ProductFile(string Path, string Sha256);

/// <summary>
/// Flows of years by product in Parquet partitions with the columns of the table <c>baci</c>; they are read in blocks, never as a whole.
/// </summary>
public sealed class ProductPartitions : IDisposable
{
    private static readonly string[] Columns = ["classification", "year", "exporter", "importer", "product", "thousand_usd"];

    private readonly DuckDBConnection connection;
    private readonly IReadOnlyList<string> paths;

    private ProductPartitions(DuckDBConnection connection, IReadOnlyList<string> paths, IReadOnlyList<(string, int)> years) =>
        (this.connection, this.paths, Years) = (connection, paths, years);

    /// <summary>Revisions and years that are there, ascending.</summary>
    public IReadOnlyList<(string Classification, int Year)> Years { get; }

    /// <summary>Opens files.</summary>
    /// <param name="paths">Parquet files, and folders whose Parquet files are taken.</param>
    /// <exception cref="FactException">Nothing is there, or a file is no table of flows by product.</exception>
    public static ProductPartitions Open(IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        List<string> files = [.. paths.SelectMany(Files)];
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        try
        {
            // One thread keeps the order of the rows, so that sums come out the same in every digit.
            connection.Run("SET threads = 1");
            foreach (var file in files)
                Require(connection, file);
            var years = connection.Read(
                $"SELECT DISTINCT classification, year FROM {Source(files)} ORDER BY year, classification", r => (r.GetString(0), r.GetInt32(1)));
            return new ProductPartitions(connection, files, years);
        }
        catch (DuckDBException e)
        {
            connection.Dispose();
            throw new FactException($"{files[0]}: {Sql.FirstLine(e)}", e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Economies and products of a year.</summary>
    /// <exception cref="FactException">The year is not there.</exception>
    public ProductAxes Axes(string classification, int year)
    {
        var where = Where(classification, year);
        var from = $"FROM {Source(paths)} WHERE {where}";
        var economies = connection.Read(
            $"SELECT DISTINCT code FROM (SELECT exporter AS code {from} UNION SELECT importer {from}) ORDER BY code", r => r.GetString(0));
        if (economies.Count == 0)
            throw new FactException(string.Create(CultureInfo.InvariantCulture, $"{paths[0]}: no flows of {year} in {classification}"));
        var products = connection.Read($"SELECT DISTINCT product {from} ORDER BY product", r => r.GetString(0));
        return new ProductAxes(classification, year, economies, products, connection.Read($"SELECT count(*) {from}", r => r.GetInt64(0))[0]);
    }

    /// <summary>Files that hold rows of a year, with their checksums.</summary>
    public IReadOnlyList<ProductFile> FilesOf(ProductAxes axes)
    {
        ArgumentNullException.ThrowIfNull(axes);
        return
        [
            .. paths.Where(p => connection.Read(
                    $"SELECT 1 FROM {Source([p])} WHERE {Where(axes.Classification, axes.Year)} LIMIT 1", r => r.GetInt32(0)).Count > 0)
                .Select(p => new ProductFile(p, Manifest.Checksum(p))),
        ];
    }

    /// <summary>Hands every flow of a year on, in blocks of some thousand, in the order of the files.</summary>
    /// <exception cref="FactException">A file is damaged.</exception>
    public void Scan(ProductAxes axes, FlowBlock block, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(axes);
        ArgumentNullException.ThrowIfNull(block);
        connection.Run(
            $"CREATE OR REPLACE TEMP TABLE places AS SELECT unnest({List(axes.Economies)}) AS code, generate_subscripts({List(axes.Economies)}, 1) - 1 AS at;" +
            $"CREATE OR REPLACE TEMP TABLE goods AS SELECT unnest({List(axes.Products)}) AS code, generate_subscripts({List(axes.Products)}, 1) - 1 AS at;");
        var (i, j, k, v) = (new BlockSink<int>(), new BlockSink<int>(), new BlockSink<int>(), new BlockSink<double>());
        v.Full = () => block(i.Values, j.Values, k.Values, v.Values);
        ChunkReader.Read(
            connection,
            $"""
            SELECT x.at::INTEGER, m.at::INTEGER, p.at::INTEGER, thousand_usd::DOUBLE FROM {Source(paths)} AS f
            JOIN places AS x ON x.code = f.exporter JOIN places AS m ON m.code = f.importer JOIN goods AS p ON p.code = f.product
            WHERE {Where(axes.Classification, axes.Year)}
            """,
            [i, j, k, v], 0, cancel);
    }

    /// <inheritdoc />
    public void Dispose() => connection.Dispose();

    private static string Where(string classification, int year) =>
        string.Create(CultureInfo.InvariantCulture, $"classification = {Sql.Text(classification)} AND year = {year}");

    private static string Source(IEnumerable<string> files) => $"read_parquet([{string.Join(", ", files.Select(Sql.Text))}])";

    private static string List(IEnumerable<string> codes) => $"[{string.Join(", ", codes.Select(Sql.Text))}]";

    private static IEnumerable<string> Files(string path)
    {
        if (File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
            throw new FactException($"{path}: no such file or folder");
        var files = Directory.EnumerateFiles(path, "*.parquet").Order(StringComparer.Ordinal).ToList();
        return files.Count > 0 ? files : throw new FactException($"{path}: no Parquet file in it");
    }

    private static void Require(DuckDBConnection connection, string file)
    {
        List<string> there;
        try
        {
            there = connection.Read($"DESCRIBE SELECT * FROM {Source([file])}", r => r.GetString(0));
        }
        catch (DuckDBException e)
        {
            throw new FactException($"{file}: {Sql.FirstLine(e)}", e);
        }

        var missing = Columns.Except(there).ToList();
        if (missing.Count > 0)
            throw new FactException($"{file}: missing column {string.Join(", ", missing)}; a table of flows by product has {string.Join(", ", Columns)}");
    }

    /// <summary>A column of a block; the last one hands the block on.</summary>
    private sealed class BlockSink<T> : IColumnSink
        where T : unmanaged
    {
        private T[] values = [];
        private int size;

        public Action? Full { get; set; }

        public ReadOnlySpan<T> Values => values.AsSpan(0, size);

        public void Reserve(int rows)
        {
        }

        public void Take(Vector vector, int first)
        {
            if (values.Length < vector.Size)
                values = new T[vector.Size];
            size = vector.Size;
            vector.Values<T>().CopyTo(values);
            Full?.Invoke();
        }
    }
}
