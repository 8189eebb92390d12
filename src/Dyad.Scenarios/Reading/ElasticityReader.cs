using Dyad.Scenarios.Elasticities;
using Dyad.Scenarios.Model;
using Dyad.Scenarios.Reading.Yaml;

namespace Dyad.Scenarios.Reading;

/// <summary>Reads trade elasticities: a word for those of the data or a named set, or keys that say more.</summary>
internal static class ElasticityReader
{
    private static readonly Dictionary<string, bool> Distributions =
        new(StringComparer.Ordinal) { ["lognormal"] = true, ["normal"] = false };

    /// <summary>The elasticities.</summary>
    public static ScenarioElasticities Read(MapReader owner)
    {
        var node = owner.Need("elasticities");
        var sectors = new Dictionary<string, Model.Elasticity>(StringComparer.Ordinal);
        if (node is not YamlMap)
            return new ScenarioElasticities(node.Mark, sectors, null, Set(owner, node), null, 0, LogNormal: true, null);
        var map = owner.Object(node, Keys.Elasticities);
        foreach (var (sector, value) in map.Free("sectors"))
            sectors.Add(sector.Text, One(map, value) with { Mark = sector.Mark });
        var relative = map.Find("relative_se") is { } stated ? SizeReader.Value(map, stated, percent: true) : 0;
        if (relative < 0)
            throw map.Fault(map.Need("relative_se").Mark, "a standard error is not below 0");
        var result = new ScenarioElasticities(
            node.Mark, sectors, Optional(map, "services"), map.Find("from") is { } from ? Set(map, from) : null,
            Optional(map, "default"), relative, map.Find("distribution") is not { } form || map.Choice(form, Distributions),
            map.Find("source") is { } source ? map.Text(source) : null);
        if (result is { Sectors.Count: 0, Set: null, Default: null, Services: null })
            throw map.Fault(map.Mark, "no elasticity is named");
        if (result.Set is null && result.Source is null)
            throw map.Fault(map.Mark, "key 'source' is missing: say where the elasticities come from");
        return result;
    }

    private static NameAt Set(MapReader map, YamlNode node)
    {
        var name = map.Name(node);
        string[] known = [ScenarioElasticities.Data, .. ElasticitySets.Names];
        return known.Contains(name.Text)
            ? name
            : throw map.Fault(
                name.Mark,
                $"no elasticities '{name.Text}'{NearNames.Hint(name.Text, known)} (known: {string.Join(", ", known)})");
    }

    private static Model.Elasticity? Optional(MapReader map, string key) => map.Find(key) is { } node ? One(map, node) : null;

    private static Model.Elasticity One(MapReader owner, YamlNode node)
    {
        var (mean, error) = (0.0, 0.0);
        if (node is YamlMap)
        {
            var map = owner.Object(node, Keys.Elasticity);
            (mean, error) = (SizeReader.Value(map, map.Need("mean"), percent: false), SizeReader.StdErr(map, percent: false));
        }
        else
        {
            mean = SizeReader.Value(owner, node, percent: false);
        }

        return mean > 0
            ? new Model.Elasticity(node.Mark, mean, error)
            : throw owner.Fault(node.Mark, "a trade elasticity is above 0");
    }
}
