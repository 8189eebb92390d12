using Dyad.Equilibrium.ManySectors;
using Dyad.Equilibrium.Shocks;
using Dyad.Equilibrium.Tests.ManySectors;
using Dyad.Equilibrium.World;
using Dyad.Testing;

namespace Dyad.Equilibrium.Tests.World;

/// <summary>What is wrong in accounts is found at its place, and mended by the rule that is chosen or not at all.</summary>
public class BaselineOfAccounts
{
    private const int Economies = 3;
    private const int Sectors = 2;
    private static readonly double[] Elasticity = [4, 8];

    /// <summary>A table, a cell, what is put there, and what must be found.</summary>
    public static TheoryData<string, int, double, AccountFinding> WrongCells => new()
    {
        { "Trade", 10, -5, new(AccountCheck.Negative, "Trade", 1, null, 0, 1, -5, AccountRules.NegativeFlowsToZero) },
        {
            "Trade", 17, double.NaN,
            new(AccountCheck.Missing, "Trade", 1, null, 2, 2, double.NaN, AccountRules.MissingCellsToZero)
        },
        {
            "Tariff", 5, double.NaN,
            new(AccountCheck.Missing, "Tariff", 0, null, 1, 2, double.NaN, AccountRules.MissingCellsToZero)
        },
        {
            "Intermediate", 10, -1,
            new(AccountCheck.Negative, "Intermediate", 1, 1, 1, null, -1, AccountRules.NegativeFlowsToZero)
        },
        { "Final", 4, -1, new(AccountCheck.Negative, "Final", 1, null, 1, null, -1, AccountRules.NegativeFlowsToZero) },
        { "ValueAdded", 2, -1, new(AccountCheck.Negative, "ValueAdded", 0, null, 2, null, -1, AccountRules.NegativeFlowsToZero) },
    };

    [Theory]
    [MemberData(nameof(WrongCells))]
    public void AWrongCellIsNamedAndMendedByItsRuleAlone(string table, int cell, double value, AccountFinding expected)
    {
        var accounts = SyntheticWorld.Accounts(1, Economies, Sectors);
        Table(accounts, table)[cell] = value;
        var refused = Baseline.Of(accounts, Elasticity, [.. AccountRules.All.Keys.Where(r => r != expected.Rule)]);
        Assert.Null(refused.Baseline);
        Assert.Equal(expected with { Rule = null }, Assert.Single(refused.Findings, f => f.Rule is null));
        var mended = Baseline.Of(accounts, Elasticity, AccountRules.All.Keys);
        Assert.NotNull(mended.Baseline);
        Assert.Contains(expected, mended.Findings);
        // What the caller gave is left alone.
        Assert.Equal(value, Table(accounts, table)[cell]);
    }

    [Fact]
    public void ATariffOfAllAndAnElasticityOfNothingAreRefused()
    {
        var accounts = SyntheticWorld.Accounts(1, Economies, Sectors);
        accounts.Tariff[1] = -1;
        var reading = Baseline.Of(accounts, [4, 0], AccountRules.All.Keys);
        Assert.Null(reading.Baseline);
        Assert.Equal(
            [
                new(AccountCheck.TariffOutOfRange, "Tariff", 0, null, 0, 1, -1, null),
                new(AccountCheck.Elasticity, "TradeElasticity", 1, null, null, null, 0, null),
            ],
            reading.Findings);
    }

    [Fact]
    public void SharesSumToOne()
    {
        var accounts = SyntheticWorld.Accounts(4, Economies, Sectors);
        var b = Baseline.Of(accounts, Elasticity, [AccountRules.SolveLevelsAgain]).Baseline!;
        for (var n = 0; n < Economies; n++)
        {
            Assert.Equal(1, Enumerable.Range(0, Sectors).Sum(j => b.FinalShare[b.Shape.Cell(j, n)]), 1e-14);
            for (var j = 0; j < Sectors; j++)
            {
                Assert.Equal(1, Enumerable.Range(0, Economies).Sum(i => b.TradeShare[b.Shape.Flow(j, n, i)]), 1e-14);
                var inputs = Enumerable.Range(0, Sectors).Sum(k => b.InputShare[b.Shape.Input(j, k, n)]);
                Assert.Equal(1, inputs + b.ValueAddedShare[b.Shape.Cell(j, n)], 1e-14);
            }
        }
    }

