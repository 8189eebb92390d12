using System.Runtime.InteropServices;
using Dyad.Ensembles.Results;

namespace Dyad.Ensembles.Running;

/// <summary>
/// Collects the figures of an ensemble, each draw once, whatever order they come in; used from several threads. A draw that comes
/// again must be the same, to the bit.
/// </summary>
public sealed class DrawTable
{
    private readonly Lock gate = new();
    private readonly double[]?[] rows;
    private readonly bool[] known;
    private readonly EnsembleRequest request;
    private readonly IProgress<EnsembleProgress>? progress;
    private readonly TimeProvider clock;
    private readonly long start;
    private int done;

    /// <summary>An empty table for an ensemble.</summary>
    public DrawTable(EnsembleRequest request, IProgress<EnsembleProgress>? progress, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(clock);
        request.Check();
        (this.request, this.progress, this.clock) = (request, progress, clock);
        rows = new double[request.Draws][];
        known = new bool[request.Draws];
        start = clock.GetTimestamp();
    }

    /// <summary>Whether every draw is there.</summary>
    public bool Complete
    {
        get
        {
            lock (gate)
                return done == known.Length;
        }
    }

    /// <summary>Stores a draw.</summary>
    /// <param name="draw">Its number.</param>
    /// <param name="figures">Its figures, kept as they are; null where the model has no solution.</param>
    /// <param name="workers">Other processes that take part, for the progress.</param>
    /// <returns>False where the draw was there already.</returns>
    /// <exception cref="InvalidOperationException">It was there with other figures: two processes do not compute alike.</exception>
    public bool Store(int draw, double[]? figures, int workers = 0)
    {
        if (figures is not null)
            ArgumentOutOfRangeException.ThrowIfNotEqual(figures.Length, request.Model.FigureCount);
        lock (gate)
        {
            if (known[draw])
            {
                if (!Same(rows[draw], figures))
                    throw new InvalidOperationException($"draw {draw}: two computations of it differ");
                return false;
            }

            known[draw] = true;
            rows[draw] = figures;
            done++;
            // Inside the lock: counts are told in ascending order.
            var left = clock.GetElapsedTime(start) / done * (known.Length - done);
            progress?.Report(new EnsembleProgress(done, known.Length, left, workers));
            return true;
        }
    }

    /// <summary>The result, once it is <see cref="Complete"/>.</summary>
    public EnsembleResult ToResult() =>
        Complete ? new EnsembleResult(request.Seed, request.Model.FigureCount, rows)
            : throw new InvalidOperationException($"{done} of {known.Length} draws are there");

    private static bool Same(double[]? x, double[]? y) =>
        x is null || y is null ? x is null && y is null
            : MemoryMarshal.AsBytes<double>(x).SequenceEqual(MemoryMarshal.AsBytes<double>(y));
}
