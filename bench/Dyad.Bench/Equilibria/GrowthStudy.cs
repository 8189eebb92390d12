using System.Diagnostics;
using System.Globalization;
using Dyad.Equilibrium.ManySectors;
using Dyad.Equilibrium.Shocks;
using Dyad.Equilibrium.World;
using Dyad.Testing;
using ScottPlot;

namespace Dyad.Bench.Equilibria;

/// <summary>
/// How the seconds of a solution grow with economies and sectors of made-up worlds, and those of an ensemble with draws.
/// </summary>
internal static class GrowthStudy
{
    private const int Repeats = 5;
    private static readonly SolverOptions Options = new();

    /// <summary>
    /// Writes a row a case: medians of several solutions of halved tariffs from a balanced world, on one thread.
    /// </summary>
    public static void Run(string naftaFolder, TextWriter output)
    {
        output.WriteLine("study,economies,sectors,draws,threads,passes,seconds");
        // Compiles what the rest runs.
        Measure(20, 20);
        foreach (var economies in (int[])[5, 10, 20, 41, 80, 160])
            Row("economies", economies, 35);
        foreach (var sectors in (int[])[1, 5, 10, 20, 35, 70])
            Row("sectors", 41, sectors);
        var nafta = NaftaFolder.Read(naftaFolder);
        NaftaRuns.Draws(nafta, 20, 2);
        foreach (var draws in (int[])[10, 30, 100, 300, 1000])
        {
            foreach (var threads in (int[])[1, 2])
            {
                var seconds = NaftaRuns.Draws(nafta, draws, threads);
                Write("draws", nafta.Economies.Count, nafta.Sectors.Count, draws, threads, 0, seconds);
            }
        }

        void Row(string study, int economies, int sectors)
        {
            var (passes, seconds) = Measure(economies, sectors);
            Write(study, economies, sectors, 1, 1, passes, seconds);
        }

        void Write(string study, int economies, int sectors, int draws, int threads, int passes, double seconds) =>
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{study},{economies},{sectors},{draws},{threads},{passes},{seconds:F5}"));
    }

    /// <summary>Draws the rows that <see cref="Run"/> wrote as SVG, both axes in logs.</summary>
    public static void Plot(string file, string picture)
    {
        var rows = File.ReadLines(file).Where(l => !l.StartsWith('#')).Skip(1).Select(l => l.Split(',')).ToList();
        using var plot = new Plot();
        foreach (var series in rows.GroupBy(r => (Study: r[0], Threads: r[4])))
        {
            var (column, fixedSize) = series.Key.Study switch
            {
                "economies" => (1, "35 sectors"),
                "sectors" => (2, "41 economies"),
                _ => (3, $"NAFTA, baseline and change, threads: {series.Key.Threads}"),
            };
            double[] Logs(int c) => [.. series.Select(r => Math.Log10(Number(r[c])))];
            var line = plot.Add.Scatter(Logs(column), Logs(6));
            line.LegendText = $"{series.Key.Study} ({fixedSize})";
        }

        plot.Axes.Bottom.TickGenerator = Powers();
        plot.Axes.Left.TickGenerator = Powers();
        plot.Axes.Bottom.Label.Text = "economies, sectors or draws";
        plot.Axes.Left.Label.Text = "seconds";
        plot.ShowLegend(Alignment.UpperLeft);
        File.WriteAllText(picture, plot.GetSvgXml(900, 600));

        static ScottPlot.TickGenerators.NumericAutomatic Powers() => new()
        {
            IntegerTicksOnly = true,
            LabelFormatter = v => Math.Pow(10, v).ToString("0.#####", CultureInfo.InvariantCulture),
        };
    }

    private static (int Passes, double Seconds) Measure(int economies, int sectors)
    {
        var accounts = SyntheticWorld.Accounts(1, economies, sectors);
        double[] elasticity = [.. Enumerable.Range(0, sectors).Select(j => 2.0 + (j % 8))];
        var reading = Baseline.Of(accounts, elasticity, [AccountRules.SolveLevelsAgain]);
        var (balanced, _, _, _) = ManySectorModel.Balance(reading.Baseline!, DeficitRule.Zero, Options);
        var shock = new Shock(
            [.. balanced.Tariff.Select(t => t / 2)], SyntheticWorld.Ones(balanced.Shape.Flows), DeficitRule.Zero);
        var (seconds, passes) = (new double[Repeats], 0);
        for (var k = 0; k < Repeats; k++)
        {
            var watch = Stopwatch.StartNew();
            var after = ManySectorModel.Solve(balanced, shock, Options);
            (seconds[k], passes) = (watch.Elapsed.TotalSeconds, after.Iterations);
            if (after.Status != SolveStatus.Converged)
                throw new InvalidOperationException($"{economies} x {sectors} was not solved");
        }

        return (passes, seconds.Order().ElementAt(Repeats / 2));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
