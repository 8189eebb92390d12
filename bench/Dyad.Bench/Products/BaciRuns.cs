using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;
using Dyad.Data.Vintages;
using Dyad.Workbench;
using Dyad.Workbench.Products;
using Dyad.Workbench.Vintages;
using ScottPlot;

namespace Dyad.Bench.Products;

/// <summary>What BACI costs: import, disk, a pair's query. Each is called in a process of its own, so that its memory is its own.</summary>
internal static class BaciRuns
{
    private const int Queries = 5;

    /// <summary>Brings an archive into a store, as <c>dyad data fetch baci --file</c> does; prints rows, bytes of its vintage and seconds.</summary>
    public static void Import(string zip, string store, TextWriter output)
    {
        var watch = Stopwatch.StartNew();
        var fetched = FetchData.RunAsync(
            new FetchRequest("baci") { File = zip, Store = store }, TimeProvider.System, new Progress<Stage>(), CancellationToken.None)
            .GetAwaiter().GetResult();
        var seconds = watch.Elapsed.TotalSeconds;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{fetched.Vintage.Rows},{fetched.Vintage.Bytes},{seconds:F2}"));
    }

    /// <summary>The flows of a pair in both directions by product, in one year and in all: the slowest of five, the first in a fresh process.</summary>
    public static void Query(string store, TextWriter output)
    {
        var files = LiveFacts.Of(VintageStore.At(store), null).Files("baci").Select(f => $"'{f}'").ToList();
        var (all, last) = ($"[{string.Join(", ", files)}]", files[^1]);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Slowest(last):F3},{Slowest(all):F3}"));

        static double Slowest(string files) => Enumerable.Range(0, Queries).Max(_ =>
        {
            var watch = Stopwatch.StartNew();
            Scalar($"""
                SELECT count(*) FROM (SELECT year, product, exporter, thousand_usd, tons FROM read_parquet({files})
                WHERE (exporter = 'CHN' AND importer = 'RUS') OR (exporter = 'RUS' AND importer = 'CHN') ORDER BY ALL)
                """);
            return watch.Elapsed.TotalSeconds;
        });
    }

    /// <summary>Diagnoses a pair with 200 resamples; prints seconds.</summary>
    public static void Diagnose(string store, TextWriter output)
    {
        var watch = Stopwatch.StartNew();
        DiagnoseProducts.Run(new ProductRequest("CHN", "RUS", []) { Facts = new StoreFacts(Store: store) }, new Progress<Stage>(), CancellationToken.None);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:F2}"));
    }

    /// <summary>Draws the rows that <c>bench/baci.sh</c> wrote as SVG, both axes in logs.</summary>
    public static void Plot(string file, string picture)
    {
        var rows = File.ReadLines(file).Where(l => !l.StartsWith('#')).ToList();
        var names = rows[0].Split(',').ToList();
        var cells = rows.Skip(1).Select(l => l.Split(',')).ToList();
        using var plot = new Plot();
        foreach (var (column, legend) in new[]
        {
            ("import_s", "import, s"), ("query_pair_year_s", "query of a pair in one year, s"), ("diagnose_s", "diagnosis of a pair, s"),
            ("peak_mb", "peak memory of the import, GB"), ("disk_mb", "on disk, GB"),
        })
        {
            var at = names.IndexOf(column);
            if (at < 0)
                continue;
            var scale = column.EndsWith("_mb", StringComparison.Ordinal) ? 1000 : 1;
            var points = cells.Where(r => r[names.IndexOf("years")] == "1" && r[at].Length > 0).ToList();
            plot.Add.Scatter(
                points.Select(r => Math.Log10(Number(r[names.IndexOf("rows")]))).ToArray(),
                points.Select(r => Math.Log10(Number(r[at]) / scale)).ToArray()).LegendText = legend;
        }

        plot.Axes.Bottom.TickGenerator = Powers();
        plot.Axes.Left.TickGenerator = Powers();
        plot.Axes.Bottom.Label.Text = "rows of one year";
        plot.Axes.Left.Label.Text = "seconds or GB";
        plot.ShowLegend(Alignment.UpperLeft);
        File.WriteAllText(picture, plot.GetSvgXml(900, 600));

        static ScottPlot.TickGenerators.NumericAutomatic Powers() => new()
        {
            IntegerTicksOnly = true,
            LabelFormatter = v => Math.Pow(10, v).ToString("#,0.#####", CultureInfo.InvariantCulture),
        };
    }

    private static long Scalar(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
