using Dyad.Gravity.Specification;

namespace Dyad.Gravity.Absorption;

/// <summary>
/// The blocks into which two effects fall: two levels are connected when a row has both. In a panel with exporter-year and
/// importer-year effects a block is a year.
/// </summary>
/// <param name="FirstLevels">Levels of the first effect in each block.</param>
/// <param name="SecondLevels">Levels of the second effect in each block.</param>
internal sealed record ConnectedBlocks(int[][] FirstLevels, int[][] SecondLevels)
{
    /// <summary>Number of blocks.</summary>
    public int Count => FirstLevels.Length;

    /// <summary>Cells of all blocks as dense tables.</summary>
    public long Cells => FirstLevels.Zip(SecondLevels, (f, s) => (long)f.Length * s.Length).Sum();

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
        var members = new List<(List<int> First, List<int> Second)>();
        for (var i = 0; i < first.Count; i++)
            Block(i).First.Add(i);
        for (var j = 0; j < second.Count; j++)
            Block(first.Count + j).Second.Add(j);
        return new ConnectedBlocks([.. members.Select(m => m.First.ToArray())], [.. members.Select(m => m.Second.ToArray())]);

        (List<int> First, List<int> Second) Block(int level)
        {
            var root = Root(parent, level);
            if (!numbers.TryGetValue(root, out var number))
            {
                numbers[root] = number = members.Count;
                members.Add(([], []));
            }

            return members[number];
        }
    }

    private static int Root(int[] parent, int x)
    {
        while (parent[x] != x)
            x = parent[x] = parent[parent[x]];
        return x;
    }
}
