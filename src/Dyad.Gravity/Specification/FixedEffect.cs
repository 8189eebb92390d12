namespace Dyad.Gravity.Specification;

/// <summary>A set of fixed effects: the level of each row, numbered from 0.</summary>
/// <param name="Name">Name, as results show it.</param>
/// <param name="Levels">Level of each row, 0 to <paramref name="Count"/> - 1.</param>
/// <param name="Count">Number of levels; a level without rows is allowed.</param>
public sealed record FixedEffect(string Name, int[] Levels, int Count)
{
    /// <summary>Numbers the distinct keys in the order in which they first appear.</summary>
    /// <param name="name">Name, as results show it.</param>
    /// <param name="keys">Key of each row; for an interaction such as exporter-year, a tuple.</param>
    public static FixedEffect Of<T>(string name, IEnumerable<T> keys)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(keys);
        var numbers = new Dictionary<T, int>();
        int[] levels = [.. keys.Select(k => numbers.TryGetValue(k, out var n) ? n : numbers[k] = numbers.Count)];
        return new FixedEffect(name, levels, numbers.Count);
    }
}
