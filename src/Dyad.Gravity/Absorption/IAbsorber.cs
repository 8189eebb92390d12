using Dyad.Gravity.Specification;
using Dyad.Numerics;

namespace Dyad.Gravity.Absorption;

/// <summary>
/// Weighted projection of variables on the orthogonal complement of the fixed effects. Variables stand side by side in a block:
/// row r of variable c at <c>block[r * stride + c]</c> with a stride of whole vectors (<see cref="Kernels.Stride"/>), so that one pass
/// over the rows serves all of them.
/// </summary>
internal interface IAbsorber
{
    /// <summary>Sets the weights of the rows, zero or more, and factors what depends on them.</summary>
    void SetWeights(ReadOnlySpan<double> weights);

    /// <summary>
    /// Subtracts from each variable its weighted projection on the effects. On rows of weight zero the effects that the other rows
    /// determine are subtracted.
    /// </summary>
    /// <exception cref="NonConvergenceException">An iterative absorber did not reach its tolerance.</exception>
    void Residualise(Span<double> block, int stride);
}

/// <summary>Picks the absorber for a set of effects.</summary>
internal static class Absorbers
{
    /// <summary>Largest block that is factored densely (32 MB); above it the iterative absorber serves.</summary>
    private const int LargestDenseBlock = 2000;

    /// <summary>Makes the absorber for the effects.</summary>
    public static IAbsorber For(IReadOnlyList<FixedEffect> effects)
    {
        if (effects.Count != 2)
            return new SweepAbsorber(effects);
        // The larger effect is eliminated by its diagonal, the smaller is factored.
        var (large, small) = effects[0].Count >= effects[1].Count ? (effects[0], effects[1]) : (effects[1], effects[0]);
        var blocks = ConnectedBlocks.Of(large, small);
        return blocks.Largest <= LargestDenseBlock ? new TwoWayAbsorber(large, small, blocks) : new SweepAbsorber(effects);
    }
}
