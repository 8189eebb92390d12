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

    /// <summary>Rounding of a sum of terms, as a share of their sizes.</summary>
    private const double RoundingShare = 1e-14;

    private static readonly int Lanes = Vector512<double>.Count;

    private readonly LevelIndex index;
    private readonly NormalEquations equations;
    private readonly double[] flow;
    private readonly double[]? offset;
    private readonly double[] predictor;
    private readonly byte[] falls;
    private readonly int[] falling;
    private double[] weights = [];
    private double constant;

    public PoissonRows(GravitySample sample, LevelIndex index, NormalEquations equations)
    {
        (this.index, this.equations) = (index, equations);
        flow = index.Sort(sample.Flow);
        offset = sample.Offset is null ? null : index.Sort(sample.Offset);
        predictor = new double[index.Rows];
        falls = new byte[index.Rows];
        falling = new int[index.Parts.Length - 1];
    }

    /// <summary>Linear predictor of the sorted rows.</summary>
    public double[] Predictor => predictor;

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
        var saturated = new (double Sum, double Size)[index.Parts.Length - 1];
        index.ForEachPart(part => saturated[part] = Saturated(part));
        constant = saturated.Sum(s => s.Sum);
        Rounding = RoundingShare * saturated.Sum(s => s.Size);
    }

    /// <summary>Σ w (y ln y − y) of a part's rows, which is the deviance of means that equal the flows, and the size of its terms.</summary>
    private (double Sum, double Size) Saturated(int part)
    {
        var (from, to) = index.RowsOf(part);
        var (sum, size) = (Vector512<double>.Zero, Vector512<double>.Zero);
        Span<double> last = stackalloc double[2 * Lanes];
        for (var r = from; r < to; r += Lanes)
        {
            var n = Math.Min(Lanes, to - r);
            if (n < Lanes)
                last.Clear();
            var y = Load(flow, r, n, last[..Lanes]);
            var total = Load(weights, r, n, last[Lanes..]) * y;
            var logs = Vector512.ConditionalSelect(
                Vector512.GreaterThan(total, Vector512<double>.Zero), Vector512.Log(y), Vector512<double>.Zero);
            sum += total * (logs - Vector512<double>.One);
            size += total * (Vector512.Abs(logs) + Vector512<double>.One);
        }

        return (Vector512.Sum(sum), Vector512.Sum(size));
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
        // Until the first pass the weights of the equations are free to hold the means that the factors multiply.
        var means = equations.Weights;
        var totals = index.Sum((part, sums) =>
        {
            for (var lead = index.Parts[part]; lead < index.Parts[part + 1]; lead++)
            {
                var top = double.NegativeInfinity;
                for (var r = index.Start[lead]; r < index.Start[lead + 1]; r++)
                {
                    var known = start is null ? offset?[r] ?? 0 : start[index.Order[r]];
                    predictor[r] = double.IsFinite(known) ? known : 0;
                    top = weights[r] > 0 ? Math.Max(top, predictor[r]) : top;
                }

                // What a level has in common is its effect's to find; taken out, no mean overflows.
                top = double.IsFinite(top) ? top : 0;
                for (var r = index.Start[lead]; r < index.Start[lead + 1]; r++)
                {
                    predictor[r] -= top;
                    means[r] = weights[r] > 0 ? weights[r] * Math.Exp(predictor[r]) : 0;
                    var total = weights[r] * flow[r];
                    sums[lead] += total;
                    foreach (var place in index.Others.AsSpan(r * index.Width, index.Width))
                        sums[place] += total;
                }
            }
        });
        var logs = Array.ConvertAll(ProportionalFitting.Factors(index, means, totals, sweeps), Math.Log);
        index.ForEachPart(part =>
        {
            for (var lead = index.Parts[part]; lead < index.Parts[part + 1]; lead++)
            {
                for (var r = index.Start[lead]; r < index.Start[lead + 1]; r++)
                {
                    predictor[r] += logs[lead];
                    foreach (var place in index.Others.AsSpan(r * index.Width, index.Width))
                        predictor[r] += logs[place];
                }
            }
        });
    }

    /// <summary>Moves the predictor and fills the normal equations.</summary>
    /// <param name="factor">Multiple of the last regression's fit that is added to the predictor first.</param>
    /// <returns>The deviance.</returns>
    public double Pass(double factor)
    {
        equations.Clear();
        var deviances = new double[index.Parts.Length - 1];
        index.ForEachPart(part => deviances[part] = PassPart(part, factor));
        equations.Gather();
        return 2 * (deviances.Sum() + constant);
    }

    private double PassPart(int part, double factor)
    {
        Span<double> response = stackalloc double[Block];
        Span<double> fitted = stackalloc double[Block];
        var most = 0;
        var deviance = Vector512<double>.Zero;
        var (from, to) = index.RowsOf(part);
        var lead = index.Parts[part];
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
            responses[r] = (weights[r] * flow[r]) - equations.Weights[r];
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
