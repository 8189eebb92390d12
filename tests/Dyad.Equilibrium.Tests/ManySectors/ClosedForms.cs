using Dyad.Equilibrium.ManySectors;
using Dyad.Equilibrium.Shocks;
using Dyad.Equilibrium.World;
using Dyad.Testing;
using FsCheck.Xunit;

namespace Dyad.Equilibrium.Tests.ManySectors;

/// <summary>Where theory gives a formula, or a few lines of other code do.</summary>
public class ClosedForms
{
    /// <summary>Formulas are as exact as the trade shares that go into them.</summary>
    private const double Exact = 1e-9;

    /// <summary>
    /// Arkolakis, Costinot and Rodriguez-Clare (2012), eq. 1: one sector, no linkages, balanced trade, no tariffs: Ŵ = λ̂^(−1/θ).
    /// </summary>
    [Property(MaxTest = 20)]
    public void GainsAreTheHomeShareToOneOverTheElasticity(int seed)
    {
        var before = MadeUp.World(seed, 5, 1, tariff: 0, linkages: false);
        var change = MadeUp.Change(seed, before);
        var after = MadeUp.Solve(before, change with { Tariff = before.Tariff });
        var shape = before.Shape;
        double[] formula = [.. Enumerable.Range(0, 5).Select(n =>
            Math.Pow(
                after.TradeShare[shape.Flow(0, n, n)] / before.TradeShare[shape.Flow(0, n, n)], -1 / before.TradeElasticity[0]))];
        MadeUp.AssertClose(formula, [.. Welfare.Of(after).RealIncome.Select(r => 1 + (r / 100))], Exact);
    }

    /// <summary>
    /// Costinot and Rodriguez-Clare (2014): many sectors with linkages: w/P = Π λ̂_k^(−α_j ã_jk / θ_k), ã the
    /// Leontief inverse of cost shares. Tariffs change income, not this.
    /// </summary>
    [Property(MaxTest = 20)]
    public void RealWagesAreHomeSharesThroughTheLeontiefInverse(int seed)
    {
        var before = MadeUp.World(seed, 4, 5);
        var after = MadeUp.Solve(before, MadeUp.Change(seed, before));
        MadeUp.AssertClose(
            RealWages(before, after.TradeShare), [.. Welfare.Of(after).RealWage.Select(r => 1 + (r / 100))], Exact);
    }

    /// <summary>A closed economy: home shares are 1, income is the wage.</summary>
    [Property(MaxTest = 10)]
    public void AutarkyIsTheFormulaAtHomeSharesOfOne(int seed)
    {
        var before = MadeUp.World(seed, 4, 3);
        var shape = before.Shape;
        var cost = SyntheticWorld.Ones(shape.Flows);
        SyntheticWorld.Each(shape, (f, j, n, i) => cost[f] = n != i && (n == 0 || i == 0) ? double.PositiveInfinity : 1);
        var after = MadeUp.Solve(before, new Shock(before.Tariff, cost, DeficitRule.Zero));
        var shares = (double[])before.TradeShare.Clone();
        SyntheticWorld.Each(shape, (f, j, n, i) => shares[f] = n == i ? 1 : 0);
        var realWage = RealWages(before, shares)[0];
        var welfare = Welfare.Of(after);
        Assert.Equal(realWage, 1 + (welfare.RealWage[0] / 100), Exact);
        Assert.Equal(realWage * before.ValueAdded[0] / before.Income()[0], 1 + (welfare.RealIncome[0] / 100), Exact);
        Assert.All(welfare.FirstOrder, v => Assert.True(double.IsFinite(v)));
        // Costs so high that nothing is worth carrying come to the same. Elasticities are 0.4 at least: 1e40 leaves 1e-16 of the
        // flow.
        var dear = MadeUp.Solve(before, new Shock(before.Tariff, [.. cost.Select(c => Math.Min(c, 1e40))], DeficitRule.Zero));
        Assert.Equal(realWage, 1 + (Welfare.Of(dear).RealWage[0] / 100), Exact);
    }

