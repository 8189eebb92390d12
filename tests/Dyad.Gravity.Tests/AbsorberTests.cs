using Dyad.Gravity.Absorption;
using Dyad.Gravity.Specification;
using Dyad.Numerics;
using FsCheck.Xunit;

namespace Dyad.Gravity.Tests;

/// <summary>Both absorbers against dense dummy variables, on panels with zeros, missing pairs, empty levels and separate years.</summary>
public class AbsorberTests
{
    /// <summary>Pseudo-inverses of some 40 columns and residuals of order one.</summary>
    private const double Rounding = 1e-8;

    [Property(MaxTest = 40)]
    public void BothAbsorbersAgreeWithDummyVariables(int seed)
    {
        var panel = RandomPanel.Make(seed, economies: 5);
        FixedEffect[] effects = [panel.Exporter, panel.Importer];
        var expected = panel.X.Select(x => DenseReference.Residuals(x, effects, panel.Weights)).ToArray();
        IAbsorber[] absorbers =
        [
            new TwoWayAbsorber(panel.Exporter, panel.Importer, ConnectedBlocks.Of(panel.Exporter, panel.Importer)),
            new TwoWayAbsorber(panel.Importer, panel.Exporter, ConnectedBlocks.Of(panel.Importer, panel.Exporter)),
            new SweepAbsorber(effects),
        ];
        foreach (var absorber in absorbers)
        {
            var (block, stride) = Block(panel);
            absorber.SetWeights(panel.Weights);
            absorber.Residualise(block, stride);
            for (var row = 0; row < panel.Rows; row++)
            {
                for (var c = 0; c < panel.X.Length && panel.Weights[row] > 0; c++)
                    Assert.Equal(expected[c][row], block[(row * stride) + c], Rounding);
            }
        }
    }

    [Property(MaxTest = 40)]
    public void ThreeEffectsAgreeWithDummyVariables(int seed)
    {
        var panel = RandomPanel.Make(seed, economies: 4, weighted: false);
        FixedEffect[] effects = [panel.Exporter, panel.Importer, FixedEffect.Of("pair", panel.Pair)];
        var absorber = Absorbers.For(effects);
        var (block, stride) = Block(panel);
        absorber.SetWeights(panel.Weights);
        absorber.Residualise(block, stride);
        var expected = DenseReference.Residuals(panel.X[1], effects, panel.Weights);
        for (var row = 0; row < panel.Rows; row++)
            Assert.Equal(expected[row], block[(row * stride) + 1], Rounding);
    }

    [Fact]
    public void YearsThatNoLevelJoinsAreBlocksOfTheirOwn()
    {
        var panel = RandomPanel.Make(3, economies: 6, years: 3, missing: 0);
        var blocks = ConnectedBlocks.Of(panel.Exporter, panel.Importer);
        // Three years, and the level without rows of either effect.
        Assert.Equal(3, blocks.SecondLevels.Count(l => l.Length == 6));
        Assert.Equal(6, blocks.Largest);
        Assert.Equal(panel.Importer.Count, blocks.SecondLevels.Sum(l => l.Length));
    }

    private static (double[] Block, int Stride) Block(RandomPanel panel)
    {
        var stride = Kernels.Stride(panel.X.Length);
        var block = new double[panel.Rows * stride];
        for (var row = 0; row < panel.Rows; row++)
        {
            for (var c = 0; c < panel.X.Length; c++)
                block[(row * stride) + c] = panel.X[c][row];
        }

        return (block, stride);
    }
}
