using Dyad.Gravity.Absorption;
using Dyad.Gravity.Regression;
using Dyad.Gravity.Specification;
using FsCheck.Xunit;

namespace Dyad.Gravity.Tests;

/// <summary>Every solver of effects against dense dummy variables, on panels with zeros, missing pairs, empty levels and separate years.</summary>
public class AbsorberTests
{
    /// <summary>Pseudo-inverses of some 40 columns and residuals of order one.</summary>
    private const double Rounding = 1e-8;

    [Property(MaxTest = 40, EndSize = RandomDesign.Seeds)]
    public void TwoEffectsAgreeWithDummyVariables(int seed)
    {
        var panel = RandomPanel.Make(seed, economies: 5);
        FixedEffect[] effects = [panel.Exporter, panel.Importer];
        Agree(panel, effects, LevelSolvers.For, typeof(TwoWayBlocks));
        Agree(panel, effects, index => new LeadElimination(index, new DiagonalLevels(index.LeadLevels, index.Levels)));
    }

    [Property(MaxTest = 40, EndSize = RandomDesign.Seeds)]
    public void ThreeEffectsAgreeWithDummyVariables(int seed)
    {
        var panel = RandomPanel.Make(seed, economies: 4);
        FixedEffect[] effects = [panel.Exporter, panel.Importer, FixedEffect.Of("pair", panel.Pair)];
        Agree(panel, effects, LevelSolvers.For, typeof(BorderedLevels));
        Agree(panel, effects, index => new LeadElimination(
            index, new TwoWayBlocks(index, 1, 2, ConnectedBlocks.Of(index.Effects[1], index.Effects[2]))));
    }

    [Property(MaxTest = 20, EndSize = RandomDesign.Seeds)]
    public void FourEffectsAgreeWithDummyVariables(int seed)
    {
        var panel = RandomPanel.Make(seed, economies: 4);
        FixedEffect[] effects =
        [
            panel.Exporter, panel.Importer, FixedEffect.Of("pair", panel.Pair), FixedEffect.Of("third", panel.Pair.Select((p, r) => (p + r) % 3)),
        ];
        Agree(panel, effects, LevelSolvers.For, typeof(BorderedLevels));
        Agree(panel, effects, index => new LeadElimination(index, new DiagonalLevels(index.LeadLevels, index.Levels)));
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

    private static void Agree(RandomPanel panel, FixedEffect[] effects, Func<LevelIndex, ILevelSolver> make, Type? expectedType = null)
    {
        var expected = panel.X.Select(x => DenseReference.Residuals(x, effects, panel.Weights)).ToArray();
        foreach (var threads in new[] { 1, 2, 3 })
        {
            var index = LevelIndex.Of(effects, threads);
            var solver = make(index);
            if (expectedType is not null)
                Assert.IsType(expectedType, solver);
            var regressors = new RegressorRows(new GravitySample(panel.Flow, RandomPanel.Terms, panel.X, effects, panel.Weights), index);
            var equations = new NormalEquations(index, regressors, solver);
            new WeightedRegression(index, equations).Fit(panel.Weights, panel.Flow, new double[panel.Rows]);
            regressors.TakeOut(equations.Projections, equations.Weights);
            for (var r = 0; r < panel.Rows; r++)
            {
                var row = index.Order[r];
                for (var c = 0; c < panel.X.Length && panel.Weights[row] > 0; c++)
                    Assert.Equal(expected[c][row], regressors.Values[(r * regressors.Stride) + c], Rounding);
            }
        }
    }
}
