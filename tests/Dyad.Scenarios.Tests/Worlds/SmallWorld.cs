using Dyad.Ensembles;
using Dyad.Equilibrium.World;
using Dyad.Scenarios.Model;
using Dyad.Scenarios.Reading;
using Dyad.Scenarios.Simulating;

namespace Dyad.Scenarios.Tests.Worlds;

/// <summary>A made-up world of four economies and three sectors (two of goods) with tariffs, and scenarios in it.</summary>
internal static class SmallWorld
{
    private static readonly string[] Codes = ["AAA", "BBB", "CCC", "DDD"];
    private static readonly SectorCode[] Sectors = [new("FARM", true), new("FACTORY", true), new("OFFICE", false)];

    /// <summary>The world; every number is one of a fixed pattern of economy, sector and partner, so that no two cells are alike.</summary>
    public static ScenarioData Data { get; } = Make([0, 1, 2, 3]);

    /// <summary>The same world with its economies in another order.</summary>
    public static ScenarioData Make(int[] order)
    {
        var shape = new WorldShape(Codes.Length, Sectors.Length);
        var accounts = new WorldAccounts
        {
            Shape = shape,
            Trade = new double[shape.Flows],
            Tariff = new double[shape.Flows],
            Intermediate = new double[shape.Inputs],
            Final = new double[shape.Cells],
            ValueAdded = new double[shape.Cells],
            Deficit = new double[shape.Economies],
        };
        var column = new double[shape.Flows];
        for (var j = 0; j < shape.Sectors; j++)
        {
            for (var n = 0; n < shape.Economies; n++)
            {
                var (importer, cell) = (order[n], shape.Cell(j, n));
                accounts.Final[cell] = 50 + (3 * importer) + (7 * j);
                accounts.ValueAdded[cell] = 60 + (5 * importer) + (2 * j);
                for (var i = 0; i < shape.Economies; i++)
                {
                    var (exporter, flow) = (order[i], shape.Flow(j, n, i));
                    accounts.Trade[flow] = n == i ? 100 + (9 * importer) : 5 + (((3 * importer) + (7 * exporter) + (5 * j)) % 11);
                    accounts.Tariff[flow] = n == i || !Sectors[j].Goods ? 0 : 0.02 + (0.01 * (((2 * importer) + exporter + j) % 7));
                    column[flow] = accounts.Tariff[flow] / 4;
                }

                for (var k = 0; k < shape.Sectors; k++)
                    accounts.Intermediate[shape.Input(j, k, n)] = 8 + ((importer + (2 * j) + (3 * k)) % 5);
            }
        }

        return new ScenarioData
        {
            Names = new WorldNames([.. order.Select(o => Codes[o])], Sectors),
            Accounts = accounts,
            Repairs = [AccountRules.DeficitsFromTrade, AccountRules.SolveLevelsAgain],
            Columns = new Dictionary<string, double[]> { ["tariff_later"] = column },
            Estimates =
            [
                new ParameterBlock(
                    "gravity", ["agreement", "border"], ParameterDistribution.Normal, [0.4, -1.5], [0.01, 0.002, 0.002, 0.04]),
            ],
        };
    }

    /// <summary>Text of a scenario with one step of these changes, each a line of YAML after its dash.</summary>
    public static string Text(params string[] changes) => Text("", changes);

    /// <summary>Text of a scenario with more keys at its top and one step of these changes.</summary>
    public static string Text(string top, string[] changes) => $$"""
        dyad: scenario/1
        title: {en: Small, zh: 小, ru: Малый}
        assumption: {en: Made up., zh: 虚构。, ru: Выдумано.}
        sources: [made up for a test]
        parties: [AAA, BBB]
        elasticities: {default: 4, services: 5, source: made up}
        {{top}}
        steps:
          - title: {en: One, zh: 一, ru: Один}
            changes:
              - {{string.Join("\n      - ", changes)}}
        """;

    /// <summary>A scenario with one step of these changes.</summary>
    public static Scenario Scenario(params string[] changes) => ScenarioFile.Read("small.yaml", Text(changes));

    /// <summary>A scenario of these changes in this world.</summary>
    public static Simulation Simulate(params string[] changes) => Simulation.Create(Scenario(changes), Data);
}
