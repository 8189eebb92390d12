using Dyad.Gravity.Effects;
using Dyad.Gravity.Estimation;
using Dyad.Gravity.Ols;
using Dyad.Gravity.Ppml;
using Dyad.Gravity.Specification;
using FsCheck.Xunit;

namespace Dyad.Gravity.Tests;

public class RecoveredEffectsTests
{
    /// <summary>The solver's accuracy in the effects, relative to an index of some ten.</summary>
    private const double Solved = 1e-7;

    [Property(MaxTest = 30, EndSize = RandomDesign.Seeds)]
    public void WithTheCoefficientsTheyMakeTheIndex(int seed)
    {
        var panel = RandomPanel.Make(seed, missing: 0.5);
        foreach (var sample in new[] { panel.Sample(), panel.SampleWithConstant(), WithPairs(panel) })
        {
            var offset = new GravitySample(
                sample.Flow, sample.Terms, sample.Regressors, sample.Effects, sample.Weights,
                [.. sample.Flow.Select((_, r) => 0.1 * (r % 3))]);
            Holds(sample, OlsEstimator.Fit(sample));
            var fit = PpmlEstimator.TryFit(offset);
            if (fit.Converged)
                Holds(offset, fit);
        }
    }

    [Fact]
    public void OneReferenceInEachComponent()
    {
        // Years are components of exporter-year and importer-year: in each the first importer of its rows is zero.
        var panel = RandomPanel.Make(3, years: 3, weighted: false);
        var recovered = RecoveredEffects.Of(panel.Sample(), OlsEstimator.Fit(panel.Sample()));
        Assert.True(recovered.IsComplete);
        Assert.DoesNotContain(true, recovered.Effects[0].References);
        var zero = recovered.Effects[1].References.Index().Where(r => r.Item).Select(r => r.Index).ToList();
        Assert.Equal(3, zero.Count);
        Assert.All(zero, level => Assert.Equal(0, recovered.Effects[1].Values[level]));
        var rows = Enumerable.Range(0, 3).Select(t => Array.FindIndex(panel.Exporter.Levels, l => l / 7 == t));
        int[] first = [.. rows.Select(r => panel.Importer.Levels[r])];
        Assert.Equal(first, zero);
        // A level that no row has.
        Assert.Equal(double.NaN, recovered.Effects[0].Values[^1]);
    }

    [Fact]
    public void ThreeWayGravityHasAReferenceForEachDegreeOfFreedom()
    {
        // Exporter-year, importer-year and pair of N economies in T years, all there: T + 2N - 1 are free.
        const int N = 5, T = 4;
        var keys = (
            from t in Enumerable.Range(0, T)
            from i in Enumerable.Range(0, N)
            from j in Enumerable.Range(0, N)
            select (t, i, j)).ToList();
        var random = new Random(1);
        double[] x = [.. keys.Select(_ => random.NextDouble())], y = [.. keys.Select(_ => random.NextDouble())];
        var sample = new GravitySample(
            y, ["x"], [x],
            [
                FixedEffect.Of("exporter^year", keys.Select(k => (k.t, k.i))),
                FixedEffect.Of("importer^year", keys.Select(k => (k.t, k.j))),
                FixedEffect.Of("pair", keys.Select(k => (k.i, k.j))),
            ]);
        var recovered = RecoveredEffects.Of(sample, OlsEstimator.Fit(sample));
        Assert.True(recovered.IsComplete);
        Assert.Equal(T + (2 * N) - 1, recovered.Effects.Sum(e => e.References.Count(r => r)));
    }

    [Fact]
    public void WhereReferencesDoNotHoldTheValuesDo()
    {
        // Few rows for the levels: some leave two levels open that several rows together settle.
        var complete = new List<bool>();
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            double[] x = [.. Enumerable.Range(0, 14).Select(_ => random.NextDouble())];
            double[] y = [.. x.Select(v => v + random.NextDouble())];
            FixedEffect Effect(string name) => new(name, [.. x.Select(_ => random.Next(4))], 4);
            var sample = new GravitySample(y, ["x"], [x], [Effect("a"), Effect("b"), Effect("c")]);
            var fit = OlsEstimator.Fit(sample);
            var recovered = Holds(sample, fit);
            complete.Add(recovered.IsComplete);
            var references = recovered.Effects.SelectMany(e => e.References.Zip(e.Values)).Where(r => r.First);
            Assert.All(references, r => Assert.Equal(0, r.Second));
        }

        Assert.Contains(false, complete);
        Assert.Contains(true, complete);
    }

    private static GravitySample WithPairs(RandomPanel panel) => new(
        panel.Flow, RandomPanel.Terms, panel.X, [panel.Exporter, panel.Importer, FixedEffect.Of("pair", panel.Pair)],
        panel.Weights);

    private static RecoveredEffects Holds(GravitySample sample, Estimate fit)
    {
        var recovered = RecoveredEffects.Of(sample, fit);
        for (var row = 0; row < sample.Rows; row++)
        {
            if (!fit.Used[row])
                continue;
            var effects = sample.Effects.Zip(recovered.Effects, (e, v) => v.Values[e.Levels[row]]).Sum();
            var index = (sample.Offset?[row] ?? 0) + effects;
            foreach (var (term, coefficient) in fit.Terms.Zip(fit.Coefficients))
                index += coefficient * sample.Regressors[Array.IndexOf([.. sample.Terms], term)][row];
            Assert.Equal(fit.LinearPredictor[row], index, Solved * (1 + Math.Abs(index)));
        }

        return recovered;
    }
}
