using Dyad.Scenarios.Model;
using Dyad.Scenarios.Reading;

namespace Dyad.Scenarios.Expansion;

/// <summary>Names of a scenario against the names of the data: economies and sectors by position.</summary>
internal sealed class NameResolver
{
    private readonly Scenario _scenario;
    private readonly Dictionary<string, int> _economies;
    private readonly Dictionary<string, int> _sectors;
    private readonly WorldNames _names;

    public NameResolver(Scenario scenario, WorldNames names, IReadOnlyList<string>? parties)
    {
        (_scenario, _names) = (scenario, names);
        _economies = Positions(names.Economies);
        _sectors = Positions([.. names.Sectors.Select(s => s.Code)]);
        Parties = parties is null ? [.. scenario.Parties.Select(Economy)] : [.. parties.Select(Given)];
        if (Parties.Count is not (0 or 2) || Parties.Distinct().Count() != Parties.Count)
        {
            throw new ScenarioException(
                scenario.File, default, $"parties are two economies, not '{string.Join(", ", parties!)}'");
        }

        Check(scenario.Groups, _economies, "an economy", group => Economies([group]));
        Check(scenario.SectorGroups, _sectors, "a sector", group => Sectors([group]));
    }

    /// <summary>Positions of the two parties, or none.</summary>
    public IReadOnlyList<int> Parties { get; }

    /// <summary>Positions of economies and groups, ascending, each once.</summary>
    public int[] Economies(IEnumerable<NameAt> names) => [.. names.SelectMany(Members).Distinct().Order()];

    /// <summary>Positions of sectors and groups of sectors, ascending, each once.</summary>
    public int[] Sectors(IEnumerable<NameAt> names) => [.. names.SelectMany(Parts).Distinct().Order()];

    /// <summary>Position of one economy, which may be called A or B.</summary>
    public int Economy(NameAt name) =>
        Members(name) is [var one] ? one : throw _scenario.Fault(name.Mark, $"'{name.Text}': one economy is wanted, not a group");

    private int[] Members(NameAt name)
    {
        if (_scenario.Groups.TryGetValue(name.Text, out var group))
            return Economies(group.Members);
        if (GroupReader.OfEconomies.Contains(name.Text))
            return Special(name);
        return _economies.TryGetValue(name.Text, out var position)
            ? [position]
            : throw Unknown(name, "economy or group", [.. _economies.Keys, .. _scenario.Groups.Keys, .. GroupReader.OfEconomies]);
    }

    private int[] Special(NameAt name)
    {
        if (name.Text == FlowReader.All)
            return [.. Enumerable.Range(0, _economies.Count)];
        if (Parties.Count == 0)
            throw _scenario.Fault(name.Mark, $"'{name.Text}' needs two parties: name them under parties or in the command");
        return name.Text switch
        {
            "A" => [Parties[0]],
            "B" => [Parties[1]],
            "pair" => [.. Parties],
            _ => [.. Enumerable.Range(0, _economies.Count).Except(Parties)],
        };
    }

    private int[] Parts(NameAt name)
    {
        if (_scenario.SectorGroups.TryGetValue(name.Text, out var group))
            return Sectors(group.Members);
        if (GroupReader.OfSectors.Contains(name.Text))
        {
            return [.. Enumerable.Range(0, _names.Sectors.Count)
                .Where(j => name.Text == FlowReader.All || _names.Sectors[j].Goods == (name.Text == FlowReader.Goods))];
        }

        return _sectors.TryGetValue(name.Text, out var position)
            ? [position]
            : throw Unknown(
                name, "sector or group of sectors", [.. _sectors.Keys, .. _scenario.SectorGroups.Keys, .. GroupReader.OfSectors]);
    }

    private int Given(string code) => _economies.TryGetValue(code, out var position)
        ? position
        : throw new ScenarioException(
            _scenario.File, default, $"party '{code}' is no economy of the data{NearNames.Hint(code, _economies.Keys)}");

    /// <summary>Every group is checked, used or not: a slip in a name is told where it stands.</summary>
    private void Check(
        IReadOnlyDictionary<string, ScenarioGroup> groups, Dictionary<string, int> codes, string kind,
        Func<NameAt, int[]> members)
    {
        foreach (var (name, group) in groups)
        {
            if (codes.ContainsKey(name))
                throw _scenario.Fault(group.Mark, $"group '{name}' has the name of {kind} of the data");
            members(new NameAt(group.Mark, name));
        }
    }

    private ScenarioException Unknown(NameAt name, string kind, string[] known) =>
        _scenario.Fault(name.Mark, $"no {kind} '{name.Text}' in the data{NearNames.Hint(name.Text, known)}");

    private static Dictionary<string, int> Positions(IReadOnlyList<string> codes) =>
        codes.Select((c, i) => (c, i)).ToDictionary(c => c.c, c => c.i, StringComparer.Ordinal);
}
