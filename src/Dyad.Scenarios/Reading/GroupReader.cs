using Dyad.Scenarios.Model;

namespace Dyad.Scenarios.Reading;

/// <summary>Reads groups of economies and of sectors. A group may hold others; it may not hold itself.</summary>
internal static class GroupReader
{
    /// <summary>Names of the groups of economies that every scenario has.</summary>
    public static readonly string[] OfEconomies = ["A", "B", "pair", "third", FlowReader.All];

    /// <summary>Names of the groups of sectors that every scenario has.</summary>
    public static readonly string[] OfSectors = [FlowReader.Goods, FlowReader.Services, FlowReader.All];

    /// <summary>The groups below a key.</summary>
    /// <param name="owner">The scenario.</param>
    /// <param name="key">The key.</param>
    /// <param name="own">Names that no group may take.</param>
    public static IReadOnlyDictionary<string, ScenarioGroup> Read(MapReader owner, string key, string[] own)
    {
        var groups = new Dictionary<string, ScenarioGroup>(StringComparer.Ordinal);
        foreach (var (name, value) in owner.Free(key))
        {
            if (own.Contains(name.Text))
                throw owner.Fault(name.Mark, $"'{name.Text}' is a group of every scenario: take another name");
            groups.Add(name.Text, new ScenarioGroup(name.Mark, owner.Names(value, "members")));
        }

        foreach (var name in groups.Keys)
            Walk(owner, groups, name, []);
        return groups;
    }

    private static void Walk(MapReader owner, Dictionary<string, ScenarioGroup> groups, string name, List<string> above)
    {
        if (!groups.TryGetValue(name, out var group))
            return;
        if (above.Contains(name))
        {
            var circle = string.Join(" > ", above.SkipWhile(n => n != name));
            throw owner.Fault(group.Mark, $"group '{name}' holds itself: {circle} > {name}");
        }

        above.Add(name);
        foreach (var member in group.Members)
            Walk(owner, groups, member.Text, above);
        above.RemoveAt(above.Count - 1);
    }
}
