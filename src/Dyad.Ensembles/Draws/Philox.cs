namespace Dyad.Ensembles.Draws;

/// <summary>
/// Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011, Parallel random numbers: as easy as 1, 2, 3): a counter and a key give 128 bits,
/// with no state between calls, so that any draw can be made by anyone, in any order.
/// </summary>
internal static class Philox
{
    private const int Rounds = 10;

    /// <summary>The 128 bits of a counter under a key.</summary>
    public static (uint A, uint B, uint C, uint D) Block((uint A, uint B, uint C, uint D) counter, uint key0, uint key1)
    {
        var (a, b, c, d) = counter;
        for (var round = 0; round < Rounds; round++)
        {
            var left = 0xD2511F53UL * a;
            var right = 0xCD9E8D57UL * c;
            (a, b, c, d) = ((uint)(right >> 32) ^ b ^ key0, (uint)right, (uint)(left >> 32) ^ d ^ key1, (uint)left);
            unchecked
            {
                // Weyl sequences of the golden ratio and of the square root of 3.
                key0 += 0x9E3779B9;
                key1 += 0xBB67AE85;
            }
        }

        return (a, b, c, d);
    }
}
