using Dyad.Equilibrium.Shocks;
using Dyad.Equilibrium.World;
using Dyad.Scenarios.Expansion;
using Dyad.Scenarios.Model;
using Dyad.Scenarios.Reading;
using Dyad.Scenarios.Tests.Worlds;

namespace Dyad.Scenarios.Tests.Expansion;

/// <summary>What each kind of change does to each flow, against the rule written out here, cell by cell.</summary>
public class CellByCell
{
    private const int A = 0, B = 1, C = 2, D = 3;
    private const int Farm = 0, Factory = 1;

    /// <summary>The same few operations in another order: the last digits of a double.</summary>
    private const double Digits = 1e-14;

    private static readonly WorldShape Shape = SmallWorld.Data.Accounts.Shape;
    private static readonly double[] Before = SmallWorld.Data.Accounts.Tariff;
    private static readonly double[] Elasticity = [4, 4, 5];

    [Fact]
    public void TariffOfOneDirection() => Tariffs(
        "tariff: {from: AAA, to: [CCC, DDD], sectors: FARM, set: 12.5%}",
        (j, n, i, t) => j == Farm && i == A && (n is C or D) ? 0.125 : t);

    [Fact]
    public void TariffBetween() => Tariffs(
        "tariff: {between: [A, [CCC, DDD]], change: -50%}",
        (j, n, i, t) => IsGoods(j) && ((i == A && (n is C or D)) || (n == A && (i is C or D))) ? t / 2 : t);

    [Fact]
    public void TariffWithin() => Tariffs(
        "tariff: {within: [AAA, CCC, DDD], sectors: all, points: 3}", (j, n, i, t) => n != B && i != B && n != i ? t + 0.03 : t);

    [Fact]
    public void TariffOfAColumn()
    {
        var column = SmallWorld.Data.Columns["tariff_later"];
        Tariffs(
            "tariff: {from: all, to: B, column: tariff_later}",
            (j, n, i, t) => n == B && i != B && IsGoods(j) ? column[Shape.Flow(j, n, i)] : t);
    }

    [Fact]
    public void TariffLikeAnother() => Tariffs(
        "bloc: {kind: customs-union, members: [A, CCC], external: {like: CCC}}",
        (j, n, i, t) => !IsGoods(j) || n is not (A or C) || n == i ? t : i is A or C ? 0 : Before[Shape.Flow(j, C, i)]);

    [Fact]
    public void FreeTrade() => Tariffs(
        "bloc: {kind: free-trade, members: [A, CCC, DDD], sectors: FACTORY}",
        (j, n, i, t) => j == Factory && n != B && i != B ? 0 : t);

    [Fact]
    public void CustomsUnionWithOneRate() => Tariffs(
        "bloc: {kind: customs-union, members: pair, external: {set: 9%}}",
        (j, n, i, t) => !IsGoods(j) || n is not (A or B) || n == i ? t : i is A or B ? 0 : 0.09);

    [Fact]
    public void BlocWithLowerCosts() => Costs(
        "bloc: {kind: free-trade, members: pair, change: -10%}", (j, n, i) => IsGoods(j) && IsPair(n, i) ? 0.9 : 1);

    [Fact]
    public void Iceberg() => Costs(
        "iceberg: {from: third, to: pair, sectors: [services, FARM], factor: 1.25}",
        (j, n, i) => j != Factory && (n is A or B) && (i is C or D) ? 1.25 : 1);

    [Fact]
    public void TradeEffectBySector() => Costs(
        "iceberg: {between: [A, B], trade_effect: 0.6, part: 50%}", (j, n, i) => IsPair(n, i) ? Math.Exp(-0.3 / Elasticity[j]) : 1);

    [Fact]
    public void GravityEstimate() => Costs(
        "barrier: {between: [A, B], trade_effect: gravity.agreement}", (j, n, i) => IsPair(n, i) ? Math.Exp(-0.4 / Elasticity[j]) : 1);

