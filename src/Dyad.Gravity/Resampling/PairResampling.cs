namespace Dyad.Gravity.Resampling;

/// <summary>
/// Draws of pairs with replacement: in each replicate every pair counts as often as it was drawn (a multinomial bootstrap over
/// clusters; Cameron and Miller 2015, section II.F). Both directions of a pair in all years are one cluster.
/// </summary>
/// <param name="Pairs">Number of unordered pairs.</param>
/// <param name="Seed">Seed; each replicate draws from its own stream, so that results do not depend on the order or the threads.</param>
/// <param name="LeftOut">A pair that is never drawn, or null.</param>
public sealed record PairResampling(int Pairs, int Seed, int? LeftOut = null)
{
    /// <summary>How often each pair was drawn in a replicate: as many draws as there are pairs to draw from.</summary>
    public int[] Counts(int replicate)
    {
        var random = new Random(Mix(Seed, replicate));
        var counts = new int[Pairs];
        var pool = LeftOut is null ? Pairs : Pairs - 1;
        for (var draw = 0; draw < pool; draw++)
        {
            var pair = random.Next(pool);
            counts[pair >= LeftOut ? pair + 1 : pair]++;
        }

        return counts;
    }

    /// <summary>Spreads seed and replicate over all bits (SplitMix64; Steele, Lea and Flood 2014), so that near seeds share nothing.</summary>
    private static int Mix(int seed, int replicate)
    {
        var z = unchecked(((ulong)(uint)seed << 32 | (uint)replicate) + 0x9E3779B97F4A7C15UL);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return (int)((z ^ (z >> 31)) & int.MaxValue);
    }
}
