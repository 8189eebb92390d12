using Dyad.Equilibrium.ManySectors;
using Dyad.Testing;

namespace Dyad.Equilibrium.Tests.ManySectors;

/// <summary>
/// The equations of Caliendo and Parro (2015), section 3, in changes (docs/method/equilibrium.md), in plain loops over the arrays
/// of a result: a reference that shares nothing with the solver.
/// </summary>
internal static class Equations
{
    /// <summary>The largest that an equation of each kind misses, relative.</summary>
    public static Residuals Of(Counterfactual x)
    {
        var (b, s) = (x.Before, x.Before.Shape);
        var (cost, price, spending, demand) = (0.0, 0.0, 0.0, 0.0);
        var (sales, revenue) = (new double[s.Cells], new double[s.Economies]);
        SyntheticWorld.Each(s, (f, j, n, i) =>
        {
            var paid = x.TradeShare[f] * x.Expenditure[s.Cell(j, n)];
            sales[s.Cell(j, i)] += paid / (1 + x.Tariff[f]);
            revenue[n] += x.Tariff[f] * paid / (1 + x.Tariff[f]);
        });
        for (var n = 0; n < s.Economies; n++)
        {
            var income = (x.Wage[n] * b.ValueAdded[n]) + revenue[n] + x.Deficit[n];
            spending = Math.Max(spending, Math.Abs((income / x.Income[n]) - 1));
            var labour = 0.0;
            var consumer = 1.0;
            for (var j = 0; j < s.Sectors; j++)
            {
                var cell = s.Cell(j, n);
                labour += b.ValueAddedShare[cell] * sales[cell];
                consumer *= Math.Pow(x.Price[cell], b.FinalShare[cell]);
                // (1)
                var bundle = Math.Pow(x.Wage[n], b.ValueAddedShare[cell]);
                for (var k = 0; k < s.Sectors; k++)
                    bundle *= Math.Pow(x.Price[s.Cell(k, n)], b.InputShare[s.Input(j, k, n)]);
                cost = Math.Max(cost, Math.Abs((bundle / x.UnitCost[cell]) - 1));
                // (2) and (3)
                var sum = 0.0;
                for (var i = 0; i < s.Economies; i++)
                {
                    var f = s.Flow(j, n, i);
                    var kappa = (1 + x.Tariff[f]) / (1 + b.Tariff[f]) * x.CostChange[f];
                    sum += b.TradeShare[f] * Math.Pow(kappa * x.UnitCost[s.Cell(j, i)], -b.TradeElasticity[j]);
                    var dearer = kappa * x.UnitCost[s.Cell(j, i)] / x.Price[cell];
                    var share = b.TradeShare[f] * Math.Pow(dearer, -b.TradeElasticity[j]);
                    price = Math.Max(price, Math.Abs(share - x.TradeShare[f]));
                }

                price = Math.Max(price, Math.Abs((Math.Pow(sum, -1 / b.TradeElasticity[j]) / x.Price[cell]) - 1));
                // (4)
                var use = b.FinalShare[cell] * income;
                for (var k = 0; k < s.Sectors; k++)
                    use += b.InputShare[s.Input(k, j, n)] * sales[s.Cell(k, n)];
                spending = Math.Max(spending, use == 0 ? x.Expenditure[cell] : Math.Abs((x.Expenditure[cell] / use) - 1));
            }

            price = Math.Max(price, Math.Abs((consumer / x.ConsumerPrice[n]) - 1));
            // (6)
            demand = Math.Max(demand, Math.Abs((labour / (x.Wage[n] * b.ValueAdded[n])) - 1));
        }

        var world = b.ValueAdded.Sum();
        demand = Math.Max(demand, Math.Abs((x.Wage.Select((w, n) => w * b.ValueAdded[n]).Sum() / world) - 1));
        return new Residuals(cost, price, spending, Math.Max(demand, Math.Abs(x.Deficit.Sum() / world)));
    }
}
