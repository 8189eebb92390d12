using Dyad.Reports.Model;
using Dyad.Testing;

namespace Dyad.Reports.Tests.Fixtures;

/// <summary>The synthetic scenarios by name, for tests over all of them.</summary>
public static class ScenarioFixture
{
    private static readonly Dictionary<string, Func<ScenarioResult>> All = new(StringComparer.Ordinal)
    {
        ["full"] = SyntheticScenario.Create,
        ["swapped"] = () => SyntheticScenario.Swapped(SyntheticScenario.Create()),
        ["without draws"] = SyntheticScenario.WithoutDraws,
        ["members"] = SyntheticScenario.OfMembers,
        ["open"] = SyntheticScenario.Open,
        ["loss"] = SyntheticScenario.LossWithoutYear,
    };

    public static IEnumerable<string> Names => All.Keys;

    public static ScenarioResult Get(string name) => All[name]();
}
