using Dyad.Gravity.Absorption;
using Dyad.Gravity.Specification;

namespace Dyad.Gravity.BiasCorrection;

/// <summary>
/// Effects whose Hessian is one connected matrix, cut in two: the A side, whose part is blockwise diagonal, and the B side.
/// </summary>
/// <param name="Rows">Rows that have these effects.</param>
/// <param name="A">A-side unknown of each of <paramref name="Rows"/>, numbered so that a block's are next to each other.</param>
/// <param name="BlockStart">First A-side unknown of each block; the last entry is their number.</param>
/// <param name="B">B-side unknown of each of <paramref name="Rows"/>.</param>
/// <param name="Shared">
/// A second B-side unknown, the effect of a pair level that several clusters share (domestic flows under one level), or −1.
/// </param>
/// <param name="BCount">Number of B-side unknowns.</param>
internal sealed record EffectSystem(int[] Rows, int[] A, int[] BlockStart, int[] B, int[] Shared, int BCount)
{
    /// <summary>A-side unknowns.</summary>
    public int ACount => BlockStart[^1];

    /// <summary>The systems of a panel: of a two-way model one for each year, of a three-way model one.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="symmetric">Whether pair effects hold both directions, which ties exporters to each other.</param>
    public static IReadOnlyList<EffectSystem> Of(PairRows rows, bool symmetric)
    {
        var all = Enumerable.Range(0, rows.Count);
        if (rows.Pair is null)
        {
            var (first, second) = (Effect(rows.ExporterTime), Effect(rows.ImporterTime));
            var block = new int[first.Count];
            foreach (var (i, levels) in ConnectedBlocks.Of(first, second).FirstLevels.Index())
            {
                foreach (var level in levels)
                    block[level] = i;
            }

            return
            [
                .. all.GroupBy(q => block[first.Levels[q]])
                    .Select(g => Make(rows, [.. g], rows.ExporterTime, rows.ExporterTime, rows.ImporterTime, null)),
            ];
        }

        // The side with more levels is the one that falls into blocks.
        var byExporter = rows.ExporterTime.Distinct().Count() >= rows.ImporterTime.Distinct().Count();
        var (a, b) = byExporter ? (rows.ExporterTime, rows.ImporterTime) : (rows.ImporterTime, rows.ExporterTime);
        var owner = symmetric ? new int[rows.Count] : byExporter ? rows.Exporter : rows.Importer;
        return [Make(rows, [.. all], owner, a, b, SharedLevels(rows))];
    }

    private static EffectSystem Make(PairRows rows, int[] of, int[] owner, int[] a, int[] b, bool[]? shared)
    {
        var numbers = new Dictionary<int, int>();
        var start = new List<int>();
        foreach (var block in of.GroupBy(q => owner[q]))
        {
            start.Add(numbers.Count);
            foreach (var q in block)
                numbers.TryAdd(a[q], numbers.Count);
        }

        start.Add(numbers.Count);
        var (bNumbers, sharedNumbers) = (new Dictionary<int, int>(), new Dictionary<int, int>());
        foreach (var q in of)
            bNumbers.TryAdd(b[q], bNumbers.Count);
        foreach (var q in of.Where(q => shared?[rows.Pair![q]] == true))
            sharedNumbers.TryAdd(rows.Pair![q], bNumbers.Count + sharedNumbers.Count);
        return new EffectSystem(
            of, Array.ConvertAll(of, q => numbers[a[q]]), [.. start], Array.ConvertAll(of, q => bNumbers[b[q]]),
            Array.ConvertAll(of, q => rows.Pair is null ? -1 : sharedNumbers.GetValueOrDefault(rows.Pair[q], -1)),
            bNumbers.Count + sharedNumbers.Count);
    }

    /// <summary>Pair levels whose rows lie in several clusters.</summary>
    private static bool[] SharedLevels(PairRows rows)
    {
        var (cluster, shared) = (new int[rows.Mass.Length], new bool[rows.Mass.Length]);
        for (var q = 0; q < rows.Count; q++)
        {
            ref var first = ref cluster[rows.Pair![q]];
            if (first == 0)
                first = rows.Cluster[q] + 1;
            shared[rows.Pair[q]] |= first != rows.Cluster[q] + 1;
        }

        return shared;
    }

    private static FixedEffect Effect(int[] levels) => FixedEffect.Of("", levels);
}
