using Dyad.Gravity.Ppml;
using Dyad.Gravity.Resampling;
using Dyad.Gravity.Specification;
using FsCheck.Xunit;
using MathNet.Numerics.Distributions;

namespace Dyad.Gravity.Tests;

public class PairResamplingTests
{
    private const int Replicated = 60;
    private const int Worlds = 120;

    [Property(MaxTest = 50, EndSize = RandomDesign.Seeds)]
    public void EachReplicateDrawsAsManyPairsAsThereAreAndNeverTheOneLeftOut(int seed)
    {
        var random = new Random(seed);
        var pairs = 2 + random.Next(40);
        var leftOut = random.Next(pairs);
        var all = new PairResampling(pairs, seed).Counts(random.Next(1000));
        var without = new PairResampling(pairs, seed, leftOut).Counts(random.Next(1000));
        Assert.Equal((pairs, pairs), (all.Length, all.Sum()));
        Assert.Equal((pairs, pairs - 1), (without.Length, without.Sum()));
        Assert.Equal(0, without[leftOut]);
    }

    [Property(MaxTest = 20, EndSize = RandomDesign.Seeds)]
    public void AReplicateDependsOnSeedAndNumberAlone(int seed)
    {
        var (a, b) = (new PairResampling(30, seed, 3), new PairResampling(30, seed, 3));
        _ = b.Counts(1);
        Assert.Equal(a.Counts(7), b.Counts(7));
        Assert.NotEqual(a.Counts(7), a.Counts(8));
        Assert.NotEqual(a.Counts(7), (a with { Seed = seed ^ 1 }).Counts(7));
    }

    /// <summary>Multinomial counts: mean one, variance 1 − 1/N, covariance −1/N.</summary>
    [Fact]
    public void CountsHaveTheMomentsOfTheMultinomial()
    {
        const int Pairs = 10, Draws = 20_000;
        // Four standard errors of a mean of 20,000 counts with variance 0.9, and of their products.
        const double Simulation = 0.03;
        var resampling = new PairResampling(Pairs, 11);
        int[][] counts = [.. Enumerable.Range(0, Draws).Select(resampling.Counts)];
        for (var p = 0; p < Pairs; p++)
        {
            Assert.Equal(1, counts.Average(c => c[p]), Simulation);
            Assert.Equal(0.9, counts.Average(c => (c[p] - 1.0) * (c[p] - 1.0)), 2 * Simulation);
        }

        Assert.Equal(-0.1, counts.Average(c => (c[0] - 1.0) * (c[1] - 1.0)), Simulation);
    }

    /// <summary>
    /// How often the 90% interval of a flow's expectation, the pair left out of the estimate, holds the expectation that made the world:
    /// 12 economies, one year, domestic sales, errors with mean one and log standard deviation 0.5 that the two directions of a pair
    /// share in part. Domestic sales are either kept in every replicate, or drawn as clusters of their own, as reports do.
    /// </summary>
    /// <remarks>
    /// The bounds are loose (four standard errors of a share of 120 are 0.11): the test holds that the interval is one of the
    /// expectation, neither of a flow nor far too short. The shares are printed; docs/method/gravity.md states those of many worlds.
    /// </remarks>
    [Fact]
    public void IntervalsOfExpectationsCoverThem()
    {
        var (kept, drawn, flows) = (0, 0, 0);
        Parallel.For(0, Worlds, world =>
        {
            var (k, d, f) = new World(world).Covered();
            Interlocked.Add(ref kept, k);
            Interlocked.Add(ref drawn, d);
            Interlocked.Add(ref flows, f);
        });
        var coverage = (double)drawn / Worlds;
        TestContext.Current.TestOutputHelper!.WriteLine(
            FormattableString.Invariant(
                $"90% intervals: expectation {(double)kept / Worlds:P1} (domestic kept), {coverage:P1} (drawn); flow {(double)flows / Worlds:P1}"));
        Assert.InRange(coverage, 0.79, 1);
        Assert.True(flows < kept, "an interval of the expectation does not hold the flow itself as often");
    }

    private sealed class World
    {
        private const int N = 12;
        private readonly int world;
        private readonly double[] mean = new double[N * N];
        private readonly double[] flow = new double[N * N];
        private readonly double[] distance = new double[N * N];
        private readonly double[] border = new double[N * N];
        private readonly int[] pair = new int[N * N];

        public World(int world)
        {
            this.world = world;
            var random = new Random(1000 + world);
            double[] size = Draw(N, 1), reach = Draw(N, 0.5), place = Draw(N, 2), shared = Draw(N * N, 0.35), own = Draw(N * N, 0.36);
            for (var r = 0; r < N * N; r++)
            {
                var (i, j) = (r / N, r % N);
                var (high, low) = (Math.Max(i, j), Math.Min(i, j));
                pair[r] = i == j ? (N * (N - 1) / 2) + i : (high * (high - 1) / 2) + low;
                (distance[r], border[r]) = (Math.Log(0.3 + Math.Abs(place[i] - place[j])), i == j ? 0 : 1);
                mean[r] = Math.Exp(6 + size[i] + size[j] + reach[i] - (0.8 * distance[r]) - (1.5 * border[r]));
                // Log-normal with mean one, so that the mean is the expectation.
                flow[r] = mean[r] * Math.Exp(shared[(high * N) + low] + own[r] - (((0.35 * 0.35) + (0.36 * 0.36)) / 2));
            }

            double[] Draw(int n, double deviation) => [.. Enumerable.Range(0, n).Select(_ => Normal.Sample(random, 0, deviation))];
        }

        /// <summary>Whether the interval holds the expectation (domestic sales kept; drawn), and the flow (kept).</summary>
        public (int Kept, int Drawn, int Flow) Covered()
        {
            int[] levels = [.. Enumerable.Range(0, N * N)];
            var pairs = N * (N - 1) / 2;
            var row = 1; // From economy 0 to economy 1: pair 0.
            var sample = new GravitySample(
                flow, ["ln_distance", "border"], [distance, border],
                [new FixedEffect("exporter", [.. levels.Select(r => r / N)], N), new FixedEffect("importer", [.. levels.Select(r => r % N)], N)],
                [.. pair.Select(p => p == 0 ? 0.0 : 1)]);
            var fit = PpmlEstimator.Fit(sample);
            var kept = Draws(new PairResampling(pairs, world, 0), counts => pair.Select(p => p < pairs ? counts[p] : 1.0));
            var drawn = Draws(new PairResampling(pairs + N, world, 0), counts => pair.Select(p => (double)counts[p]));
            return (Holds(kept, mean[row]), Holds(drawn, mean[row]), Holds(kept, flow[row]));

            double[] Draws(PairResampling resampling, Func<int[], IEnumerable<double>> weights)
            {
                var draws = new double[Replicated];
                Replicates.Fit(
                    sample, fit, Replicated,
                    (b, w) => weights(resampling.Counts(b)).ToArray().CopyTo(w, 0),
                    (b, eta) => draws[b] = eta is null ? double.NaN : Math.Exp(eta.LinearPredictor[row]), new PpmlOptions { Tolerance = 1e-3 });
                return [.. draws.Where(double.IsFinite).Order()];
            }

            static int Holds(double[] sorted, double value)
            {
                var (low, high) = (sorted[(int)(0.05 * (sorted.Length - 1))], sorted[(int)Math.Ceiling(0.95 * (sorted.Length - 1))]);
                return low <= value && value <= high ? 1 : 0;
            }
        }
    }
}
