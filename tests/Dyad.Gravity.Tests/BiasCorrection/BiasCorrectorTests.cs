using Dyad.Gravity.BiasCorrection;
using Dyad.Gravity.Ppml;
using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;

namespace Dyad.Gravity.Tests.BiasCorrection;

/// <summary>
/// The correction of Weidner and Zylkin (2021) on hard panels: against its definition, and what must not change it.
/// </summary>
public class BiasCorrectorTests
{
    /// <summary>Pseudo-inverses and differences of the reference are good to about 1e-8 of the largest entry.</summary>
    private const double Dense = 1e-6;

    /// <summary>Sums in another order, of estimates that converged to 1e-10.</summary>
    private const double Rounding = 1e-8;

    private static readonly PpmlOptions Tight = new() { Tolerance = 1e-9 };

    public static TheoryData<PairEffects, int, bool> Panels
    {
        get
        {
            var data = new TheoryData<PairEffects, int, bool>();
            foreach (var effects in Enum.GetValues<PairEffects>())
            {
                foreach (var seed in (int[])[1, 2, 3])
                {
                    foreach (var both in (bool[])[false, true])
                        data.Add(effects, seed, both);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Panels))]
    public void AgreesWithTheDenseDefinition(PairEffects effects, int seed, bool bothDirections)
    {
        var (sample, shape) = ThreeWayPanel.Make(seed, effects).Model();
        var fit = PpmlEstimator.Fit(sample, Tight);
        var symmetric = effects is PairEffects.Symmetric or PairEffects.SymmetricDomesticShared;
        var clusters = shape.Pairs(bothDirections || symmetric);
        var result = BiasCorrector.Of(sample, fit, shape, clusters, threads: 2);
        var dense = new DenseBias(sample, fit, shape);
        Close(dense.Covariance(clusters).ToRowMajorArray(), result.Corrected.Matrix, Dense);
        if (effects == PairEffects.None)
        {
            Assert.All(result.Bias, b => Assert.Equal(0, b));
            return;
        }

        Vector<double> Bias(bool exporters, bool importers)
        {
            var groups = dense.Groups(exporters, importers).ToList();
            return dense.Bias(groups, groups.Count / (groups.Count - 1.0));
        }

        var expected = symmetric ? Bias(true, true) : Bias(true, false) + Bias(false, true);
        Close(expected.ToArray(), [.. result.Bias], Dense);
        Close([.. fit.Coefficients.Zip(expected, (b, e) => b - e)], [.. result.Corrected.Estimates], Dense);
    }

    [Property(MaxTest = 25, EndSize = RandomDesign.Seeds)]
    public void UnitsWeightsOrderAndNamesDoNotMatter(int seed)
    {
        var effects = (PairEffects)(Math.Abs((long)seed) % 5);
        var panel = ThreeWayPanel.Make(seed, effects);
        var expected = Corrected(panel);
        int[] order = [.. Enumerable.Range(0, panel.Rows)];
        new Random(seed).Shuffle(order);
        ThreeWayPanel[] others = [panel.With(unit: 1e6), panel.With(weight: 3), panel.Reordered(order), panel.Renamed()];
        foreach (var other in others)
            Same(expected, Corrected(other));
    }

    [Property(MaxTest = 25, EndSize = RandomDesign.Seeds)]
    public void SidesSwappedGiveTheMirroredBias(int seed)
    {
        var panel = ThreeWayPanel.Make(seed, seed % 2 == 0 ? PairEffects.Directed : PairEffects.Symmetric);
        var (expected, mirrored) = (Corrected(panel), Corrected(panel.Mirrored()));
        Same(expected, mirrored);
        if (seed % 2 == 0)
            Close([.. expected.ExporterBias], [.. mirrored.ImporterBias], Rounding);
    }

    [Fact]
    public void EconomiesAreFoundFromTheLevelsAlone()
    {
        var (sample, shape) = ThreeWayPanel.Make(5, PairEffects.Directed).Model();
        var fit = PpmlEstimator.Fit(sample, Tight);
        var inferred = GravityShape.Inferred(shape.ExporterTime, shape.ImporterTime, shape.Pair!);
        Same(BiasCorrector.Of(sample, fit, shape), BiasCorrector.Of(sample, fit, inferred));
    }

    [Fact]
    public void ThreadsDoNotMatter()
    {
        var (sample, shape) = ThreeWayPanel.Make(5, PairEffects.Directed).Model();
        var fit = PpmlEstimator.Fit(sample, Tight);
        Same(BiasCorrector.Of(sample, fit, shape), BiasCorrector.Of(sample, fit, shape, threads: 3));
    }

    [Fact]
    public void ErrorsGrow()
    {
        // The score of a pair that the effects have fitted is too small on average: the correction gives it back.
        foreach (var effects in Enum.GetValues<PairEffects>())
        {
            var result = Corrected(ThreeWayPanel.Make(11, effects, economies: 8, zeros: 0, weighted: false));
            Assert.InRange(result.LargestLeverage, 0.05, 1);
            var errors = result.Corrected.StandardErrors.Zip(result.Uncorrected.StandardErrors);
            Assert.All(errors, e => Assert.True(e.First > e.Second));
        }
    }

    [Fact]
    public void WhatIsNoGravityPanelIsRefused()
    {
        var (sample, shape) = ThreeWayPanel.Make(1, PairEffects.Directed).Model();
        var fit = PpmlEstimator.Fit(sample);
        Refused(shape with { Exporter = shape.Importer }, null, "exporter^year holds several exporters");
        Refused(shape with { Importer = shape.Exporter }, null, "importer^year holds several importers");
        Refused(shape with { Pair = null }, null, "effects of the sample");
        Refused(shape, shape.Exporter, "clusters are to be pairs");
        Refused(shape, [.. Enumerable.Range(0, sample.Rows)], "clusters are to be pairs");

        void Refused(GravityShape wrong, int[]? clusters, string part)
        {
            var problem = Assert.Throws<ArgumentException>(() => BiasCorrector.Of(sample, fit, wrong, clusters));
            Assert.Contains(part, problem.Message, StringComparison.Ordinal);
        }
    }

    private static BiasCorrectionResult Corrected(ThreeWayPanel panel)
    {
        var (sample, shape) = panel.Model();
        return BiasCorrector.Of(sample, PpmlEstimator.Fit(sample, Tight), shape);
    }

    private static void Same(BiasCorrectionResult expected, BiasCorrectionResult actual)
    {
        Close([.. expected.Bias], [.. actual.Bias], Rounding);
        Close(expected.Corrected.Matrix, actual.Corrected.Matrix, Rounding);
    }

    /// <summary>Equal to a share of the largest entry.</summary>
    private static void Close(double[] expected, double[] actual, double share)
    {
        Assert.Equal(expected.Length, actual.Length);
        var size = expected.Max(Math.Abs);
        Assert.All(expected.Zip(actual), e => Assert.Equal(e.First, e.Second, share * size));
    }
}
