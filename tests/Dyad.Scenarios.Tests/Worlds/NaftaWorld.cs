using Dyad.Scenarios.Model;
using Dyad.Scenarios.Simulating;
using Dyad.Testing;

namespace Dyad.Scenarios.Tests.Worlds;

/// <summary>The folder of the NAFTA case as a world. Its first twenty sectors trade goods.</summary>
internal static class NaftaWorld
{
    private const int GoodsSectors = 20;

    /// <summary>The world.</summary>
    public static ScenarioData Read()
    {
        var nafta = NaftaFolder.Read(SharedData.Require("cp2015-nafta"));
        return new ScenarioData
        {
            Names = new WorldNames(nafta.Economies, [.. nafta.Sectors.Select((s, j) => new SectorCode(s, j < GoodsSectors))]),
            Accounts = nafta.Accounts,
            Elasticities = nafta.Elasticity,
            Columns = new Dictionary<string, double[]> { ["tariff_cfl"] = nafta.TariffAfter },
        };
    }
}
