using Dyad.Ensembles;
using Dyad.Equilibrium.World;
using Dyad.Scenarios.Elasticities;
using Dyad.Scenarios.Model;
using Dyad.Scenarios.Reading;

namespace Dyad.Scenarios.Expansion;

/// <summary>Trade elasticities by sector of the data, drawn together.</summary>
internal static class ElasticityDraw
{
    /// <summary>Name of their block: the same in every scenario, so that scenarios share its draws.</summary>
    public const string Block = "elasticities";

    /// <summary>The slot of each sector.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="names">Names of the data.</param>
    /// <param name="data">Elasticities that the data bring, or null.</param>
    /// <param name="parameters">Where the block is added.</param>
    /// <exception cref="ScenarioException">A sector has none, a name is unknown, or a value is not above 0.</exception>
    public static Slot[] Slots(Scenario scenario, WorldNames names, double[]? data, Parameters parameters)
    {
        var stated = scenario.Elasticities;
        var codes = names.Sectors.Select(s => s.Code).ToArray();
        foreach (var (code, elasticity) in stated.Sectors)
        {
            if (!codes.Contains(code))
                throw scenario.Fault(elasticity.Mark!.Value, $"no sector '{code}' in the data{NearNames.Hint(code, codes)}");
        }

        var values = names.Sectors.Select((s, j) => Find(scenario, s, j, data)).ToArray();
        var errors = values.Select(v => v.StdErr > 0 ? v.StdErr : v.Mean * stated.RelativeStdErr).ToArray();
        if (errors.All(e => e == 0))
            return [.. values.Select(v => new Slot(v.Mean))];
        var covariance = new double[codes.Length * codes.Length];
        for (var j = 0; j < codes.Length; j++)
            covariance[j * (codes.Length + 1)] = errors[j] * errors[j];
        var form = stated.LogNormal ? ParameterDistribution.LogNormal : ParameterDistribution.Normal;
        var block = new ParameterBlock(Block, codes, form, [.. values.Select(v => v.Mean)], covariance);
        var start = parameters.Add(block, j => stated.Source ?? stated.Set!.Text);
        return [.. values.Select((v, j) => new Slot(v.Mean, start + j))];
    }

    private static Elasticity Find(Scenario scenario, SectorCode sector, int position, double[]? data)
    {
        var stated = scenario.Elasticities;
        if (stated.Sectors.TryGetValue(sector.Code, out var named))
            return named;
        if (!sector.Goods && stated.Services is { } services)
            return services;
        if (stated.Set is { } set)
        {
            if (set.Text == ScenarioElasticities.Data && data is null)
                throw scenario.Fault(set.Mark, "the data bring no elasticities");
            var value = set.Text == ScenarioElasticities.Data ? data![position] : ElasticitySets.Find(set.Text, sector);
            if (value <= 0)
            {
                var reason = FormattableString.Invariant($"elasticity {value:R} of '{sector.Code}' in the data is not above 0");
                throw new ScenarioException(scenario.File, set.Mark, reason)
                {
                    Finding = new(AccountCheck.Elasticity, nameof(Baseline.TradeElasticity), position, null, null, null, value.Value, null),
                };
            }

            if (value is { } found)
                return new Elasticity(null, found, 0);
        }

        return stated.Default ?? throw scenario.Fault(
            stated.Mark, $"sector '{sector.Code}' has no elasticity: name it under sectors, or a default");
    }
}
