using Dyad.Equilibrium.World;
using Dyad.Scenarios.Model;
using Dyad.Scenarios.Simulating;

namespace Dyad.Scenarios.Expansion;

/// <summary>
/// A world added up over sectors: one sector that trades, without linkages, whose only cost is value added. Sales are output, and
/// what is
/// bought is consumed, so that the accounts balance as they are.
/// </summary>
internal static class OneSectorData
{
    /// <summary>Code of the sector.</summary>
    public const string Sector = "ALL";

    /// <summary>The data of one sector.</summary>
    public static ScenarioData Of(ScenarioData data)
    {
        var (many, one) = (data.Accounts, new WorldShape(data.Accounts.Shape.Economies, 1));
        var trade = new double[one.Flows];
        for (var f = 0; f < many.Trade.Length; f++)
            trade[f % one.Flows] += many.Trade[f];
        return data with
        {
            Names = new WorldNames(data.Names.Economies, [new SectorCode(Sector, Goods: true)]),
            Elasticities = null,
            Columns = data.Columns.ToDictionary(c => c.Key, c => Mean(c.Value, many, trade), StringComparer.Ordinal),
            Accounts = Balanced(one, trade, Mean(many.Tariff, many, trade)),
        };
    }

    /// <summary>Accounts of a world that trades in one sector at these tariffs.</summary>
    public static WorldAccounts Balanced(WorldShape one, double[] trade, double[] tariff)
    {
        var (final, output, deficit) = (new double[one.Economies], new double[one.Economies], new double[one.Economies]);
        for (var n = 0; n < one.Economies; n++)
        {
            for (var i = 0; i < one.Economies; i++)
            {
                var flow = one.Flow(0, n, i);
                final[n] += trade[flow] * (1 + tariff[flow]);
                output[i] += trade[flow];
                deficit[n] += trade[flow];
                deficit[i] -= trade[flow];
            }
        }

        return new WorldAccounts
        {
            Shape = one,
            Trade = trade,
            Tariff = tariff,
            Intermediate = new double[one.Inputs],
            Final = final,
            ValueAdded = output,
            Deficit = deficit,
        };
    }

    /// <summary>Mean of tariffs over sectors, weighted with trade; where there is none, the plain mean.</summary>
    private static double[] Mean(double[] tariff, WorldAccounts many, double[] trade)
    {
        var (weighted, plain) = (new double[trade.Length], new double[trade.Length]);
        for (var f = 0; f < tariff.Length; f++)
        {
            weighted[f % trade.Length] += tariff[f] * many.Trade[f];
            plain[f % trade.Length] += tariff[f] / many.Shape.Sectors;
        }

        return [.. weighted.Select((w, f) => trade[f] > 0 ? w / trade[f] : plain[f])];
    }
}
