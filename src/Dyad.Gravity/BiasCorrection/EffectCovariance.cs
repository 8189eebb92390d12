using System.Globalization;
using Dyad.Numerics;

namespace Dyad.Gravity.BiasCorrection;

/// <summary>
/// Z = D V D' within each cluster: how far the estimated effects of its rows move together, V the inverse of the effects' Hessian
/// after the pair effects are profiled out. docs/method/bias.md, (8).
/// </summary>
/// <remarks>
/// With the Hessian [A C; C' B], A in blocks: V_BB = (B − C'A⁻C)⁻, V_AB = −A⁻C V_BB, V_AA = A⁻ + A⁻C V_BB C'A⁻. Work is of the
/// order of the A side's unknowns times the square of the B side's, memory of the latter.
/// </remarks>
internal static class EffectCovariance
{
    /// <summary>B-side unknowns that a dense matrix is made of (800 MB each of three).</summary>
    private const int MostUnknowns = 10_000;

    /// <summary>Z of every cluster: n_c x n_c, row-major.</summary>
    /// <exception cref="ArgumentException">There are more effects than memory is set aside for.</exception>
    public static double[][] Of(PairRows rows, bool symmetric, int threads, CancellationToken cancel)
    {
        var z = new double[rows.Clusters][];
        for (var c = 0; c < z.Length; c++)
            z[c] = new double[(rows.Start[c + 1] - rows.Start[c]) * (rows.Start[c + 1] - rows.Start[c])];
        foreach (var system in EffectSystem.Of(rows, symmetric))
        {
            cancel.ThrowIfCancellationRequested();
            var blocks = system.BlockStart.Zip(system.BlockStart.Skip(1), (from, to) => to - from);
            if (Math.Max(system.BCount, blocks.Max()) is > MostUnknowns and var unknowns)
            {
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{unknowns:#,0} effects hang together; errors can be corrected with up to {MostUnknowns:#,0}"));
            }

            new Solution(rows, system, threads, cancel).AddTo(z);
        }

        return z;
    }

    /// <summary>The inverse of one system, block by block.</summary>
    private sealed class Solution
    {
        private readonly PairRows rows;
        private readonly EffectSystem system;
        private readonly ParallelOptions parallel;
        private readonly int[] blockOf;
        private readonly int[] place;
        private readonly int[][] members;
        private readonly double[][] aInverse;
        private readonly double[][] projection;
        private readonly double[] vBB;

        public Solution(PairRows rows, EffectSystem system, int threads, CancellationToken cancel)
        {
            (this.rows, this.system) = (rows, system);
            parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel };
            var blocks = system.BlockStart.Length - 1;
            blockOf = [.. Enumerable.Range(0, blocks).SelectMany(g => Enumerable.Repeat(g, Size(g)))];
            place = new int[rows.Count];
            Array.Fill(place, -1);
            foreach (var (at, q) in system.Rows.Index())
                place[q] = at;
            members = new int[blocks][];
            foreach (var block in Enumerable.Range(0, system.Rows.Length).GroupBy(at => blockOf[system.A[at]]))
                members[block.Key] = [.. block];
            (aInverse, projection) = (new double[blocks][], new double[blocks][]);
            var (complement, weights) = BSide();
            for (var g = 0; g < blocks; g++)
                Eliminate(g, complement, threads);
            vBB = SemidefiniteInverse.Of(complement, weights, threads);
        }

        private int Size(int block) => system.BlockStart[block + 1] - system.BlockStart[block];

        /// <summary>Rows of the cluster of a row that are in this system, by their place.</summary>
        private IEnumerable<int> Neighbours(int at)
        {
            var cluster = rows.Cluster[system.Rows[at]];
            for (var q = rows.Start[cluster]; q < rows.Start[cluster + 1]; q++)
            {
                if (place[q] >= 0)
                    yield return place[q];
            }
        }

        /// <summary>
        /// Entry of the Hessian between two rows. A shared pair level is among the unknowns, so there it is not profiled out.
        /// </summary>
        private double Hessian(int at, int with) =>
            system.Shared[at] >= 0 ? (at == with ? rows.Weights[system.Rows[at]] : 0)
                : rows.Hessian(system.Rows[at], system.Rows[with]);

        /// <summary>B-side unknowns of a row: one, or two with a shared pair level.</summary>
        private ReadOnlySpan<int> BSideOf(int at, Span<int> buffer)
        {
            (buffer[0], buffer[1]) = (system.B[at], system.Shared[at]);
            return buffer[..(buffer[1] < 0 ? 1 : 2)];
        }

        private (double[] Hessian, double[] Weights) BSide()
        {
            var (b, weights) = (new double[system.BCount * system.BCount], new double[system.BCount]);
            Span<int> one = stackalloc int[2], other = stackalloc int[2];
            for (var at = 0; at < system.Rows.Length; at++)
            {
                foreach (var i in BSideOf(at, one))
                    weights[i] += rows.Weights[system.Rows[at]];
                foreach (var with in Neighbours(at))
                {
                    var h = Hessian(at, with);
                    foreach (var i in BSideOf(at, one))
                    {
                        foreach (var j in BSideOf(with, other))
                            b[(i * system.BCount) + j] += h;
                    }
                }
            }

            return (b, weights);
        }

        /// <summary>A⁻ and A⁻C of a block, and B − C'A⁻C.</summary>
        private void Eliminate(int g, double[] complement, int threads)
        {
            var (first, n, width) = (system.BlockStart[g], Size(g), system.BCount);
            var (a, c, weights) = (new double[n * n], new double[n * width], new double[n]);
            Span<int> buffer = stackalloc int[2];
            foreach (var at in members[g])
            {
                var i = system.A[at] - first;
                weights[i] += rows.Weights[system.Rows[at]];
                foreach (var with in Neighbours(at))
                {
                    var h = Hessian(at, with);
                    if (h == 0)
                        continue;
                    a[(i * n) + system.A[with] - first] += h;
                    foreach (var j in BSideOf(with, buffer))
                        c[(i * width) + j] += h;
                }
            }

            aInverse[g] = SemidefiniteInverse.Of(a, weights, threads);
            var solved = projection[g] = new double[n * width];
            for (var i = 0; i < n; i++)
            {
                for (var k = 0; k < n; k++)
                    Kernels.AddScaled(solved.AsSpan(i * width, width), c.AsSpan(k * width, width), aInverse[g][(i * n) + k]);
            }

            Parallel.For(0, width, parallel, row =>
            {
                for (var k = 0; k < n; k++)
                {
                    var factor = c[(k * width) + row];
                    if (factor != 0)
                        Kernels.AddScaled(complement.AsSpan(row * width, row + 1), solved.AsSpan(k * width, row + 1), -factor);
                }
            });
        }

        public void AddTo(double[][] z)
        {
            // Clusters of both directions lie in two blocks, so blocks take turns where there are threads: a lock a cluster.
            Parallel.For(0, members.Length, parallel, g =>
            {
                var (first, n, width) = (system.BlockStart[g], Size(g), system.BCount);
                var ab = new double[n * width];
                for (var k = 0; k < width; k++)
                {
                    for (var i = 0; i < n; i++)
                    {
                        var factor = projection[g][(i * width) + k];
                        if (factor != 0)
                            Kernels.AddScaled(ab.AsSpan(i * width, width), vBB.AsSpan(k * width, width), -factor);
                    }
                }

                var aa = (double[])aInverse[g].Clone();
                for (var i = 0; i < n; i++)
                {
                    for (var j = 0; j < n; j++)
                        aa[(i * n) + j] -= Kernels.Dot(ab.AsSpan(i * width, width), projection[g].AsSpan(j * width, width));
                }

                foreach (var at in members[g])
                    AddRow(z, at, g, ab.AsSpan((system.A[at] - first) * width, width), aa.AsSpan((system.A[at] - first) * n, n));
            });
        }

        /// <summary>Adds what a row's A-side unknown has to do with those of its cluster, and its B side with B sides.</summary>
        private void AddRow(double[][] z, int at, int g, ReadOnlySpan<double> ab, ReadOnlySpan<double> aa)
        {
            var width = system.BCount;
            var cluster = rows.Cluster[system.Rows[at]];
            var (start, n) = (rows.Start[cluster], rows.Start[cluster + 1] - rows.Start[cluster]);
            var own = system.Rows[at] - start;
            Span<int> one = stackalloc int[2], other = stackalloc int[2];
            lock (z[cluster])
            {
                foreach (var with in Neighbours(at))
                {
                    double mixed = 0, sides = 0;
                    foreach (var j in BSideOf(with, other))
                    {
                        mixed += ab[j];
                        foreach (var i in BSideOf(at, one))
                            sides += vBB[(i * width) + j];
                    }

                    var (block, a) = (blockOf[system.A[with]], system.A[with]);
                    var within = a - system.BlockStart[block];
                    sides += block == g ? aa[within] : -Kernels.Dot(ab, projection[block].AsSpan(within * width, width));
                    var q = system.Rows[with] - start;
                    z[cluster][(own * n) + q] += mixed + sides;
                    z[cluster][(q * n) + own] += mixed;
                }
            }
        }
    }
}
