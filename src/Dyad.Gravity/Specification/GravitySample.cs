using System.Globalization;
using Dyad.Numerics;

namespace Dyad.Gravity.Specification;

/// <summary>
/// What is estimated: flows, regressors, fixed effects, and where wanted weights and an offset. Validated when made.
/// </summary>
public sealed class GravitySample
{
    /// <summary>Makes a sample of n rows.</summary>
    /// <param name="flow">Outcome, n values; of PPML zero or more (units cancel from all but the effects).</param>
    /// <param name="terms">Names of the k regressors.</param>
    /// <param name="regressors">k columns of n values.</param>
    /// <param name="effects">Fixed effects, one or more.</param>
    /// <param name="weights">
    /// n weights, zero or more; null: all one. A row with weight zero is out of the estimation and is still predicted.
    /// </param>
    /// <param name="offset">n values added to the linear predictor; null: none.</param>
    /// <exception cref="ArgumentException">
    /// Lengths differ or a value is not usable; the message names the term and the row. Or rows or levels are more than a table holds.
    /// </exception>
    public GravitySample(
        double[] flow, IReadOnlyList<string> terms, IReadOnlyList<double[]> regressors, IReadOnlyList<FixedEffect> effects,
        double[]? weights = null, double[]? offset = null)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(regressors);
        ArgumentNullException.ThrowIfNull(effects);
        if (terms.Count != regressors.Count)
            throw new ArgumentException($"{terms.Count} names for {regressors.Count} regressors", nameof(terms));
        if (effects.Count == 0)
            throw new ArgumentException("at least one set of fixed effects is needed (a constant is one with a single level)", nameof(effects));
        Check("flow", flow, flow.Length);
        for (var k = 0; k < terms.Count; k++)
            Check(terms[k], regressors[k], flow.Length);
        foreach (var effect in effects)
            Check(effect, flow.Length);
        var stride = Kernels.Stride(terms.Count + 1);
        CheckSize($"{flow.Length} rows of {terms.Count} regressors", flow.Length, stride);
        CheckSize($"{flow.Length} rows of {effects.Count} effects", flow.Length, effects.Count);
        var levels = effects.Sum(e => (long)e.Count);
        CheckSize($"{levels} levels with {terms.Count} regressors", levels, stride);
        if (weights is not null)
            Check("weights", weights, flow.Length, lowest: 0);
        if (offset is not null)
            Check("offset", offset, flow.Length);
        (Flow, Terms, Regressors, Effects, Offset) = (flow, terms, regressors, effects, offset);
        Weights = weights ?? Ones(flow.Length);
    }

    /// <summary>Outcome, n values.</summary>
    public double[] Flow { get; }

    /// <summary>Names of the regressors.</summary>
    public IReadOnlyList<string> Terms { get; }

    /// <summary>Regressors, k columns of n values.</summary>
    public IReadOnlyList<double[]> Regressors { get; }

    /// <summary>Fixed effects.</summary>
    public IReadOnlyList<FixedEffect> Effects { get; }

    /// <summary>Weights, n values.</summary>
    public double[] Weights { get; }

    /// <summary>Offset, n values, or null.</summary>
    public double[]? Offset { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => Flow.Length;

    private static double[] Ones(int n)
    {
        var ones = new double[n];
        Array.Fill(ones, 1);
        return ones;
    }

    /// <summary>The engine holds rows and levels as tables in one array each.</summary>
    private static void CheckSize(string what, long rows, long stride)
    {
        if (rows * stride > Array.MaxLength)
            throw new ArgumentException($"{what} are too many: a table of {rows * stride} numbers, where {Array.MaxLength} are possible");
    }

    private static void Check(string name, double[] values, int rows, double lowest = double.NegativeInfinity)
    {
        if (values.Length != rows)
            throw new ArgumentException($"{name}: {values.Length} values for {rows} rows");
        for (var row = 0; row < rows; row++)
        {
            if (!double.IsFinite(values[row]) || values[row] < lowest)
            {
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}, row {row + 1}: {values[row]} is not {(lowest == 0 ? "zero or more" : "a finite number")}"));
            }
        }
    }

    private static void Check(FixedEffect effect, int rows)
    {
        if (effect.Levels.Length != rows)
            throw new ArgumentException($"{effect.Name}: {effect.Levels.Length} levels for {rows} rows");
        var row = Array.FindIndex(effect.Levels, l => l < 0 || l >= effect.Count);
        if (row >= 0)
            throw new ArgumentException($"{effect.Name}, row {row + 1}: level {effect.Levels[row]} is not within 0 to {effect.Count - 1}");
    }
}
