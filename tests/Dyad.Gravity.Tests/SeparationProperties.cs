using Dyad.Gravity.Ppml;
using Dyad.Gravity.Specification;
using FsCheck.Xunit;

namespace Dyad.Gravity.Tests;

/// <summary>
/// The rows that the estimate drops against the rows that a linear program finds separated: none kept without notice, none dropped that
/// is not. After it an estimate exists, so that it converges.
/// </summary>
public class SeparationProperties
{
    [Property(MaxTest = 3000, EndSize = RandomDesign.Seeds)]
    public void ExactlyTheSeparatedRowsAreDropped(int seed, SeparationDesigns.Plant plant)
    {
        var sample = SeparationDesigns.Make(seed, plant);
        Agree(sample, PpmlEstimator.TryFit(sample), SeparationOracle.Separated(sample));
    }

    /// <summary>
    /// Where effects are solved to a share, what separates hides in the error of the regressors' projections: the fit may rest with
    /// separated rows in it unless it is looked for.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SoTheyAreWhereEffectsAreSolvedByConjugateGradients(bool twoWay)
    {
        for (var seed = 0; seed < 1500; seed++)
        {
            var sample = SeparationDesigns.Make(seed, (SeparationDesigns.Plant)(seed % 5));
            var solver = new PpmlSolver(
                sample, new PpmlOptions(), twoWay ? LevelSolverCases.TwoWay : LevelSolverCases.Diagonal);
            Agree(sample, PpmlEstimator.Estimate(sample, solver), SeparationOracle.Separated(sample));
        }
    }

    /// <summary>Units and origins of regressors do not matter; larger samples.</summary>
    [Property(MaxTest = 500, EndSize = RandomDesign.Seeds)]
    public void UnitsOfRegressorsDoNotMatter(int seed, SeparationDesigns.Plant plant)
    {
        var plain = SeparationDesigns.Make(seed, plant, most: 120);
        var random = new Random(seed);
        var scaled = plain.Regressors.Select(x =>
        {
            var (unit, origin) = (Math.Pow(10, random.Next(-3, 4)), 100.0 * random.Next(2));
            return Array.ConvertAll(x, v => unit * (v + origin));
        }).ToArray();
        var sample = new GravitySample(plain.Flow, plain.Terms, scaled, plain.Effects, plain.Weights);
        Agree(sample, PpmlEstimator.TryFit(sample), SeparationOracle.Separated(plain));
    }

    /// <summary>The rectifier comes to no end here; steps show what is separated before rows rest by rounding.</summary>
    [Theory]
    [InlineData(2002678, SeparationDesigns.Plant.Both)]
    [InlineData(2012410, SeparationDesigns.Plant.Chance)]
    [InlineData(2018392, SeparationDesigns.Plant.Effects)]
    public void RowsThatTheRectifierDoesNotFindAreShownBySteps(int seed, SeparationDesigns.Plant plant) =>
        UnitsOfRegressorsDoNotMatter(seed, plant);

    private static void Agree(GravitySample sample, PpmlResult fit, bool[] separated)
    {
        var weighted = Enumerable.Range(0, sample.Rows).Where(row => sample.Weights[row] > 0).ToList();
        Assert.Equal(weighted.Where(row => separated[row]), weighted.Where(row => !fit.Used[row]));
        Assert.Equal(weighted.Any(row => !separated[row]) ? ExitStatus.Converged : ExitStatus.NoData, fit.Exit);
        Assert.Equal(separated.Count(s => s), fit.AllZero + fit.Separated);
    }
}
