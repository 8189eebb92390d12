using Dyad.Gravity.Absorption;

namespace Dyad.Gravity.Tests;

/// <summary>Every way to solve for the effects of a sample, also those that would not be picked for one so small.</summary>
internal static class LevelSolverCases
{
    /// <summary>Name and maker of each solver that can solve a stack of this many effects.</summary>
    public static IEnumerable<(string Name, Func<LevelIndex, ILevelSolver> Make)> Of(int effects)
    {
        yield return ("picked", LevelSolvers.For);
        if (effects < 2)
            yield break;
        yield return ("conjugate gradients, diagonal", Diagonal);
        if (effects == 3)
            yield return ("conjugate gradients, two-way", TwoWay);
    }

    public static ILevelSolver Diagonal(LevelIndex index) => index.Effects.Length < 2
        ? LevelSolvers.For(index)
        : new LeadElimination(index, new DiagonalLevels(index.LeadLevels, index.Levels));

    public static ILevelSolver TwoWay(LevelIndex index) => index.Effects.Length != 3
        ? Diagonal(index)
        : new LeadElimination(
            index, new TwoWayBlocks(index, 1, 2, ConnectedBlocks.Of(index.Effects[1], index.Effects[2])));
}
