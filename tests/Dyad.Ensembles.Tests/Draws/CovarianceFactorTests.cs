using Dyad.Ensembles.Draws;
using FsCheck.Xunit;

namespace Dyad.Ensembles.Tests.Draws;

public class CovarianceFactorTests
{
    /// <summary>A pivot below 1e-11 of its variance is taken as zero (Cholesky.PivotTolerance): the variance is off by as much.</summary>
    private const double Pivot = 2e-11;

    /// <summary>LLᵀ = Σ whatever the rank, in particular with members that others determine.</summary>
    [Property(MaxTest = 50)]
    public void TheFactorGivesTheCovariance(int seed, byte size, byte rank)
    {
        var n = (size % 20) + 1;
        var block = Blocks.Random(seed, n, rank % (n + 1));
        var l = CovarianceFactor.Of(block);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var made = Enumerable.Range(0, n).Sum(k => l[(i * n) + k] * l[(j * n) + k]);
                var scale = Math.Sqrt(block.Covariance[(i * n) + i] * block.Covariance[(j * n) + j]);
                Assert.Equal(block.Covariance[(i * n) + j], made, Pivot * (1 + scale));
                Assert.True(j <= i || l[(i * n) + j] == 0);
            }
        }
    }
}
