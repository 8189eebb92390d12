using Dyad.Equilibrium.ManySectors;
using Dyad.Equilibrium.Solving;
using Dyad.Numerics;

namespace Dyad.Equilibrium.OneSector;

/// <summary>
/// The fixed point behind the models: price powers a (p^(1 - sigma) up to a constant) such that X_ij = a_i M_ij E_j / S_j with
/// S_j = sum_i a_i M_ij sums to output over importers. It sums to expenditure over exporters whatever a is.
/// <code>
/// supply stays:   a = Y / A                              A_i = sum_j M_ij E_j / S_j
/// supply moves:   a = (Y / A)^(theta/(1 + theta))        as Y' = Y a^(-1/theta), E' = E(Y'), theta = sigma - 1
/// </code>
/// The first is iterative proportional fitting, the second the iteration of Alvarez and Lucas (2007); Anderson mixing in ln a
/// makes either fast where most is sold at home.
/// </summary>
/// <param name="shares">M by importer and exporter, any positive scale.</param>
/// <param name="outputs">Y.</param>
/// <param name="sigma">Elasticity of substitution.</param>
/// <param name="supplyMoves">Whether the prices of endowments adjust.</param>
/// <param name="spend">Expenditures at given outputs.</param>
internal sealed class MarketFixedPoint(
    double[] shares, double[] outputs, double sigma, bool supplyMoves, Func<double[], double[]> spend)
{
    /// <summary>Points that mixing remembers; twenty take hardly linked worlds in half the passes of ten.</summary>
    private const int Memory = 20;

    /// <summary>A step whose largest miss is above this multiple of the best so far is taken back.</summary>
    private const double Worse = 20;

    /// <summary>Passes without a better point after which no better one is expected.</summary>
    private const int Patience = 300;

    /// <summary>A step along the plain iteration below this part of it leads nowhere.</summary>
    private const double LeastStep = 1e-6;

    private readonly int n = outputs.Length;
    private readonly double theta = sigma - 1;

    /// <summary>What part of the logarithm of a miss a step takes back.</summary>
    private readonly double share = supplyMoves ? (sigma - 1) / sigma : 1;

    /// <summary>Solves from prices that stay what they are.</summary>
    /// <exception cref="ArgumentException">An economy can sell or buy nothing.</exception>
    public Point Solve(SolverOptions options, CancellationToken cancel)
    {
        CheckReach();
        var mixing = new Anderson(n, Memory);
        var (best, bestMiss) = (new Point(this, new double[n]), double.PositiveInfinity);
        var (log, mixed, damping, since) = (best.LogPower, false, 1.0, 0);
        for (var pass = 1; ; pass++)
        {
            cancel.ThrowIfCancellationRequested();
            var point = new Point(this, log);
            var miss = point.Evaluate();
            var status = miss <= options.Tolerance ? SolveStatus.Converged
                : pass >= options.MaxIterations ? SolveStatus.IterationLimit
                : since >= Patience || damping < LeastStep ? SolveStatus.Stalled
                : (SolveStatus?)null;
            if (status is not null)
            {
                // An unsolved problem is left at the best point that was seen; the first is always one.
                var last = miss < bestMiss ? point : best;
                (last.Status, last.Iterations) = (status.Value, pass);
                return last;
            }

            since++;
            if (!(miss <= Worse * bestMiss))
            {
                (mixed, damping) = (false, mixed ? 1 : damping / 2);
                mixing.Clear();
                log = [.. best.LogPower.Select((u, i) => u + (damping * best.Step[i]))];
                continue;
            }

            if (miss < bestMiss)
                (best, bestMiss, damping, since) = (point, miss, 1, 0);
            log = [.. point.LogPower];
            double[] image = [.. log.Select((u, i) => u + point.Step[i])];
            mixing.Step(log, image, point.Step);
            mixed = true;
        }
    }

    private void CheckReach()
    {
        var sold = new double[n];
        for (var j = 0; j < n; j++)
        {
            var row = shares.AsSpan(j * n, n);
            if (row.IndexOfAnyExcept(0.0) < 0)
                throw new ArgumentException($"economy {j} can buy from nobody");
            Kernels.AddScaled(sold, row, 1);
        }

        if (Array.IndexOf(sold, 0.0) is >= 0 and var i)
            throw new ArgumentException($"economy {i} can sell to nobody");
    }

    private ReadOnlySpan<double> Row(int importer) => shares.AsSpan(importer * n, n);

    private double[] Spend(double[] output) => spend(output);

    /// <summary>Outputs at price powers; shifts their logarithms so that the world's output is worth what it was.</summary>
    private double[] OutputAt(double[] logPower)
    {
        if (!supplyMoves)
            return outputs;
        double[] moved = [.. outputs.Select((y, i) => y * Math.Exp(-logPower[i] / theta))];
        var scale = outputs.Sum() / moved.Sum();
        Kernels.Scale(moved, scale);
        for (var i = 0; i < n; i++)
            logPower[i] -= theta * Math.Log(scale);
        return moved;
    }

    /// <summary>The world at some price powers.</summary>
    internal sealed class Point(MarketFixedPoint problem, double[] logPower)
    {
        /// <summary>ln a; where supply moves, such that world output is worth what it was.</summary>
        public double[] LogPower { get; } = logPower;

        /// <summary>a by exporter.</summary>
        public double[] PricePower { get; } = new double[problem.n];

        /// <summary>S by importer: the price index to the power of 1 - sigma.</summary>
        public double[] IndexPower { get; } = new double[problem.n];

        /// <summary>Output by economy.</summary>
        public double[] Output { get; } = problem.OutputAt(logPower);

        /// <summary>Expenditure by economy.</summary>
        public double[] Expenditure { get; private set; } = [];

        /// <summary>Step of the plain iteration, in ln a.</summary>
        public double[] Step { get; } = new double[problem.n];

        public SolveStatus Status { get; set; }

        public int Iterations { get; set; }

        /// <summary>
        /// Fills the point; the largest relative miss of a market, or no number where an economy would have nothing to spend.
        /// </summary>
        public double Evaluate()
        {
            var n = problem.n;
            Expenditure = problem.Spend(Output);
            if (!Array.TrueForAll(Expenditure, e => e > 0))
                return double.NaN;
            for (var i = 0; i < n; i++)
                PricePower[i] = Math.Exp(LogPower[i]);
            var demand = new double[n];
            for (var j = 0; j < n; j++)
            {
                var row = problem.Row(j);
                IndexPower[j] = Kernels.Dot(row, PricePower);
                Kernels.AddScaled(demand, row, Expenditure[j] / IndexPower[j]);
            }

            var miss = 0.0;
            for (var i = 0; i < n; i++)
            {
                var excess = (PricePower[i] * demand[i] / Output[i]) - 1;
                miss = double.IsNaN(excess) ? double.NaN : Math.Max(miss, Math.Abs(excess));
                Step[i] = -problem.share * Math.Log(1 + excess);
            }

            return miss;
        }

        /// <summary>X by importer and exporter.</summary>
        public double[] Shipments()
        {
            var n = problem.n;
            var shipments = new double[n * n];
            for (var j = 0; j < n; j++)
            {
                var row = problem.Row(j);
                for (var i = 0; i < n; i++)
                    shipments[(j * n) + i] = PricePower[i] * row[i] * (Expenditure[j] / IndexPower[j]);
            }

            return shipments;
        }
    }
}
