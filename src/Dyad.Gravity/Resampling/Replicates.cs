using Dyad.Gravity.Ppml;
using Dyad.Gravity.Specification;

namespace Dyad.Gravity.Resampling;

/// <summary>A fit under one set of weights.</summary>
/// <param name="LinearPredictor">Linear predictor of all rows, as in <see cref="Estimation.Estimate.LinearPredictor"/>.</param>
/// <param name="Coefficients">Coefficients of all terms of the sample; zero for those without one.</param>
public sealed record Replicate(double[] LinearPredictor, double[] Coefficients);

/// <summary>Fits one sample again under many sets of weights, on all cores.</summary>
public static class Replicates
{
    /// <summary>
    /// Fits each replicate from the estimate of the sample itself and hands it on. A replicate that does not converge is handed on as
    /// null: its share is to be reported, not hidden.
    /// </summary>
    /// <param name="sample">The sample; its own weights are not used.</param>
    /// <param name="estimate">Its estimate, from which every replicate starts.</param>
    /// <param name="count">Number of replicates.</param>
    /// <param name="weights">Fills the row weights of a replicate; called from several threads.</param>
    /// <param name="collect">
    /// Receives the number of the replicate and the replicate, or null; called from several threads, once for each.
    /// </param>
    /// <param name="options">How estimates are computed.</param>
    /// <param name="cancel">Ends the work.</param>
    public static void Fit(
        GravitySample sample, PpmlResult estimate, int count, Action<int, double[]> weights, Action<int, Replicate?> collect,
        PpmlOptions options, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(estimate);
        if (count == 0)
            return;
        var next = -1;
        var workers = Math.Min(count, Environment.ProcessorCount);
        Parallel.For(0, workers, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = workers }, _ =>
        {
            var solver = new PpmlSolver(sample, options);
            // What a solver keeps of its first weights is that of the sample, so that no replicate depends on which came before it.
            solver.Solve(sample.Weights, estimate.State, cancel);
            var replicateWeights = new double[sample.Rows];
            for (var replicate = Interlocked.Increment(ref next); replicate < count; replicate = Interlocked.Increment(ref next))
            {
                weights(replicate, replicateWeights);
                var state = solver.Solve(replicateWeights, estimate.State, cancel);
                collect(
                    replicate,
                    state.Exit == ExitStatus.Converged ? new Replicate(PpmlEstimator.Predictor(state), state.Coefficients) : null);
            }
        });
    }
}
