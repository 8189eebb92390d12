namespace Dyad.Workbench.Reports.Diagnosis;

/// <summary>
/// Numbers the unordered pairs of n economies: both directions, in all years, are one cluster, because what moves trade between two
/// economies moves it both ways and persists.
/// </summary>
internal static class UnorderedPairs
{
    /// <summary>Number of pairs of different economies.</summary>
    public static int Count(int economies) => economies * (economies - 1) / 2;

    /// <summary>Number of the pair {i, j}, i and j different, from 0; the same for both orders.</summary>
    public static int Id(int i, int j)
    {
        var (low, high) = i < j ? (i, j) : (j, i);
        return (high * (high - 1) / 2) + low;
    }
}
