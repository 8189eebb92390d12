using System.Diagnostics;
using System.Globalization;
using Dyad.Equilibrium.ManySectors;
using Dyad.Equilibrium.OneSector;
using Dyad.Equilibrium.Shocks;

namespace Dyad.Bench.OneSector;

/// <summary>
/// Time of the one-sector model on made-up worlds: economies of lognormal size scattered over a disc, costs by distance and
/// border, an agreement between the first third of them. The same world is written as a table that gegravity reads.
/// </summary>
internal static class OneSectorRuns
{
    private const double Sigma = 5, Distance = -0.8, Border = -2, Agreement = 0.5;
    private const int Repeats = 20;

    /// <summary>Prints a row a run: the first with what a process pays once, then the median of the rest.</summary>
    /// <param name="economies">Number of economies.</param>
    /// <param name="file">Where the table goes, or null.</param>
    /// <param name="output">Where the rows go.</param>
    public static void Run(int economies, string? file, TextWriter output)
    {
        var world = World.Make(economies, seed: 1);
        if (file is not null)
            File.WriteAllLines(file, world.Rows());
        var seconds = new List<double>();
        var clock = Stopwatch.StartNew();
        var run = world.Solve();
        seconds.Add(clock.Elapsed.TotalSeconds);
        for (var k = 0; k < Repeats; k++)
        {
            clock.Restart();
            world.Solve();
            seconds.Add(clock.Elapsed.TotalSeconds);
        }

        output.WriteLine(Row(economies, "dyad-first", seconds[0], run.Full));
        output.WriteLine(Row(economies, "dyad", seconds.Skip(1).Order().ElementAt(Repeats / 2), run.Full));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"# passes: resistances {run.Before.Iterations}, conditional {run.Conditional.Iterations}, full {run.Full.Iterations}"));
    }

    private static string Row(int economies, string tool, double seconds, OneSectorCounterfactual full) => string.Create(
        CultureInfo.InvariantCulture, $"{economies},{tool},{seconds:F4},{full.Residuals.Largest:E1}");

    private sealed record World(int Economies, double[] Cost, double[] After, double[] Size, double[] LogDistance)
    {
        public static World Make(int n, int seed)
        {
            var random = new Random(seed);
            var places = Enumerable.Range(0, n).Select(_ => (X: random.NextDouble(), Y: random.NextDouble())).ToArray();
            double[] size = [.. Enumerable.Range(0, n).Select(_ => Math.Exp(4 * random.NextDouble()))];
            double[] distance =
            [
                .. Enumerable.Range(0, n * n).Select(c => Math.Log(
                    0.02 + Math.Sqrt(Math.Pow(places[c / n].X - places[c % n].X, 2) + Math.Pow(places[c / n].Y - places[c % n].Y, 2)))),
            ];
            double[] cost = [.. distance.Select((d, c) => Math.Exp((Distance * d) + (c / n == c % n ? 0 : Border)))];
            double[] after = [.. cost.Select((t, c) => Member(n, c) ? t * Math.Exp(Agreement) : t)];
            return new(n, cost, after, size, distance);
        }

        public (Resistances Before, OneSectorCounterfactual Conditional, OneSectorCounterfactual Full) Solve()
        {
            var options = new SolverOptions();
            var before = OneSectorModel.Resistances(Cost, Size, Size, Sigma, options);
            var baseline = new OneSectorBaseline(before.Shipments, Sigma);
            double[] power = [.. After.Select((t, c) => t / Cost[c])];
            return (before, OneSectorModel.Conditional(baseline, power, options),
                OneSectorModel.Full(baseline, power, DeficitRule.Proportional, options));
        }

        public IEnumerable<string> Rows()
        {
            var shipments = OneSectorModel.Resistances(Cost, Size, Size, Sigma, new SolverOptions()).Shipments;
            yield return "exporter,importer,year,trade,Y,E,lndist,international,pta,pta_after";
            for (var c = 0; c < Cost.Length; c++)
            {
                var (i, j) = (c % Economies, c / Economies);
                var (international, member) = (i == j ? 0 : 1, Member(Economies, c) ? 1 : 0);
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"E{i:D3},E{j:D3},2006,{shipments[c]:R},{Size[i]:R},{Size[j]:R},{LogDistance[c]:R},{international},0,{member}");
            }
        }

        private static bool Member(int n, int cell) => cell / n != cell % n && cell / n < n / 3 && cell % n < n / 3;
    }
}
