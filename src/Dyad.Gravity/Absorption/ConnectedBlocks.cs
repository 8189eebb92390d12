using Dyad.Gravity.Specification;

namespace Dyad.Gravity.Absorption;

/// <summary>
/// The blocks into which two effects fall: two levels are connected when a row has both. In a panel with exporter-year and
/// importer-year effects a block is a year.
/// </summary>
/// <param name="OfFirst">Block of each level of the first effect.</param>
/// <param name="SecondLevels">Levels of the second effect in each block.</param>
/// <param name="PositionOfSecond">Position of each level of the second effect in its block.</param>
internal sealed record ConnectedBlocks(int[] OfFirst, int[][] SecondLevels, int[] PositionOfSecond)
{
    /// <summary>Levels of the second effect in the largest block.</summary>
    public int Largest => SecondLevels.Max(l => l.Length);

    /// <summary>Finds the blocks by union of the levels that rows join.</summary>
    public static ConnectedBlocks Of(FixedEffect first, FixedEffect second)
    {
        var parent = Enumerable.Range(0, first.Count + second.Count).ToArray();
        for (var row = 0; row < first.Levels.Length; row++)
        {
            var (x, y) = (Root(parent, first.Levels[row]), Root(parent, first.Count + second.Levels[row]));
            parent[Math.Max(x, y)] = Math.Min(x, y);
        }

        var numbers = new Dictionary<int, int>();
        var ofFirst = new int[first.Count];
        for (var i = 0; i < first.Count; i++)
            ofFirst[i] = Number(Root(parent, i));
        var members = new List<List<int>>();
        var position = new int[second.Count];
        for (var j = 0; j < second.Count; j++)
        {
            var block = Number(Root(parent, first.Count + j));
            while (members.Count <= block)
                members.Add([]);
            position[j] = members[block].Count;
            members[block].Add(j);
        }

        while (members.Count < numbers.Count)
            members.Add([]);
        return new ConnectedBlocks(ofFirst, [.. members.Select(m => m.ToArray())], position);

        int Number(int root)
        {
            if (!numbers.TryGetValue(root, out var number))
                numbers[root] = number = numbers.Count;
            return number;
        }
    }

    private static int Root(int[] parent, int x)
    {
        while (parent[x] != x)
            x = parent[x] = parent[parent[x]];
        return x;
    }
}