    [Fact]
    public void DaysInTransit() => Costs(
        "iceberg: {between: [A, B], time: {days: -2, per_day: 1%}}", (j, n, i) => IsPair(n, i) ? 1 / (1.01 * 1.01) : 1);

    [Fact]
    public void AdValoremEquivalent() => Costs(
        "barrier: {between: [A, B], sectors: goods, ad_valorem_equivalent: {from: 44%, to: 22%}}",
        (j, n, i) => IsPair(n, i) && IsGoods(j) ? 1.22 / 1.44 : 1);

    [Fact]
    public void AdValoremEquivalentInPercent() => Costs(
        "barrier: {between: [A, B], ad_valorem_equivalent: {from: 20%, change: 100%}}", (j, n, i) => IsPair(n, i) ? 1.4 / 1.2 : 1);

    [Fact]
    public void Corridor() => Costs(
        "corridor: {members: [A, B, CCC], change: -4%}", (j, n, i) => IsGoods(j) && n != D && i != D && n != i ? 0.96 : 1);

    [Theory]
    [InlineData("", true, true)]
    [InlineData("direction: both, ", true, true)]
    [InlineData("direction: sales, ", true, false)]
    [InlineData("direction: purchases, ", false, true)]
    public void Withdrawal(string direction, bool sales, bool purchases) => Costs(
        $$"""withdrawal: {of: [CCC], from: A, {{direction}}close: true}""",
        (j, n, i) => (sales && n == A && i == C) || (purchases && n == C && i == A) ? double.PositiveInfinity : 1);

    [Fact]
    public void CostsOfOneStepMultiply() => Costs(
        ["iceberg: {from: A, to: all, factor: 0.9}", "iceberg: {from: all, to: B, factor: 0.8}"],
        (j, n, i) => n == i ? 1 : (i == A ? 0.9 : 1) * (n == B ? 0.8 : 1));

    [Fact]
    public void StepsAddUp()
    {
        var text = SmallWorld.Text("tariff: {between: [A, B], set: 10%}", "iceberg: {between: [A, B], factor: 0.5}")
            + "\n  - {title: {en: Two, zh: 二, ru: Два}, deficits: zero, changes: ["
            + "{tariff: {from: A, to: B, change: 50%}}, {iceberg: {from: A, to: B, factor: 0.5}}]}";
        var plan = new ScenarioPlan(ScenarioFile.Read("f", text), SmallWorld.Data, null);
        var shocks = plan.Shocks(plan.TariffInForce(), Elasticity, []);
        var (there, back) = (Shape.Flow(Farm, B, A), Shape.Flow(Farm, A, B));
        Assert.Equal([0.1, 0.1], [shocks[0].Tariff[there], shocks[0].Tariff[back]]);
        Assert.Equal([0.5, 0.5], [shocks[0].CostChange[there], shocks[0].CostChange[back]]);
        Assert.Equal(0.15, shocks[1].Tariff[there], Digits);
        Assert.Equal([0.1, 0.25, 0.5], [shocks[1].Tariff[back], shocks[1].CostChange[there], shocks[1].CostChange[back]]);
        Assert.Equal([DeficitRule.Held, DeficitRule.Zero], shocks.Select(s => s.Deficits));
    }

    /// <summary>Steps taken at once look at the tariffs before all of them: the order in which they are named does not matter.</summary>
    [Fact]
    public void StepsTakenAtOnceDoNotSeeEachOther()
    {
        var text = SmallWorld.Text("tariff: {from: DDD, to: CCC, set: 40%}")
            + "\n  - {title: {en: Two, zh: 二, ru: Два}, changes: ["
            + "{bloc: {kind: customs-union, members: [A, B], external: {like: CCC}}}]}";
        var plan = new ScenarioPlan(ScenarioFile.Read("f", text), SmallWorld.Data, null);
        var (one, other) = (
            plan.Shock(Before, Elasticity, [], [0, 1], DeficitRule.Held), plan.Shock(Before, Elasticity, [], [1, 0], DeficitRule.Held));
        Assert.Equal(one.Tariff, other.Tariff);
        Assert.Equal(Before[Shape.Flow(Farm, C, D)], one.Tariff[Shape.Flow(Farm, A, D)]);
        Assert.Equal(0.4, plan.Shocks(Before, Elasticity, [])[1].Tariff[Shape.Flow(Farm, A, D)]);
    }

