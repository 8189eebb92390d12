using System.Runtime.Intrinsics;
using Dyad.Gravity.Absorption;
using Dyad.Gravity.Regression;
using Dyad.Gravity.Specification;
using Dyad.Numerics;

namespace Dyad.Gravity.Ppml;

/// <summary>
/// Flows and linear predictors in sorted rows. One pass moves the predictor, takes means, weights and responses from it and fills the
/// normal equations, so that memory is read once a step.
/// </summary>
internal sealed class PoissonRows
{
    /// <summary>Rows between the two halves of a pass: what they share stays in the first-level cache.</summary>
    private const int Block = 512;

    /// <summary>A Newton step moves a separated zero flow by −1 or more (its working response is η − 1).</summary>
    public const double Fall = -0.5;

    private static readonly int Lanes = Vector512<double>.Count;

    private readonly LevelIndex index;
    private readonly NormalEquations equations;
    private readonly double[] flow;
    private readonly double[]? offset;
    private readonly double[] predictor;
    private readonly int[] parts;
    private readonly ParallelOptions parallel;
    private readonly byte[] falls;
    private readonly int[] falling;
    private double[] weights = [];
    private double constant;

    public PoissonRows(GravitySample sample, LevelIndex index, NormalEquations equations, int threads)
    {
        (this.index, this.equations) = (index, equations);
        flow = index.Sort(sample.Flow);
        offset = sample.Offset is null ? null : index.Sort(sample.Offset);
        predictor = new double[index.Rows];
        falls = new byte[index.Rows];
        falling = new int[threads];
        parts = index.Parts(threads);
        parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
    }

    /// <summary>Linear predictor of the sorted rows.</summary>
    public ReadOnlySpan<double> Predictor => predictor;

    /// <summary>Most whole steps in a row, up to the last, over which a zero flow with weight has kept falling.</summary>
    public int Falling => falling.Max();

    /// <summary>Differences of deviances below this are rounding of their terms.</summary>
    public double Rounding { get; private set; }

    /// <summary>Takes weights in the order of the sample.</summary>
    public void SetWeights(double[] sampleWeights)
    {
        weights = index.Sort(sampleWeights);
        Array.Clear(falls);
        Array.Clear(falling);
        (constant, Rounding) = (0, 0);
        for (var r = 0; r < flow.Length; r++)
        {
            if (weights[r] > 0 && flow[r] > 0)
            {
                var term = weights[r] * ((flow[r] * Math.Log(flow[r])) - flow[r]);
                constant += term;
                Rounding += 1e-14 * (Math.Abs(term) + (weights[r] * flow[r]));
            }
        }
    }

    /// <summary>
    /// Starts from a linear predictor, moved by the effects alone: means are multiplied by one factor a level, scaled in turn to the
    /// sums of the flows (iterative proportional fitting; Deming and Stephan 1940). From a predictor in the model this stays in the
    /// model, and the coefficients are what they were.
    /// </summary>
    /// <param name="start">Linear predictor in the order of the sample; null: the offset, with coefficients of zero.</param>
    /// <param name="sweeps">Rounds over the effects.</param>
    public void Start(double[]? start, int sweeps)
    {
        var means = new double[index.Rows];
        for (var lead = 0; lead < index.LeadLevels; lead++)
        {
            var top = double.NegativeInfinity;
            for (var r = index.Start[lead]; r < index.Start[lead + 1]; r++)
            {
                var known = start is null ? offset?[r] ?? 0 : start[index.Order[r]];
                predictor[r] = double.IsFinite(known) ? known : 0;
                top = weights[r] > 0 ? Math.Max(top, predictor[r]) : top;
            }

            // What a level has in common is its effect's to find; taken out, no mean overflows.
            for (var r = index.Start[lead]; r < index.Start[lead + 1] && double.IsFinite(top); r++)
            {
                predictor[r] -= top;
                means[r] = weights[r] > 0 ? weights[r] * Math.Exp(predictor[r]) : 0;
            }
        }

        var (factors, fitted, sums, width) = (new double[index.Levels], new double[index.Levels], LevelSums(), index.Width);
        Array.Fill(factors, 1);
        for (var sweep = 0; sweep < sweeps * index.Effects.Length; sweep++)
        {
            var effect = sweep % index.Effects.Length;
            Array.Clear(fitted);
            for (var lead = 0; lead < index.LeadLevels; lead++)
            {
                for (var r = index.Start[lead]; r < index.Start[lead + 1]; r++)
                {
                    var mean = means[r] * factors[lead];
                    for (var j = r * width; j < (r + 1) * width; j++)
                        mean *= factors[index.Others[j]];
                    fitted[effect == 0 ? lead : index.Others[(r * width) + effect - 1]] += mean;
                }
            }

            for (var level = index.Offsets[effect]; level < index.Offsets[effect + 1]; level++)
                factors[level] *= fitted[level] > 0 && sums[level] > 0 ? sums[level] / fitted[level] : 1;
        }

        var logs = Array.ConvertAll(factors, Math.Log);
        for (var lead = 0; lead < index.LeadLevels; lead++)
        {
            for (var r = index.Start[lead]; r < index.Start[lead + 1]; r++)
            {
                predictor[r] += logs[lead];
                for (var j = r * width; j < (r + 1) * width; j++)
                    predictor[r] += logs[index.Others[j]];
            }
        }
    }

