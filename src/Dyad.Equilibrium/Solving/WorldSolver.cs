using Dyad.Equilibrium.ManySectors;
using Dyad.Equilibrium.Shocks;
using Dyad.Equilibrium.World;

namespace Dyad.Equilibrium.Solving;

/// <summary>
/// Solves worlds of one shape, one after the other, in memory that is made once. Fixed-point passes under Anderson acceleration;
/// where they run away, from the best point without memory and with shorter steps; where that fails, the change in parts.
/// </summary>
internal sealed class WorldSolver
{
    /// <summary>Steps that the acceleration remembers: measured, docs/method/equilibrium.md.</summary>
    private const int Depth = 12;

    /// <summary>Passes from one look at the slopes of labour demand to the next.</summary>
    private const int SlopePasses = 6;

    /// <summary>A residual so many times the best one is a run away from it.</summary>
    private const double RunAway = 1e3;

    /// <summary>Passes without a better point after which no step makes residuals smaller.</summary>
    private const int Patience = 60;

    /// <summary>The first part of a change that is taken in parts, and the least.</summary>
    private const double FirstPart = 0.125;
    private const double LeastPart = 1e-3;

    /// <summary>Residuals of a part on the way.</summary>
    private const double OnTheWay = 1e-5;

    [ThreadStatic]
    private static WorldSolver? _ofThread;

    private readonly WorldSystem _system;
    private readonly Anderson _acceleration;
    private readonly double[] _point;
    private readonly double[] _best;
    private readonly double[] _solved;
    private readonly double[] _residual;

    private WorldSolver(WorldShape shape)
    {
        _system = new WorldSystem(shape);
        var length = _system.Length;
        _acceleration = new Anderson(length, Depth);
        (_point, _best, _solved, _residual) = (new double[length], new double[length], new double[length], new double[length]);
    }

    /// <summary>The solver of this thread for a shape.</summary>
    public static WorldSolver For(WorldShape shape)
    {
        if (_ofThread is null || _ofThread._system.Shape != shape)
            _ofThread = new WorldSolver(shape);
        return _ofThread;
    }

    /// <summary>The world after a change.</summary>
    public Counterfactual Solve(
        Baseline before, Shock shock, SolverOptions options, Counterfactual? start, CancellationToken cancel)
    {
        _system.Load(before, shock, 1);
        if (start is null)
            _system.StartAt(before, _point);
        else
            _system.StartAt(before, start, _point);
        var (status, passes) = Iterate(options.Tolerance, options.MaxIterations, cancel);
        if (status == SolveStatus.Stalled)
        {
            (status, passes) = InParts(before, shock, options, passes, cancel);
            // Where the last part tried is not the whole, what is missed is missed of the whole.
            if (status != SolveStatus.Converged)
            {
                _system.Load(before, shock, 1);
                _system.Pass(_point);
            }
        }

        return _system.Result(before, shock, _point, status, passes);
    }

    /// <summary>
    /// The change in parts, each from the solution of the one before: shorter where one fails, longer where one succeeds. Parts
    /// on the way are solved loosely.
    /// </summary>
    private (SolveStatus Status, int Passes) InParts(
        Baseline before, Shock shock, SolverOptions options, int passes, CancellationToken cancel)
    {
        var (done, step) = (0.0, FirstPart);
        _system.StartAt(before, _solved);
        while (true)
        {
            var part = Math.Min(1, done + step);
            _system.Load(before, shock, part);
            _solved.CopyTo(_point, 0);
            var (status, used) = Iterate(
                part < 1 ? OnTheWay : options.Tolerance, options.MaxIterations - passes, cancel);
            passes += used;
            if (status == SolveStatus.IterationLimit || (part == 1 && status == SolveStatus.Converged))
                return (status, passes);
            if (status == SolveStatus.Converged)
            {
                (done, step) = (part, 2 * step);
                _point.CopyTo(_solved, 0);
            }
            else if ((step /= 4) < LeastPart)
            {
                return (SolveStatus.Stalled, passes);
            }
        }
    }

    private (SolveStatus Status, int Passes) Iterate(double tolerance, int limit, CancellationToken cancel)
    {
        _acceleration.Clear();
        _point.CopyTo(_best, 0);
        var (best, since) = (double.PositiveInfinity, 0);
        for (var pass = 1; ; pass++)
        {
            cancel.ThrowIfCancellationRequested();
            _system.Pass(_point);
            var size = _system.Residuals.Largest;
            if (size <= tolerance)
                return (SolveStatus.Converged, pass);
            if (size < best)
            {
                (best, since) = (size, 0);
                _point.CopyTo(_best, 0);
            }
            else if (++since > Patience)
            {
                return (SolveStatus.Stalled, Return(pass));
            }

            if (pass >= limit)
                return (SolveStatus.IterationLimit, Return(pass));
            if (pass % SlopePasses == 1 && _system.SetWageSteps(_point))
                _acceleration.Rescale(_system.WageStepFactors);
            if (!(size < RunAway * best))
            {
                _best.CopyTo(_point, 0);
                _system.Pass(_point);
                _system.SetWageSteps(_point);
                _acceleration.Clear();
            }

            for (var k = 0; k < _point.Length; k++)
                _residual[k] = _system.Image[k] - _point[k];
            _acceleration.Step(_point, _system.Image, _residual);
            _system.Restrain(_point, _residual);
        }
    }

    /// <summary>Goes back to the best point.</summary>
    private int Return(int pass)
    {
        _best.CopyTo(_point, 0);
        _system.Pass(_point);
        return pass + 1;
    }
}
