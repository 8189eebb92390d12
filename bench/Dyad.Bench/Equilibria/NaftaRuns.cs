using System.Diagnostics;
using System.Globalization;
using Dyad.Equilibrium.ManySectors;
using Dyad.Equilibrium.Shocks;
using Dyad.Testing;

namespace Dyad.Bench.Equilibria;

/// <summary>The case of Caliendo and Parro (2015): baseline without deficits and counterfactual, at 1e-12.</summary>
internal static class NaftaRuns
{
    private static readonly SolverOptions Options = new();

    /// <summary>
    /// Solves it again and again: a row a run, seconds to read (the first only) and to solve both, passes of both, the largest
    /// residual, Mexico's real wage in percent. The first run is that of a fresh process, its compilation included.
    /// </summary>
    public static void Run(string folder, int runs, TextWriter output)
    {
        var watch = Stopwatch.StartNew();
        var nafta = NaftaFolder.Read(folder);
        var baseline = nafta.Baseline();
        var read = watch.Elapsed.TotalSeconds;
        output.WriteLine("run,read_s,solve_s,passes,residual,mexico_real_wage_percent");
        for (var run = 1; run <= runs; run++)
        {
            watch.Restart();
            var (balanced, _, residuals, passes) = ManySectorModel.Balance(baseline, DeficitRule.Zero, Options);
            var after = ManySectorModel.Solve(balanced, Agreement(nafta), Options);
            var seconds = watch.Elapsed.TotalSeconds;
            var largest = Math.Max(residuals.Largest, after.Residuals.Largest);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{run},{(run == 1 ? read : 0):F4},{seconds:F5},{passes + after.Iterations}," +
                $"{largest:G3},{Welfare.Of(after).RealWage[nafta.At("Mexico")]:F9}"));
        }
    }

    /// <summary>
    /// Draws of the elasticities (lognormal, standard deviation a fifth of the mean), each with its own baseline, on threads.
    /// </summary>
    /// <returns>Seconds.</returns>
    public static double Draws(NaftaFolder nafta, int draws, int threads)
    {
        var (baseline, shock) = (nafta.Baseline(), Agreement(nafta));
        var watch = Stopwatch.StartNew();
        Parallel.For(0, draws, new ParallelOptions { MaxDegreeOfParallelism = threads }, draw =>
        {
            var random = new Random(draw);
            var drawn = baseline with { TradeElasticity = [.. nafta.Elasticity.Select(e => e * Math.Exp(0.2 * Normal(random)))] };
            var (balanced, _, _, _) = ManySectorModel.Balance(drawn, DeficitRule.Zero, Options);
            var after = ManySectorModel.Solve(balanced, shock, Options);
            if (after.Status != SolveStatus.Converged)
                throw new InvalidOperationException($"draw {draw} was not solved");
        });
        return watch.Elapsed.TotalSeconds;
    }

    private static Shock Agreement(NaftaFolder nafta) =>
        new(nafta.TariffAfter, SyntheticWorld.Ones(nafta.TariffAfter.Length), DeficitRule.Zero);

    /// <summary>Box and Muller 1958.</summary>
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