    /// <summary>A balanced world gives accounts without a finding, and these the same world.</summary>
    [Fact]
    public void AnEquilibriumGoesThroughItsAccountsUnchanged()
    {
        var before = MadeUp.World(5, Economies, Sectors);
        var (shape, output, income) = (before.Shape, before.Output(), before.Income());
        var accounts = SyntheticWorld.Empty(shape) with
        {
            Trade = before.NetTrade(),
            Tariff = before.Tariff,
            Deficit = [.. before.Deficit],
        };
        for (var k = 0; k < shape.Inputs; k++)
            accounts.Intermediate[k] = before.InputShare[k] * output[shape.Cell(k / shape.Cells, k % Economies)];
        for (var cell = 0; cell < shape.Cells; cell++)
        {
            accounts.Final[cell] = before.FinalShare[cell] * income[cell % Economies];
            accounts.ValueAdded[cell] = before.ValueAddedShare[cell] * output[cell];
        }

        var reading = Baseline.Of(accounts, before.TradeElasticity, []);
        Assert.Empty(reading.Findings);
        MadeUp.AssertClose(before.Expenditure, reading.Baseline!.Expenditure, 1e-10);
        MadeUp.AssertClose(before.TradeShare, reading.Baseline.TradeShare, 1e-10);
        MadeUp.AssertClose(before.ValueAdded, reading.Baseline.ValueAdded, 1e-10);

        accounts.Deficit[1] += 0.01 * before.ValueAdded.Sum();
        var unbalanced = Baseline.Of(accounts, before.TradeElasticity, [AccountRules.SolveLevelsAgain]);
        var sum = Assert.Single(unbalanced.Findings, f => f.Rule is null);
        Assert.Equal(AccountCheck.DeficitSum, sum.Check);
        Assert.Equal(0.01, sum.Amount, 1e-9);
        string[] rules = [AccountRules.SolveLevelsAgain, AccountRules.DeficitsToZeroSum];
        var spread = Baseline.Of(accounts, before.TradeElasticity, rules);
        Assert.Equal(0, spread.Baseline!.Deficit.Sum() / before.ValueAdded.Sum(), 1e-15);
        var fromTrade = Baseline.Of(accounts, before.TradeElasticity, [AccountRules.DeficitsFromTrade]);
        Assert.Equal(0, fromTrade.Baseline!.Deficit[1] / before.ValueAdded.Sum(), 1e-9);
    }

    [Fact]
    public void WhatNobodySellsIsBoughtAtHomeAndWhatCostsNothingCostsWhatItDoesElsewhere()
    {
        var accounts = SyntheticWorld.Accounts(2, Economies, Sectors);
        var shape = accounts.Shape;
        for (var i = 0; i < Economies; i++)
            accounts.Trade[shape.Flow(1, 0, i)] = 0;
        accounts.ValueAdded[shape.Cell(1, 2)] = 0;
        for (var k = 0; k < Sectors; k++)
            accounts.Intermediate[shape.Input(1, k, 2)] = 0;
        var reading = Baseline.Of(accounts, Elasticity, AccountRules.All.Keys);
        Assert.Contains(reading.Findings, f => f is
        { Check: AccountCheck.DemandWithoutSupply, Sector: 1, Economy: 0, Rule: AccountRules.MissingSupplyFromHome });
        Assert.Contains(reading.Findings, f => f is
        { Check: AccountCheck.SalesWithoutCosts, Sector: 1, Economy: 2, Rule: AccountRules.MissingCostsFromWorld });
        var b = reading.Baseline!;
        Assert.Equal(1, b.TradeShare[shape.Flow(1, 0, 0)]);
        var world = Enumerable.Range(0, 2).Sum(n => accounts.ValueAdded[shape.Cell(1, n)]);
        var inputs = Enumerable.Range(0, 2).Sum(
            n => accounts.Intermediate[shape.Input(1, 0, n)] + accounts.Intermediate[shape.Input(1, 1, n)]);
        Assert.Equal(world / (world + inputs), b.ValueAddedShare[shape.Cell(1, 2)], 1e-12);
        var (_, status, _, _) = ManySectorModel.Balance(b, DeficitRule.Zero, MadeUp.Options);
        Assert.Equal(SolveStatus.Converged, status);
    }

    /// <summary>
    /// What the data of Caliendo and Parro are known to have: one negative input, and spending that does not balance.
    /// </summary>
    [Fact]
    public void NaftaAsItIsKnown()
    {
        var nafta = NaftaFolder.Read(SharedData.Require("cp2015-nafta"));
        var refused = Baseline.Of(nafta.Accounts, nafta.Elasticity, []);
        Assert.Null(refused.Baseline);
        var negative = Assert.Single(refused.Findings);
        Assert.Equal(AccountCheck.Negative, negative.Check);
        Assert.Equal("Basic metals", nafta.Sectors[negative.Sector!.Value]);
        Assert.Equal("Other", nafta.Sectors[negative.Input!.Value]);
        Assert.Equal("Canada", nafta.Economies[negative.Economy!.Value]);
        var reading = Baseline.Of(nafta.Accounts, nafta.Elasticity, NaftaFolder.Rules);
        Assert.NotNull(reading.Baseline);
        Assert.Contains(reading.Findings, f => f.Check == AccountCheck.PurchasesAgainstUses);
    }

    [Fact]
    public void AnUnknownRuleAndAWrongLengthAreSaid()
    {
        var accounts = SyntheticWorld.Accounts(1, Economies, Sectors);
        var rule = Assert.Throws<ArgumentException>(() => Baseline.Of(accounts, Elasticity, ["no-such-rule"]));
        Assert.Contains("no-such-rule", rule.Message, StringComparison.Ordinal);
        var length = Assert.Throws<ArgumentException>(() => Baseline.Of(accounts with { Final = [1] }, Elasticity, []));
        Assert.Contains("Final", length.Message, StringComparison.Ordinal);
    }

    private static double[] Table(WorldAccounts accounts, string table) => table switch
    {
        "Trade" => accounts.Trade,
        "Tariff" => accounts.Tariff,
        "Intermediate" => accounts.Intermediate,
        "Final" => accounts.Final,
        _ => accounts.ValueAdded,
    };
}
