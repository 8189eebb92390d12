using Dyad.Equilibrium.ManySectors;
using Dyad.Equilibrium.Shocks;
using Dyad.Equilibrium.World;
using Dyad.Testing;
using FsCheck.Xunit;

namespace Dyad.Equilibrium.Tests.ManySectors;

/// <summary>What the economics says of every world.</summary>
public class EconomicProperties
{
    /// <summary>Residuals of equations written otherwise: powers of 51 take up to two digits of 1e-12.</summary>
    private const double Missed = 1e-10;

    /// <summary>
    /// Two solutions whose residuals are 1e-12: what separates them is that times the conditioning of the world.
    /// </summary>
    private const double SameSolution = 1e-9;

    [Property(MaxTest = 20)]
    public void EveryEquationHolds(int seed, bool held)
    {
        var before = MadeUp.World(seed, 3 + (Math.Abs(seed % 7)), 1 + Math.Abs(seed % 5));
        var after = MadeUp.Solve(before, MadeUp.Change(seed, before, held ? DeficitRule.Held : DeficitRule.Zero));
        Assert.InRange(Equations.Of(after).Largest, 0, Missed);
    }

    [Property(MaxTest = 10)]
    public void NoChangeChangesNothing(int seed)
    {
        var before = MadeUp.World(seed, 5, 4);
        var same = MadeUp.Solve(before, MadeUp.Nothing(before));
        Assert.All(same.Wage.Concat(same.Price).Concat(same.UnitCost), hat => Assert.Equal(1, hat, 1e-12));
        Assert.All(Welfare.Of(same).RealIncome, r => Assert.Equal(0, r, 1e-10));
        // From far away too.
        var back = MadeUp.Solve(before, MadeUp.Nothing(before), MadeUp.Solve(before, MadeUp.Change(seed, before)));
        MadeUp.AssertClose(same.Wage, back.Wage, SameSolution);
        MadeUp.AssertClose(same.Expenditure, back.Expenditure, SameSolution);
    }

    [Property(MaxTest = 10)]
    public void TheCurrencyUnitIsFree(int seed)
    {
        var accounts = SyntheticWorld.Accounts(seed, 4, 3);
        double[] Times(double[] values) => [.. values.Select(v => v * 1234.5)];
        var other = accounts with
        {
            Trade = Times(accounts.Trade),
            Intermediate = Times(accounts.Intermediate),
            Final = Times(accounts.Final),
            ValueAdded = Times(accounts.ValueAdded),
        };
        var elasticity = SyntheticWorld.Elasticities(seed, 3);
        Counterfactual After(WorldAccounts a)
        {
            var before = MadeUp.Balanced(a, elasticity);
            return MadeUp.Solve(before, MadeUp.Change(seed, before));
        }

        var (one, two) = (After(accounts), After(other));
        MadeUp.AssertClose(one.Wage, two.Wage, SameSolution);
        MadeUp.AssertClose(one.Price, two.Price, SameSolution);
        MadeUp.AssertClose(Times(one.Expenditure), two.Expenditure, SameSolution);
    }

    [Fact]
    public void EqualEconomiesStayEqual()
    {
        var accounts = SyntheticWorld.Accounts(7, 3, 4);
        var shape = accounts.Shape;
        // Every economy as economy 0, and every flow abroad as that from 1 to 0.
        SyntheticWorld.Each(shape, (f, j, n, i) =>
        {
            var like = n == i ? shape.Flow(j, 0, 0) : shape.Flow(j, 0, 1);
            (accounts.Trade[f], accounts.Tariff[f]) = (accounts.Trade[like], accounts.Tariff[like]);
        });
        for (var k = 0; k < shape.Inputs; k++)
            accounts.Intermediate[k] = accounts.Intermediate[k / 3 * 3];
        for (var cell = 0; cell < shape.Cells; cell++)
            (accounts.Final[cell], accounts.ValueAdded[cell]) = (accounts.Final[cell / 3 * 3], accounts.ValueAdded[cell / 3 * 3]);
        var before = MadeUp.Balanced(accounts, SyntheticWorld.Elasticities(7, 4));
        var cost = SyntheticWorld.Ones(shape.Flows);
        SyntheticWorld.Each(shape, (f, j, n, i) => cost[f] = n == i ? 1 : 0.7);
        var after = MadeUp.Solve(before, new Shock(new double[shape.Flows], cost, DeficitRule.Zero));
        MadeUp.AssertClose(SyntheticWorld.Ones(3), after.Wage, SameSolution);
        MadeUp.AssertClose([after.ConsumerPrice[0], after.ConsumerPrice[0]], after.ConsumerPrice[1..], SameSolution);
        Assert.InRange(after.ConsumerPrice[0], 0, 0.999);
    }

