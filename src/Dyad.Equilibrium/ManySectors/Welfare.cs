namespace Dyad.Equilibrium.ManySectors;

/// <summary>
/// What a change does to each economy, percent. Exact and first-order figures answer different questions and are never added.
/// </summary>
/// <param name="RealIncome">Exact: income over the consumer price index, I/P.</param>
/// <param name="RealWage">Exact: wage over the consumer price index.</param>
/// <param name="TermsOfTrade">First order: terms of trade (Caliendo and Parro 2015; docs/method/equilibrium.md, 8).</param>
/// <param name="VolumeOfTrade">First order: tariff revenue by the volume of trade (9).</param>
/// <param name="Efficiency">
/// First order: resources that iceberg costs free or take. A flow that closes has no first order and is left out.
/// </param>
public sealed record Welfare(
    double[] RealIncome, double[] RealWage, double[] TermsOfTrade, double[] VolumeOfTrade, double[] Efficiency)
{
    /// <summary>First order in all: terms of trade, volume of trade and efficiency.</summary>
    public double[] FirstOrder => [.. TermsOfTrade.Select((t, n) => t + VolumeOfTrade[n] + Efficiency[n])];

    /// <summary>
    /// Welfare of a counterfactual against its baseline. First-order figures take changes in levels (x − 1) for the logarithms of
    /// the paper's differentials, as those published do.
    /// </summary>
    public static Welfare Of(Counterfactual counterfactual)
    {
        var (before, shape) = (counterfactual.Before, counterfactual.Before.Shape);
        var (terms, volume, efficiency) = (new double[shape.Economies], new double[shape.Economies], new double[shape.Economies]);
        var (trade, after, income) = (before.NetTrade(), counterfactual.NetTrade(), before.Income());
        for (var j = 0; j < shape.Sectors; j++)
        {
            for (var n = 0; n < shape.Economies; n++)
            {
                for (var i = 0; i < shape.Economies; i++)
                {
                    var f = shape.Flow(j, n, i);
                    var (flow, tariff, cost) = (trade[f], before.Tariff[f], counterfactual.UnitCost[shape.Cell(j, i)]);
                    // What the importer pays more, the exporter gains; at home both are one.
                    terms[i] += flow * (cost - 1);
                    terms[n] -= flow * (cost - 1);
                    volume[n] += tariff * (after[f] - (flow * cost));
                    if (double.IsFinite(counterfactual.CostChange[f]))
                        efficiency[n] -= flow * (1 + tariff) * (counterfactual.CostChange[f] - 1);
                }
            }
        }

        double[] Percent(double[] sums) => [.. sums.Select((s, n) => 100 * s / income[n])];
        return new Welfare(
            [.. counterfactual.Income.Select((v, n) => 100 * ((v / income[n] / counterfactual.ConsumerPrice[n]) - 1))],
            [.. counterfactual.Wage.Select((w, n) => 100 * ((w / counterfactual.ConsumerPrice[n]) - 1))],
            Percent(terms), Percent(volume), Percent(efficiency));
    }
}