    /// <summary>Two economies, one sector, no linkages, tariffs: the relative wage by bisection of the trade balance.</summary>
    [Property(MaxTest = 20)]
    public void TwoEconomiesByBisection(int seed)
    {
        var before = MadeUp.World(seed, 2, 1, linkages: false);
        var shock = MadeUp.Change(seed, before);
        var after = MadeUp.Solve(before, shock);
        var theta = before.TradeElasticity[0];
        double[] kappa = [.. shock.Tariff.Select((t, f) => (1 + t) / (1 + before.Tariff[f]) * shock.CostChange[f])];
        // Spending abroad, net of tariffs, of economy n at relative wage w of economy 0: X = wL + R, R = t/(1 + t) (1 - home) X.
        double Imports(int n, double w)
        {
            double[] wage = [w, 1];
            double Weight(int i) => before.TradeShare[(2 * n) + i] * Math.Pow(kappa[(2 * n) + i] * wage[i], -theta);
            var abroad = Weight(1 - n) / (Weight(0) + Weight(1));
            var tariff = shock.Tariff[(2 * n) + 1 - n];
            var spending = wage[n] * before.ValueAdded[n] / (1 - (tariff / (1 + tariff) * abroad));
            return spending * abroad / (1 + tariff);
        }

        var (low, high) = (-30.0, 30.0);
        for (var k = 0; k < 200; k++)
        {
            var middle = (low + high) / 2;
            (low, high) = Imports(0, Math.Exp(middle)) < Imports(1, Math.Exp(middle)) ? (middle, high) : (low, middle);
        }

        // Trade pins the relative wage: residuals are parts of value added, so the less of it is traded, the less they say.
        var traded = Math.Min(after.TradeShare[1], after.TradeShare[2]);
        Assert.Equal(low, Math.Log(after.Wage[0] / after.Wage[1]), 1e-10 + (10 * MadeUp.Options.Tolerance / traded));
    }

    /// <summary>
    /// Deficits in proportion: all surpluses keep one ratio to each other by value added, all deficits too, and the world has
    /// none.
    /// </summary>
    [Property(MaxTest = 10)]
    public void DeficitsInProportion(int seed)
    {
        var accounts = SyntheticWorld.Accounts(seed, 5, 3);
        string[] rules = [AccountRules.SolveLevelsAgain, AccountRules.DeficitsFromTrade];
        var reading = Baseline.Of(accounts, SyntheticWorld.Elasticities(seed, 3), rules);
        var (before, status, _, _) = ManySectorModel.Balance(reading.Baseline!, DeficitRule.Proportional, MadeUp.Options);
        Assert.Equal(SolveStatus.Converged, status);
        Assert.Contains(before.Deficit, d => Math.Abs(d) > 1e-3 * before.ValueAdded.Max());
        var after = MadeUp.Solve(before, MadeUp.Change(seed, before, DeficitRule.Proportional));
        Assert.Equal(0, after.Deficit.Sum() / before.ValueAdded.Sum(), Exact);
        double[] ratios = [.. after.Deficit.Select((d, n) => d / (before.Deficit[n] * after.Wage[n]))];
        foreach (var side in ratios.Index().GroupBy(r => before.Deficit[r.Index] > 0))
            Assert.All(side, r => Assert.Equal(side.First().Item, r.Item, Exact));
        var same = MadeUp.Solve(before, MadeUp.Nothing(before, DeficitRule.Proportional));
        MadeUp.AssertClose(before.Deficit, same.Deficit, 1e-12);
    }

    /// <summary>Π λ̂_k^(−α_j ã_jk / θ_k) by economy; the Leontief series is summed until nothing comes.</summary>
    private static double[] RealWages(Baseline before, double[] shares)
    {
        var shape = before.Shape;
        var result = new double[shape.Economies];
        for (var n = 0; n < shape.Economies; n++)
        {
            double[] home = [.. Enumerable.Range(0, shape.Sectors).Select(j =>
                Math.Log(shares[shape.Flow(j, n, n)] / before.TradeShare[shape.Flow(j, n, n)]) / before.TradeElasticity[j])];
            var term = home;
            for (var round = 0; round < 2000; round++)
            {
                for (var j = 0; j < shape.Sectors; j++)
                    result[n] -= before.FinalShare[shape.Cell(j, n)] * term[j];
                term = [.. Enumerable.Range(0, shape.Sectors).Select(j =>
                    Enumerable.Range(0, shape.Sectors).Sum(k => before.InputShare[shape.Input(j, k, n)] * term[k]))];
            }

            result[n] = Math.Exp(result[n]);
        }

        return result;
    }
}