    [Property(MaxTest = 10)]
    public void NamesDoNotMatter(int seed)
    {
        const int Economies = 5, Sectors = 4;
        var before = MadeUp.World(seed, Economies, Sectors);
        var (shape, shock, random) = (before.Shape, MadeUp.Change(seed, before), new Random(seed));
        int[] e = [.. Enumerable.Range(0, Economies)], s = [.. Enumerable.Range(0, Sectors)];
        random.Shuffle(e);
        random.Shuffle(s);
        double[] Flows(double[] v) => Fill(shape.Flows, k => v[shape.Flow(s[k / 25], e[k / 5 % 5], e[k % 5])]);
        double[] Cells(double[] v) => Fill(shape.Cells, k => v[shape.Cell(s[k / 5], e[k % 5])]);
        double[] ByEconomy(double[] v) => Fill(Economies, k => v[e[k]]);
        var renamed = before with
        {
            TradeShare = Flows(before.TradeShare),
            Tariff = Flows(before.Tariff),
            InputShare = Fill(shape.Inputs, k => before.InputShare[shape.Input(s[k / 20], s[k / 5 % 4], e[k % 5])]),
            ValueAddedShare = Cells(before.ValueAddedShare),
            FinalShare = Cells(before.FinalShare),
            Expenditure = Cells(before.Expenditure),
            ValueAdded = ByEconomy(before.ValueAdded),
            Deficit = ByEconomy(before.Deficit),
            TradeElasticity = Fill(Sectors, k => before.TradeElasticity[s[k]]),
        };
        var after = MadeUp.Solve(before, shock);
        var other = MadeUp.Solve(renamed, new Shock(Flows(shock.Tariff), Flows(shock.CostChange), shock.Deficits));
        MadeUp.AssertClose(ByEconomy(after.Wage), other.Wage, SameSolution);
        MadeUp.AssertClose(Cells(after.Price), other.Price, SameSolution);
        MadeUp.AssertClose(ByEconomy(after.Income), other.Income, SameSolution);
    }

    /// <summary>
    /// The last economy is split into two halves that trade with each other as with themselves: nothing else changes.
    /// </summary>
    [Property(MaxTest = 10)]
    public void TwoHalvesAreTheWhole(int seed)
    {
        const int Economies = 4, Sectors = 3;
        var whole = SyntheticWorld.Accounts(seed, Economies, Sectors);
        var halves = SyntheticWorld.Empty(new WorldShape(Economies + 1, Sectors));
        int Whole(int n) => Math.Min(n, Economies - 1);
        double Part(int n) => n < Economies - 1 ? 1 : 0.5;
        SyntheticWorld.Each(halves.Shape, (f, j, n, i) =>
        {
            var from = whole.Shape.Flow(j, Whole(n), Whole(i));
            (halves.Trade[f], halves.Tariff[f]) = (whole.Trade[from] * Part(n) * Part(i), whole.Tariff[from]);
        });
        for (var n = 0; n <= Economies; n++)
        {
            for (var j = 0; j < Sectors; j++)
            {
                var (to, from) = (halves.Shape.Cell(j, n), whole.Shape.Cell(j, Whole(n)));
                (halves.Final[to], halves.ValueAdded[to]) = (whole.Final[from] * Part(n), whole.ValueAdded[from] * Part(n));
                for (var k = 0; k < Sectors; k++)
                {
                    halves.Intermediate[halves.Shape.Input(j, k, n)] =
                        whole.Intermediate[whole.Shape.Input(j, k, Whole(n))] * Part(n);
                }
            }
        }

        var elasticity = SyntheticWorld.Elasticities(seed, Sectors);
        var (one, two) = (MadeUp.Balanced(whole, elasticity), MadeUp.Balanced(halves, elasticity));
        var shock = MadeUp.Change(seed, one);
        var (tariff, cost) = (new double[halves.Shape.Flows], new double[halves.Shape.Flows]);
        SyntheticWorld.Each(halves.Shape, (f, j, n, i) =>
        {
            var from = whole.Shape.Flow(j, Whole(n), Whole(i));
            (tariff[f], cost[f]) = (shock.Tariff[from], shock.CostChange[from]);
        });
        var (after, split) = (MadeUp.Solve(one, shock), MadeUp.Solve(two, new Shock(tariff, cost, shock.Deficits)));
        MadeUp.AssertClose([.. after.Wage, after.Wage[^1]], split.Wage, SameSolution);
        var income = Welfare.Of(after).RealIncome;
        MadeUp.AssertClose([.. income, income[^1]], Welfare.Of(split).RealIncome, 1e-6);
    }

