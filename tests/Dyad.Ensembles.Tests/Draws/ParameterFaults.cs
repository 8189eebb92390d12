using Dyad.Ensembles.Draws;

namespace Dyad.Ensembles.Tests.Draws;

public class ParameterFaults
{
    [Fact]
    public void TheFaultIsNamed()
    {
        Is("parameters b: variance of p1 is -1: not a number from 0 up", Blocks.Normal("b", [0], -1));
        Is("parameters b: covariance of p1 and p2 is 0.5: the matrix is not symmetric", Blocks.Normal("b", [0, 0], 1, 0.25, 0.5, 1));
        Is("parameters b: variance of p2 is 1: the matrix is not positive semidefinite", Blocks.Normal("b", [0, 0], 1, 2, 2, 1));
        Is("parameters b: covariance of p1 and p2 is 0.1: the matrix is not symmetric", Blocks.Normal("b", [0, 0], 0, 0, 0.1, 1));
        Is("parameters b: covariance of p1 and p2 is 0.1: the matrix is not positive semidefinite",
            Blocks.Normal("b", [0, 0], 0, 0.1, 0.1, 1));
        Is("parameters b: covariance is NaN: not a number", Blocks.Normal("b", [0], double.NaN));
        Is("parameters b: mean of p2 is Infinity: not a number", Blocks.Normal("b", [0, double.PositiveInfinity], 1, 0, 0, 1));
        Is("parameters b: 2 members have 2 means and 3 covariances, not 2 and 4", Blocks.Normal("b", [0, 0], 1, 0, 0));
        Is("parameters b: it has no members", Blocks.Normal("b", []));
        Is("parameters b: two blocks have this name", Blocks.Normal("b", [0], 1), Blocks.LogNormal("b", (1, 1)));
        Is("parameters b: mean of p1 is 0: a lognormal mean is above 0", Blocks.LogNormal("b", (0, 1)));
        Is("parameters b: variance of p1 is -1: not a number from 0 up", Blocks.LogNormal("b", (1, 1)).With(c => c[0] = -1));
        Is("parameters b: covariance of p1 and p2 is 0.1: lognormal members are independent",
            Blocks.LogNormal("b", (1, 1), (1, 1)).With(c => c[1] = 0.1));
    }

    /// <summary>Three correlations that no three variables have: the matrix has a negative eigenvalue, each pair alone is possible.</summary>
    [Fact]
    public void ACovarianceThatNoThreeMembersHaveIsRefused() =>
        Is("parameters b: variance of p3 is 1: the matrix is not positive semidefinite",
            Blocks.Normal("b", [0, 0, 0], 1, 0.9, 0.9, 0.9, 1, -0.9, 0.9, -0.9, 1));

    /// <summary>What sums of a sample leave behind of rounding is no fault.</summary>
    [Fact]
    public void RoundingOfACovarianceIsTaken() =>
        Assert.Equal(2, new ParameterDraws([Blocks.Normal("b", [0, 0], 1, 1 + 1e-12, 1, 1)], 1).Count);

    private static void Is(string message, params ParameterBlock[] blocks) =>
        Assert.Equal(message, Assert.Throws<ParameterException>(() => new ParameterDraws(blocks, 1)).Message);
}

internal static class BlockChanges
{
    public static ParameterBlock With(this ParameterBlock block, Action<double[]> change)
    {
        double[] covariance = [.. block.Covariance];
        change(covariance);
        return block with { Covariance = covariance };
    }
}
