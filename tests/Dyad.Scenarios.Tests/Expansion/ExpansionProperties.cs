using System.Globalization;
using Dyad.Equilibrium.Shocks;
using Dyad.Equilibrium.World;
using Dyad.Scenarios.Expansion;
using Dyad.Scenarios.Reading;
using Dyad.Scenarios.Simulating;
using Dyad.Scenarios.Tests.Worlds;
using FsCheck.Xunit;

namespace Dyad.Scenarios.Tests.Expansion;

/// <summary>What holds of every size and every pair.</summary>
public class ExpansionProperties
{
    /// <summary>A few multiplications: the last digits of a double.</summary>
    private const double Digits = 1e-14;

    private static readonly string[] Codes = ["AAA", "BBB", "CCC", "DDD"];
    private static readonly WorldShape Shape = SmallWorld.Data.Accounts.Shape;

    [Property]
    public void BetweenIsSymmetric(byte one, byte other, byte size)
    {
        var (a, b) = Pair(one, other);
        AssertSame(
            Shock($"iceberg: {{between: [{a}, {b}], change: {Percent(size)}}}"),
            Shock($"iceberg: {{between: [{b}, {a}], change: {Percent(size)}}}"));
        var cost = Shock($"iceberg: {{between: [{a}, {b}], change: {Percent(size)}}}").CostChange;
        for (var n = 0; n < Shape.Economies; n++)
        {
            for (var i = 0; i < Shape.Economies; i++)
                Assert.Equal(cost[Shape.Flow(0, n, i)], cost[Shape.Flow(0, i, n)]);
        }
    }

    [Property]
    public void BetweenIsBothDirections(byte one, byte other, byte size)
    {
        var (a, b) = Pair(one, other);
        AssertSame(
            Shock($"tariff: {{between: [{a}, {b}], set: {Percent(size)}}}"),
            Shock($"tariff: {{from: {a}, to: {b}, set: {Percent(size)}}}", $"tariff: {{from: {b}, to: {a}, set: {Percent(size)}}}"));
    }

    [Property]
    public void PercentAndFactorAgree(byte size)
    {
        var factor = (1 + (size / 100.0)).ToString("R", CultureInfo.InvariantCulture);
        AssertSame(Shock($"iceberg: {{from: all, to: all, change: {size}%}}"), Shock($"iceberg: {{from: all, to: all, factor: {factor}}}"));
    }

    /// <summary>Half of a tariff gone, and then as much again of what is left: what was there before. So of a factor and its inverse.</summary>
    [Property]
    public void AChangeAndItsInverseRestore(byte one, byte other)
    {
        var (a, b) = Pair(one, other);
        var text = SmallWorld.Text($"tariff: {{between: [{a}, {b}], change: -50%}}", $"iceberg: {{between: [{a}, {b}], factor: 0.5}}")
            + $"\n  - {{title: {{en: Back, zh: 回, ru: Назад}}, changes: [{{tariff: {{between: [{a}, {b}], change: 100%}}}},"
            + $" {{iceberg: {{between: [{a}, {b}], change: 100%}}}}]}}";
        var last = Shocks(text, SmallWorld.Data)[^1];
        AssertSame(new Shock(SmallWorld.Data.Accounts.Tariff, last.CostChange.Select(_ => 1.0).ToArray(), DeficitRule.Held), last);
    }

    [Property]
    public void TheOrderOfEconomiesDoesNotMatter(byte rotation, byte one, byte other)
    {
        int[] order = [.. Enumerable.Range(0, Codes.Length).Select(k => (k + rotation) % Codes.Length)];
        var (a, b) = Pair(one, other);
        var text = SmallWorld.Text($"tariff: {{from: {a}, to: third, points: 2}}", $"iceberg: {{between: [{b}, all], change: -7%}}");
        var (plain, turned) = (Shocks(text, SmallWorld.Data)[0], Shocks(text, SmallWorld.Make(order))[0]);
        for (var j = 0; j < Shape.Sectors; j++)
        {
            for (var n = 0; n < Shape.Economies; n++)
            {
                for (var i = 0; i < Shape.Economies; i++)
                {
                    Assert.Equal(plain.Tariff[Shape.Flow(j, order[n], order[i])], turned.Tariff[Shape.Flow(j, n, i)]);
                    Assert.Equal(plain.CostChange[Shape.Flow(j, order[n], order[i])], turned.CostChange[Shape.Flow(j, n, i)]);
                }
            }
        }
    }

    /// <summary>Trade of an economy with itself is never changed.</summary>
    [Property]
    public void HomeIsLeftAlone(byte size)
    {
        var shock = Shock(
            $"iceberg: {{from: all, to: all, change: {Percent(size)}}}", $"tariff: {{within: all, sectors: all, set: {Percent(size)}}}");
        for (var j = 0; j < Shape.Sectors; j++)
        {
            for (var n = 0; n < Shape.Economies; n++)
                Assert.Equal((1.0, 0.0), (shock.CostChange[Shape.Flow(j, n, n)], shock.Tariff[Shape.Flow(j, n, n)]));
        }
    }

    private static (string A, string B) Pair(byte one, byte other) =>
        (Codes[one % Codes.Length], Codes[(one + 1 + (other % (Codes.Length - 1))) % Codes.Length]);

    private static string Percent(byte size) => FormattableString.Invariant($"{size - 90}%");

    private static Shock Shock(params string[] changes) => Shocks(SmallWorld.Text(changes), SmallWorld.Data)[0];

    private static Shock[] Shocks(string text, ScenarioData data)
    {
        var plan = new ScenarioPlan(ScenarioFile.Read("f", text), data, null);
        return plan.Shocks(plan.TariffInForce(), plan.Elasticities(plan.Means), plan.Means);
    }

    private static void AssertSame(Shock one, Shock other)
    {
        for (var f = 0; f < one.Tariff.Length; f++)
        {
            Assert.Equal(one.Tariff[f], other.Tariff[f], Digits);
            Assert.Equal(one.CostChange[f], other.CostChange[f], Digits);
        }
    }
}
