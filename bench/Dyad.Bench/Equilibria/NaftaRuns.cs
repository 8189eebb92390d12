using System.Diagnostics;
using System.Globalization;
using Dyad.Equilibrium.ManySectors;
using Dyad.Equilibrium.Shocks;
using Dyad.Testing;

namespace Dyad.Bench.Equilibria;

/// <summary>The case of Caliendo and Parro (2015): baseline without deficits and counterfactual, at 1e-12, again and again.</summary>
internal static class NaftaRuns
{
    private static readonly SolverOptions Options = new();

    /// <summary>
    /// Writes a row a run: seconds to read (the first only), to solve both, passes of both, the largest residual. The first run is that
    /// of a fresh process, its compilation included.
    /// </summary>
    public static void Run(string folder, int runs, TextWriter output)
    {
        var watch = Stopwatch.StartNew();
        var nafta = NaftaFolder.Read(folder);
        var baseline = nafta.Baseline();
        var read = watch.Elapsed.TotalSeconds;
        output.WriteLine("run,read_s,solve_s,passes,residual,mexico_first_order_percent");
        for (var run = 1; run <= runs; run++)
        {
            watch.Restart();
            var (balanced, _, residuals, passes) = ManySectorModel.Balance(baseline, DeficitRule.Zero, Options);
            var after = ManySectorModel.Solve(balanced, new Shock(nafta.TariffAfter, Ones(balanced.Shape.Flows), DeficitRule.Zero), Options);
            var seconds = watch.Elapsed.TotalSeconds;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{run},{(run == 1 ? read : 0):F4},{seconds:F5},{passes + after.Iterations},{Math.Max(residuals.Largest, after.Residuals.Largest):G3}," +
                $"{Welfare.Of(after).FirstOrder[nafta.At("Mexico")]:F6}"));
        }
    }

    /// <summary>A factor of one for every flow.</summary>
    internal static double[] Ones(int count)
    {
        var ones = new double[count];
        Array.Fill(ones, 1);
        return ones;
    }
}
