namespace Dyad.Gravity.Absorption;

/// <summary>Picks the solver that suits the effects of a sample.</summary>
internal static class LevelSolvers
{
    /// <summary>Levels of the largest Schur complement that is factored densely (72 MB).</summary>
    private const int LargestComplement = 3000;

    /// <summary>Dense cells for each row that a two-way table may have; beyond it most of the table would be empty.</summary>
    private const int CellsPerRow = 8;

    /// <summary>Levels of the border that are left over as a dense system.</summary>
    private const int LargestBorder = 300;

    /// <summary>Makes the solver.</summary>
    /// <param name="index">The stack of effects.</param>
    public static ILevelSolver For(LevelIndex index) =>
        Exact(index, [.. Enumerable.Range(0, index.Effects.Length)]) ?? new LeadElimination(index, Preconditioner(index));

    /// <summary>An exact solver of some effects of the stack, or null where it would not pay.</summary>
    private static ILevelSolver? Exact(LevelIndex index, int[] effects)
    {
        if (effects.Length == 1)
            return new DiagonalLevels(index.Offsets[effects[0]], index.Offsets[effects[0] + 1]);
        if (effects.Skip(2).Sum(e => index.Effects[e].Count) > LargestBorder)
            return null;
        var blocks = ConnectedBlocks.Of(index.Effects[effects[0]], index.Effects[effects[1]]);
        if (blocks.Largest > LargestComplement || blocks.Cells > Math.Clamp((long)CellsPerRow * index.Rows, 1 << 20, 1 << 28))
            return null;
        var core = new TwoWayBlocks(index, effects[0], effects[1], blocks);
        return effects.Length == 2 ? core : new BorderedLevels(index, core, effects[..2], effects[2..]);
    }

    private static ILevelSolver Preconditioner(LevelIndex index) =>
        Exact(index, [.. Enumerable.Range(1, index.Width)]) ?? new DiagonalLevels(index.LeadLevels, index.Levels);
}