    [Fact]
    public void TariffsInForceTakeThePlaceOfThoseOfTheData()
    {
        var text = SmallWorld.Text("baseline: {tariffs: [{from: A, to: B, set: 30%}]}", ["tariff: {between: [A, B], change: -50%}"]);
        var plan = new ScenarioPlan(ScenarioFile.Read("f", text), SmallWorld.Data, null);
        var force = plan.TariffInForce();
        Assert.Equal(0.3, force[Shape.Flow(Farm, B, A)]);
        Assert.Equal(0.15, plan.Shocks(force, Elasticity, [])[0].Tariff[Shape.Flow(Farm, B, A)], Digits);
        Assert.Equal(Before[Shape.Flow(Farm, A, B)], force[Shape.Flow(Farm, A, B)]);
    }

    [Fact]
    public void GroupsHoldGroups()
    {
        var text = SmallWorld.Text(
            "groups: {Inner: [CCC, A], Outer: [Inner, DDD]}\nsector_groups: {Some: [FARM, services]}",
            ["iceberg: {within: Outer, sectors: Some, factor: 2}"]);
        Check(text, s => s.CostChange, (j, n, i) => j != Factory && n != B && i != B && n != i ? 2 : 1);
    }

    [Fact]
    public void PartiesOfTheCommandTakeThePlaceOfTheFiles()
    {
        var plan = new ScenarioPlan(
            SmallWorld.Scenario("iceberg: {between: [A, third], factor: 2}"), SmallWorld.Data, ["DDD", "BBB"]);
        var cost = plan.Shocks(Before, Elasticity, [])[0].CostChange;
        Assert.Equal(
            [2.0, 2, 1, 1],
            [cost[Shape.Flow(0, D, A)], cost[Shape.Flow(0, C, D)], cost[Shape.Flow(0, D, B)], cost[Shape.Flow(0, A, C)]]);
    }

    private static bool IsGoods(int sector) => sector is Farm or Factory;

    private static bool IsPair(int n, int i) => (n, i) is (A, B) or (B, A);

    private static void Tariffs(string change, Func<int, int, int, double, double> expected) =>
        Check(SmallWorld.Text(change), s => s.Tariff, (j, n, i) => expected(j, n, i, Before[Shape.Flow(j, n, i)]));

    private static void Costs(string change, Func<int, int, int, double> expected) => Costs([change], expected);

    private static void Costs(string[] changes, Func<int, int, int, double> expected) =>
        Check(SmallWorld.Text(changes), s => s.CostChange, expected);

    private static void Check(string text, Func<Shock, double[]> values, Func<int, int, int, double> expected)
    {
        var plan = new ScenarioPlan(ScenarioFile.Read("f", text), SmallWorld.Data, null);
        var found = values(plan.Shocks(plan.TariffInForce(), plan.Elasticities(plan.Means), plan.Means)[0]);
        for (var j = 0; j < Shape.Sectors; j++)
        {
            for (var n = 0; n < Shape.Economies; n++)
            {
                for (var i = 0; i < Shape.Economies; i++)
                    AssertCell(expected(j, n, i), found[Shape.Flow(j, n, i)]);
            }
        }
    }

    private static void AssertCell(double expected, double found)
    {
        if (double.IsInfinity(expected))
            Assert.Equal(expected, found);
        else
            Assert.Equal(expected, found, Digits);
    }
}
