using Dyad.Equilibrium.World;
using Dyad.Scenarios.Model;
using Dyad.Scenarios.Reading;

namespace Dyad.Scenarios.Expansion;

/// <summary>The flows of a change by position: each of the pairs in each of the sectors.</summary>
/// <param name="Sectors">Positions of the sectors.</param>
/// <param name="Pairs">Importers and exporters, never one economy with itself.</param>
internal sealed record FlowCells(int[] Sectors, (int Importer, int Exporter)[] Pairs)
{
    /// <summary>The flows of a set.</summary>
    /// <exception cref="ScenarioException">A name is unknown, or no flow is left.</exception>
    public static FlowCells Of(Scenario scenario, FlowSet set, NameResolver names)
    {
        // In the order of the text, so that the first fault is told first.
        var named = set.From is null ? null : names.Economies(set.From);
        var to = names.Economies(set.To);
        var from = named ?? [.. names.Economies([new NameAt(set.Mark, FlowReader.All)]).Except(to)];
        var pairs = Directed(from, to).Concat(set.BothWays ? Directed(to, from) : [])
            .Where(p => p.Importer != p.Exporter).Distinct().Order().ToArray();
        var sectors = names.Sectors(set.Sectors);
        if (pairs.Length == 0)
            throw scenario.Fault(set.Mark, "nobody trades here: a side is empty, or both sides are one economy");
        if (sectors.Length == 0)
            throw scenario.Fault(set.Sectors[0].Mark, $"'{set.Sectors[0].Text}' holds no sector of the data");
        return new FlowCells(sectors, pairs);
    }

    /// <summary>Positions of the flows of a sector.</summary>
    public IEnumerable<int> Flows(WorldShape shape, int sector) => Pairs.Select(p => shape.Flow(sector, p.Importer, p.Exporter));

    private static IEnumerable<(int Importer, int Exporter)> Directed(int[] from, int[] to) =>
        to.SelectMany(importer => from.Select(exporter => (importer, exporter)));
}