    /// <summary>
    /// A change in many small steps: first-order welfare of the steps adds up to the exact change of real income; in one step it
    /// does not. That is how the two figures belong together.
    /// </summary>
    [Fact]
    public void FirstOrderWelfareOfSmallStepsAddsUpToExactRealIncome()
    {
        // The sum misses by a part in the number of steps; twice the finer sum less the coarser one, by a part in its square.
        const double Missed = 1e-2;
        var before = MadeUp.World(11, 4, 3);
        var shock = MadeUp.Change(11, before);
        var exact = Welfare.Of(MadeUp.Solve(before, shock)).RealIncome;
        var (coarse, fine) = (Steps(32), Steps(64));
        for (var n = 0; n < exact.Length; n++)
        {
            var log = 100 * Math.Log(1 + (exact[n] / 100));
            Assert.InRange(Math.Abs(log), 0.1, 100);
            Assert.Equal(log, (2 * fine[n]) - coarse[n], Missed * Math.Abs(log));
        }

        double[] Steps(int count)
        {
            var (world, sum) = (before, new double[exact.Length]);
            for (var step = 1; step <= count; step++)
            {
                double[] tariff = [.. before.Tariff.Select((t, f) => t + ((shock.Tariff[f] - t) * step / count))];
                double[] cost = [.. shock.CostChange.Select(c => Math.Pow(c, 1.0 / count))];
                var after = MadeUp.Solve(world, new Shock(tariff, cost, DeficitRule.Zero));
                var part = Welfare.Of(after).FirstOrder;
                for (var n = 0; n < sum.Length; n++)
                    sum[n] += part[n];
                world = after.AsBaseline();
            }

            return sum;
        }
    }

    /// <summary>What was solved before leaves no trace: draws may be taken in any order, by any thread.</summary>
    [Fact]
    public void TheSameQuestionHasTheSameAnswerToTheBit()
    {
        // Elasticities so low and changes so alike that nothing of the solver's memory would be thrown away for its age.
        var before = MadeUp.Balanced(SyntheticWorld.Accounts(3, 6, 5), [2, 2, 2, 2, 2]);
        Shock Dearer(double factor)
        {
            var cost = SyntheticWorld.Ones(before.Shape.Flows);
            SyntheticWorld.Each(before.Shape, (f, j, n, i) => cost[f] = n == i ? 1 : factor);
            return new Shock(before.Tariff, cost, DeficitRule.Zero);
        }

        Counterfactual? alone = null, after = null, again = null;
        OnANewThread(() => alone = MadeUp.Solve(before, Dearer(1.1)));
        OnANewThread(() =>
        {
            MadeUp.Solve(before, Dearer(0.9));
            after = MadeUp.Solve(before, Dearer(1.1));
            MadeUp.Solve(MadeUp.World(4, 6, 5), MadeUp.Nothing(before));
            again = MadeUp.Solve(before, Dearer(1.1));
        });
        foreach (var other in (Counterfactual[])[after!, again!])
        {
            Assert.Equal(alone!.Wage, other.Wage);
            Assert.Equal(alone.TradeShare, other.TradeShare);
            Assert.Equal(alone.Expenditure, other.Expenditure);
        }
    }

    private static void OnANewThread(Action work)
    {
        var task = Task.Factory.StartNew(work, default, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        task.GetAwaiter().GetResult();
    }

    private static double[] Fill(int count, Func<int, double> value) => [.. Enumerable.Range(0, count).Select(value)];
}
