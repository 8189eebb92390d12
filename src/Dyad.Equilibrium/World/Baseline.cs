namespace Dyad.Equilibrium.World;

/// <summary>
/// A world before the change, as shares and levels (Caliendo and Parro 2015, section 3). Whether it is in equilibrium is said by
/// its residuals: the model solves it again first where it is not.
/// </summary>
public sealed record Baseline
{
    /// <summary>Sizes and the order of the arrays.</summary>
    public required WorldShape Shape { get; init; }

    /// <summary>
    /// Trade shares pi: part of the importer's expenditure (tariffs paid) on a sector that goes to the exporter; by sector,
    /// importer and exporter, sum to 1 over exporters.
    /// </summary>
    public required double[] TradeShare { get; init; }

    /// <summary>Tariffs tau, fractions of the net value, by sector, importer and exporter.</summary>
    public required double[] Tariff { get; init; }

    /// <summary>
    /// Cost shares gamma of inputs, by using sector, input and economy; with the value-added share they sum to 1 over inputs.
    /// </summary>
    public required double[] InputShare { get; init; }

    /// <summary>Cost share of value added, by sector and economy.</summary>
    public required double[] ValueAddedShare { get; init; }

    /// <summary>Shares alpha of sectors in final expenditure, by sector and economy; sum to 1 over sectors.</summary>
    public required double[] FinalShare { get; init; }

    /// <summary>Expenditure X, tariffs paid, by sector and economy.</summary>
    public required double[] Expenditure { get; init; }

    /// <summary>Value added (wage income) by economy.</summary>
    public required double[] ValueAdded { get; init; }

    /// <summary>Imports less exports, net of tariffs, by economy.</summary>
    public required double[] Deficit { get; init; }

    /// <summary>Trade elasticity theta by sector (dispersion of Frechet; sigma - 1 in Armington), above 0.</summary>
    public required double[] TradeElasticity { get; init; }

    /// <summary>
    /// A baseline out of accounts. What is wrong in them is found, and mended by the rules that are chosen (<see
    /// cref="AccountRules"/>); where something is left there is no baseline. Levels need not be in equilibrium (rule
    /// <c>solve-levels-again</c>).
    /// </summary>
    /// <exception cref="ArgumentException">An array has the wrong length, or a rule is not known.</exception>
    public static BaselineReading Of(WorldAccounts accounts, double[] tradeElasticity, IEnumerable<string> rules) =>
        BaselineMaker.Make(accounts, tradeElasticity, rules);

    /// <summary>Sales net of tariff, by sector, importer and exporter.</summary>
    public double[] NetTrade() => Shape.NetTrade(Expenditure, TradeShare, Tariff);

    /// <summary>Output (gross sales net of tariff), by sector and economy.</summary>
    public double[] Output() => Shape.Output(NetTrade());

    /// <summary>Income: value added, tariff revenue and deficit, by economy.</summary>
    public double[] Income()
    {
        var (net, income) = (NetTrade(), new double[Shape.Economies]);
        for (var n = 0; n < income.Length; n++)
        {
            income[n] = ValueAdded[n] + Deficit[n];
            for (var j = 0; j < Shape.Sectors; j++)
            {
                for (var i = 0; i < Shape.Economies; i++)
                    income[n] += net[Shape.Flow(j, n, i)] * Tariff[Shape.Flow(j, n, i)];
            }
        }

        return income;
    }
}