    private double[] LevelSums()
    {
        var sums = new double[index.Levels];
        for (var lead = 0; lead < index.LeadLevels; lead++)
        {
            for (var r = index.Start[lead]; r < index.Start[lead + 1]; r++)
            {
                var flowOfRow = weights[r] * flow[r];
                sums[lead] += flowOfRow;
                foreach (var place in index.Others.AsSpan(r * index.Width, index.Width))
                    sums[place] += flowOfRow;
            }
        }

        return sums;
    }

    /// <summary>Moves the predictor and fills the normal equations.</summary>
    /// <param name="factor">Multiple of the last regression's fit that is added to the predictor first.</param>
    /// <returns>The deviance.</returns>
    public double Pass(double factor)
    {
        equations.Clear();
        var deviances = new double[parts.Length - 1];
        if (deviances.Length == 1)
            deviances[0] = PassPart(0, factor);
        else
            Parallel.For(0, deviances.Length, parallel, p => deviances[p] = PassPart(p, factor));
        equations.Gather();
        return 2 * (deviances.Sum() + constant);
    }

    private double PassPart(int part, double factor)
    {
        Span<double> response = stackalloc double[Block];
        Span<double> fitted = stackalloc double[Block];
        var most = 0;
        var deviance = Vector512<double>.Zero;
        var (from, to) = (index.Start[parts[part]], index.Start[parts[part + 1]]);
        var lead = parts[part];
        for (var start = from; start < to; start += Block)
        {
            var rows = Math.Min(Block, to - start);
            if (factor != 0)
                most = Math.Max(most, MoveRows(start, fitted[..rows], factor));
            deviance += Means(start, rows, response);
            while (index.Start[lead + 1] <= start)
                lead++;
            equations.Add(part, start, response[..rows], lead);
        }

        // A step back says nothing of the step that it takes back.
        if (factor == 1)
            falling[part] = most;
        return Vector512.Sum(deviance);
    }

    /// <summary>Working weights w μ and responses w (y − μ) of a block, and its part of the deviance without its constant.</summary>
    private Vector512<double> Means(int start, int rows, Span<double> response)
    {
        var deviance = Vector512<double>.Zero;
        Span<double> last = stackalloc double[3 * Lanes];
        for (var r = 0; r < rows; r += Lanes)
        {
            var n = Math.Min(Lanes, rows - r);
            if (n < Lanes)
                last.Clear();
            var eta = Load(predictor, start + r, n, last[..Lanes]);
            var y = Load(flow, start + r, n, last[Lanes..]);
            var w = Load(weights, start + r, n, last[(2 * Lanes)..]);
            var used = Vector512.GreaterThan(w, Vector512<double>.Zero);
            var mean = Vector512.ConditionalSelect(used, Vector512.Exp(eta), Vector512<double>.Zero);
            var known = Vector512.ConditionalSelect(used, eta, Vector512<double>.Zero);
            deviance += w * (mean - (y * known));
            Store(w * mean, equations.Weights, start + r, n);
            Store(w * (y - mean), response, r, n);
        }

        return deviance;
    }

    /// <summary>w (y − μ) of the sorted rows.</summary>
    public double[] Responses()
    {
        var responses = new double[index.Rows];
        for (var r = 0; r < responses.Length; r++)
            responses[r] = weights[r] > 0 ? (weights[r] * flow[r]) - equations.Weights[r] : 0;
        return responses;
    }

    /// <summary>Adds the fit to a block; a zero flow that a whole step lowers as separated flows are lowered counts one more fall.</summary>
    private int MoveRows(int from, Span<double> fitted, double factor)
    {
        equations.Fit(from, fitted);
        var most = 0;
        for (var i = 0; i < fitted.Length; i++)
        {
            var r = from + i;
            predictor[r] += factor * fitted[i];
            if (flow[r] > 0 || factor != 1)
                continue;
            falls[r] = weights[r] > 0 && fitted[i] < Fall ? (byte)Math.Min(falls[r] + 1, byte.MaxValue) : (byte)0;
            most = Math.Max(most, falls[r]);
        }

        return most;
    }

    private static Vector512<double> Load(double[] values, int at, int n, Span<double> last)
    {
        if (n == Lanes)
            return Vector512.LoadUnsafe(ref values[at]);
        values.AsSpan(at, n).CopyTo(last);
        return Vector512.Create<double>(last[..Lanes]);
    }

    private static void Store(Vector512<double> value, Span<double> values, int at, int n)
    {
        if (n == Lanes)
        {
            value.CopyTo(values[at..]);
            return;
        }

        for (var lane = 0; lane < n; lane++)
            values[at + lane] = value[lane];
    }
}
