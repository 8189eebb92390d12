using Dyad.Ensembles.Draws;
using FsCheck.Xunit;

namespace Dyad.Ensembles.Tests.Draws;

public class ParameterDrawsTests
{
    private const int Many = 40_000;

    /// <summary>Monte Carlo: four standard errors of a mean of standard deviation 1, 4/√40,000.</summary>
    private const double MonteCarlo = 0.02;

    /// <summary>The same of a variance and a covariance, whose standard deviation is at most √2.</summary>
    private const double MonteCarloOfSquares = 0.03;

    [Fact]
    public void MomentsOfAJointNormal()
    {
        var draws = Draw(Many, 1, Blocks.Normal("joint", [5, -2, 0], 4, 1.2, 0, 1.2, 1, 0.3, 0, 0.3, 0.25));
        double[] mean = [5, -2, 0];
        double[] deviation = [2, 1, 0.5];
        double[,] correlation = { { 1, 0.6, 0 }, { 0.6, 1, 0.6 }, { 0, 0.6, 1 } };
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(0, draws.Average(d => d[i] - mean[i]) / deviation[i], MonteCarlo);
            for (var j = 0; j <= i; j++)
            {
                var product = draws.Average(d => (d[i] - mean[i]) * (d[j] - mean[j])) / deviation[i] / deviation[j];
                Assert.Equal(correlation[i, j], product, MonteCarloOfSquares);
            }
        }
    }

    /// <summary>Third and fourth moments of the standard normal, 0 and 3, within four of their standard errors, √15/n and √96/n.</summary>
    [Fact]
    public void ShapeOfTheNormal()
    {
        var draws = Draw(Many, 7, Blocks.Normal("z", [0], 1));
        Assert.Equal(0, draws.Average(d => d[0] * d[0] * d[0]), 4 * Math.Sqrt(15.0 / Many));
        Assert.Equal(3, draws.Average(d => d[0] * d[0] * d[0] * d[0]), 4 * Math.Sqrt(96.0 / Many));
    }

    /// <summary>
    /// Mean and standard deviation of the lognormal are those given; ln is normal with variance ln(1 + s²/m²): skew of ln is 0.
    /// </summary>
    [Fact]
    public void MomentsOfALogNormal()
    {
        var draws = Draw(Many, 1, Blocks.LogNormal("theta", (4, 1), (8, 6)));
        Assert.Equal(0, draws.Average(d => d[0] - 4), MonteCarlo);
        Assert.Equal(1, draws.Average(d => (d[0] - 4) * (d[0] - 4)), 2 * MonteCarloOfSquares);
        Assert.Equal(0, draws.Average(d => d[1] - 8) / 6, MonteCarlo);
        Assert.Equal(Math.Log(1 + (36.0 / 64)), Variance(draws.Select(d => Math.Log(d[1]))), MonteCarloOfSquares);
        Assert.Equal(0, draws.Average(d => (d[0] - 4) * (d[1] - 8)) / 6, MonteCarloOfSquares);
        Assert.All(draws, d => Assert.True(d[0] > 0 && d[1] > 0));
    }

    /// <summary>A difference of two members that is known exactly has no spread, up to rounding.</summary>
    [Fact]
    public void ASingularCovarianceKeepsItsConstraint()
    {
        var draws = Draw(100, 3, Blocks.Normal("same", [1, 3], 2, 2, 2, 2));
        Assert.All(draws, d => Assert.Equal(2, d[1] - d[0], 1e-12));
        Assert.True(Variance(draws.Select(d => d[0])) > 1);
    }

    [Fact]
    public void NoVarianceIsTheMeanToTheBit()
    {
        var draws = Draw(20, 3, Blocks.Normal("n", [0.1, 7], 0, 0, 0, 1), Blocks.LogNormal("l", (0.3, 0)));
        Assert.All(draws, d => Assert.Equal((0.1, 0.3), (d[0], d[2])));
    }

    /// <summary>What a draw is depends on seed, block and number alone: not on other blocks, other draws or the order of asking.</summary>
    [Property]
    public void ADrawIsAFunctionOfSeedBlockAndNumber(int seed, int design)
    {
        var shared = Blocks.Random(design, 5, 3);
        var other = Blocks.LogNormal("other", (3, 1), (2, 1), (1, 1));
        var alone = new ParameterDraws([shared], seed);
        var behind = new ParameterDraws([other, shared], seed);
        foreach (var draw in (int[])[17, 3, 0, int.MaxValue, 3])
            Assert.Equal(One(alone, draw), One(behind, draw)[3..]);
    }

    [Fact]
    public void SeedsNamesAndDrawsDiffer()
    {
        var block = Blocks.Normal("z", [0], 1);
        double[] values =
        [
            One(new([block], 1), 0)[0], One(new([block], 2), 0)[0], One(new([block with { Name = "y" }], 1), 0)[0], One(new([block], 1), 1)[0],
        ];
        Assert.Equal(4, values.Distinct().Count());
    }

    /// <summary>
    /// The stream as documented, computed apart: Python 3 with hashlib, Philox4x32-10 written from the paper, and the quantile
    /// √2 erfinv(2u − 1) of mpmath 1.3 at 30 digits. A change here changes every interval that was published with a seed.
    /// </summary>
    [Theory]
    [InlineData(2005, "theta", 0, 0, 2.39119392233228992)]
    [InlineData(2005, "theta", 0, 1, 0.823591282260306607)]
    [InlineData(2005, "theta", 999, 2, 2.82678639422156197)]
    [InlineData(-1, "коридор", 3, 0, -0.49480794323266149)]
    public void TheStreamIsTheDocumentedOne(int seed, string name, int draw, int member, double expected)
    {
        var block = Blocks.Normal(name, [0, 0, 0], 1, 0, 0, 0, 1, 0, 0, 0, 1);
        Assert.Equal(expected, One(new([block], seed), draw)[member], 1e-14);
    }

    private static double[] One(ParameterDraws draws, int draw)
    {
        var parameters = new double[draws.Count];
        draws.Fill(draw, parameters);
        return parameters;
    }

    private static double[][] Draw(int count, int seed, params ParameterBlock[] blocks)
    {
        var draws = new ParameterDraws(blocks, seed);
        return [.. Enumerable.Range(0, count).Select(d => One(draws, d))];
    }

    private static double Variance(IEnumerable<double> values)
    {
        double[] all = [.. values];
        var mean = all.Average();
        return all.Average(v => (v - mean) * (v - mean));
    }
}
