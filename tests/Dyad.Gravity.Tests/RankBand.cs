using Dyad.Gravity.Specification;

namespace Dyad.Gravity.Tests;

/// <summary>
/// Whether a design has a rank that all would agree on. Between what is plainly there and what is rounding, whether a regressor depends
/// on others is a matter of taste: such a design tests nothing.
/// </summary>
internal sealed class RankBand
{
    /// <summary>Of a regressor that depends on others rounding leaves a share of some 1e-13, and 1e-10 where effects are iterated.</summary>
    private const double Rounding = 1e-9;

    /// <summary>
    /// The engine drops what has less than 3e-6 of its size (a pivot of 1e-11 of squares), under the weights of each step; the margin
    /// is for the weights, and for the digits that normal equations lose: squares of 1e-4 are half of them.
    /// </summary>
    private const double Plain = 1e-4;

    /// <summary>Share of the designs that may be skipped.</summary>
    private const double Few = 0.02;

    /// <summary>Designs from which on the share is held against <see cref="Few"/>.</summary>
    private const int Many = 200;

    private int seen;
    private int skipped;

    /// <summary>Whether the design tests something; counts it, and fails where too many do not.</summary>
    public bool Admits(GravitySample sample)
    {
        var clear = SeparationOracle.Find(sample) is { } separated && !Weights(sample, separated)
            .SelectMany(w => DenseReference.Shares(sample, w)).Any(share => share is > Rounding and < Plain);
        var (all, others) = (Interlocked.Increment(ref seen), clear ? skipped : Interlocked.Increment(ref skipped));
        Assert.True(all < Many || others <= Few * all, $"{others} of {all} designs skipped");
        return clear;
    }

    /// <summary>Weights under which ranks are told on the way: of all rows, of positive flows, and of what separation leaves.</summary>
    private static IEnumerable<double[]> Weights(GravitySample sample, bool[] separated)
    {
        var w = sample.Weights;
        double[] kept = [.. w.Select((v, row) => separated[row] ? 0 : v)];
        yield return w;
        yield return [.. w.Zip(sample.Flow, (v, y) => y > 0 ? v : 0)];
        yield return [.. w.Zip(sample.Flow, (v, y) => v * y)];
        yield return kept;
        if (!kept.Any(v => v > 0))
            yield break;
        var means = DenseReference.Fit(sample, true, [.. kept.Select(v => v > 0)], new int[sample.Rows]).Means;
        var n = 0;
        yield return [.. kept.Select(v => v > 0 ? v * means[n++] : 0)];
    }
}
