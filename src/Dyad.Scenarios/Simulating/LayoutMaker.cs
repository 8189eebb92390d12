using Dyad.Scenarios.Expansion;
using Dyad.Scenarios.Model;
using Dyad.Scenarios.Reading;

namespace Dyad.Scenarios.Simulating;

/// <summary>Which directions of trade and which economies' sectors a simulation shows.</summary>
internal static class LayoutMaker
{
    /// <summary>Economies that the changes name, alone or in a group of the file; the parties left out.</summary>
    public static int[] Members(Scenario scenario, NameResolver names) =>
        [.. names.Economies(Named(scenario).Where(n => !GroupReader.OfEconomies.Contains(n.Text))).Except(names.Parties)];

    /// <summary>
    /// The parties with each other and with all others; a party with each group of the file that the changes name; such a group
    /// within
    /// itself; and, where a change is within it, each member with the whole of it.
    /// </summary>
    public static FigureLayout Make(Scenario scenario, WorldNames world, NameResolver names)
    {
        var parties = names.Parties.Select(p => (Name: world.Economies[p], Members: new[] { p })).ToArray();
        var within = scenario.Steps.SelectMany(s => s.Changes).Select(c => c.Flows)
            .Where(f => f.From is [var one] && f.To is [var other] && one.Text == other.Text)
            .Select(f => f.To[0].Text).ToHashSet(StringComparer.Ordinal);
        var directions = new List<TradeDirection>();
        if (parties.Length == 2)
        {
            var third = (Name: "third", Members: names.Economies([new NameAt(default, "third")]));
            Both(parties[0], parties[1]);
            Both(parties[0], third);
            Both(parties[1], third);
        }

        var named = Named(scenario).Select(n => n.Text).Where(scenario.Groups.ContainsKey).Distinct(StringComparer.Ordinal);
        foreach (var name in named)
        {
            var group = (Name: name, Members: names.Economies([new NameAt(default, name)]));
            foreach (var party in parties)
                Both(party, group);
            if (group.Members.Length < 2)
                continue;
            Add(group, group);
            if (!within.Contains(name))
                continue;
            foreach (var member in group.Members.Except(names.Parties))
                Both((world.Economies[member], [member]), group);
        }

        return new FigureLayout(
            scenario.Steps.Count, world.Economies.Count, world.Sectors.Count, directions,
            [.. names.Parties, .. Members(scenario, names)]);

        void Both((string Name, int[] Members) one, (string Name, int[] Members) other)
        {
            Add(one, other);
            Add(other, one);
        }

        void Add((string Name, int[] Members) exporter, (string Name, int[] Members) importer)
        {
            if (exporter.Members.SelectMany(e => importer.Members.Where(i => i != e)).Any())
                directions.Add(new TradeDirection(exporter.Name, importer.Name, exporter.Members, importer.Members));
        }
    }

    private static IEnumerable<NameAt> Named(Scenario scenario) =>
        scenario.Steps.SelectMany(s => s.Changes).SelectMany(c => (c.Flows.From ?? []).Concat(c.Flows.To));
}
