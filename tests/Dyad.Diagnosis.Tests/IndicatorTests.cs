using Dyad.Diagnosis.Indicators;
using Dyad.Diagnosis.Potential;
using Dyad.Diagnosis.Trade;
using FsCheck.Xunit;

namespace Dyad.Diagnosis.Tests;

/// <summary>
/// Worked by hand on <see cref="SmallWorld.ByHand"/>, from the definitions of Balassa (1965), Dalum, Laursen and Villumsen
/// (1998), Michaely (1996), Hirschman (1945) and Decreux and Spies (2016).
/// </summary>
public class IndicatorTests
{
    /// <summary>Sums of a few dozen flows.</summary>
    private const double Rounding = 1e-9;

    private static readonly TradeCube Cube = SmallWorld.ByHand;
    private static readonly TradeMargins Margins = TradeMargins.Of(Cube);

    [Theory]
    [InlineData(0, 0, 4 / 3.0, 1 / 7.0)] // (40/50) / (60/100)
    [InlineData(0, 1, 0.5, -1 / 3.0)] // (10/50) / (40/100)
    [InlineData(1, 0, 5 / 18.0, -13 / 23.0)] // (5/30) / (60/100)
    [InlineData(2, 0, 1.25, 1 / 9.0)] // (15/20) / (60/100)
    public void BalassaAndItsSymmetricForm(int economy, int sector, double balassa, double symmetric)
    {
        Assert.Equal(balassa, ComparativeAdvantage.Balassa(Margins, economy, sector), Rounding);
        Assert.Equal(symmetric, ComparativeAdvantage.Symmetric(balassa), Rounding);
    }

    [Theory]
    [InlineData(0, 1, 100 * (1 - (0.5 * 2 * ((45 / 55.0) - 0.8))))] // imports of 1: 45/55, 10/55; exports of 0: 40/50, 10/50
    [InlineData(1, 0, 100.0)] // imports of 0: 5/30, 25/30; exports of 1 the same
    public void Michaely(int exporter, int importer, double expected) =>
        Assert.Equal(expected, Complementarity.Michaely(Margins, exporter, importer), Rounding);

    [Fact]
    public void BasketsWithNothingInCommonHaveComplementarityZero()
    {
        // Economy 0 sells sector 0 alone, economy 1 buys sector 1 alone.
        var cube = new TradeCube(2, 3, [0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0]);
        Assert.Equal(0, Complementarity.Michaely(TradeMargins.Of(cube), 0, 1), Rounding);
    }

    [Fact]
    public void HerfindahlAndDependence()
    {
        Assert.Equal(0.625, Concentration.Herfindahl(Cube, 0, 1), Rounding); // (30/40)² + (10/40)²
        Assert.Equal(0.8, Concentration.ShareOfExports(Cube, Margins, 0, 1, null), Rounding); // 40/50
        Assert.Equal(40 / 55.0, Concentration.ShareOfImports(Cube, Margins, 0, 1, null), Rounding);
        Assert.Equal(0.75, Concentration.ShareOfExports(Cube, Margins, 0, 1, 0), Rounding); // 30/40
        Assert.Equal(30 / 45.0, Concentration.ShareOfImports(Cube, Margins, 0, 1, 0), Rounding);
    }

    [Fact]
    public void PotentialIsSupplyTimesDemandTimesEase()
    {
        // Supply times demand of 0 in 1: 40/60 · 45 = 30 and 10/40 · 10 = 2.5, together 32.5; the flow is 40: ease 40/32.5.
        var potential = ExportPotential.Of(Cube, Margins, 0, 1);
        Assert.Equal(40 / 32.5, potential.Ease, Rounding);
        Assert.Equal(30 * 40 / 32.5, potential.Values[0], Rounding);
        Assert.Equal(2.5 * 40 / 32.5, potential.Values[1], Rounding);
    }

    [Fact]
    public void WhereNothingIsTradedIndicatorsAreZeroAndFinite()
    {
        var empty = new TradeCube(2, 3, new double[18]);
        var margins = TradeMargins.Of(empty);
        Assert.Equal(0, ComparativeAdvantage.Balassa(margins, 0, 0));
        Assert.Equal(0, Complementarity.Michaely(margins, 0, 1));
        Assert.Equal(0, Concentration.Herfindahl(empty, 0, 1));
        Assert.Equal(0, Concentration.ShareOfExports(empty, margins, 0, 1, null));
        Assert.Equal(0, Concentration.ShareOfImports(empty, margins, 0, 1, 0));
        Assert.Equal([0, 0], ExportPotential.Of(empty, margins, 0, 1).Values);
    }

    [Property]
    public void ASectorWithoutTradeHasNoAdvantageAndNoPotentialAndLeavesTheRestAlone(int seed)
    {
        var cube = SmallWorld.Random(seed, sectors: 3);
        var more = new TradeCube(4, cube.Economies, [.. cube.Values, .. new double[cube.Economies * cube.Economies]]);
        var (margins, wider) = (TradeMargins.Of(cube), TradeMargins.Of(more));
        Assert.Equal(0, ComparativeAdvantage.Balassa(wider, 0, 3));
        Assert.Equal(ComparativeAdvantage.Balassa(margins, 0, 1), ComparativeAdvantage.Balassa(wider, 0, 1), Rounding);
        Assert.Equal([.. ExportPotential.Of(cube, margins, 0, 1).Values, 0], ExportPotential.Of(more, wider, 0, 1).Values);
    }

    [Property]
    public void ABalassaIndexWeightedByWorldSharesAveragesToOne(int seed)
    {
        var margins = TradeMargins.Of(SmallWorld.Random(seed));
        for (var i = 0; i < margins.Economies; i++)
        {
            if (margins.Exports(i) == 0)
                continue;
            var mean = Enumerable.Range(0, margins.Sectors)
                .Sum(k => margins.World(k) / margins.World() * ComparativeAdvantage.Balassa(margins, i, k));
            Assert.Equal(1, mean, Rounding);
        }
    }

    [Property]
    public void PotentialsSumToEaseTimesTheHypotheticalFlowWhichIsTheActualFlow(int seed)
    {
        var cube = SmallWorld.Random(seed);
        var margins = TradeMargins.Of(cube);
        var hypothetical = Enumerable.Range(0, cube.Sectors)
            .Sum(k => margins.World(k) > 0 ? margins.Exports(0, k) / margins.World(k) * margins.Imports(1, k) : 0);
        var potential = ExportPotential.Of(cube, margins, 0, 1);
        Assert.Equal(potential.Ease * hypothetical, potential.Values.Sum(), Rounding);
        Assert.Equal(hypothetical > 0 ? cube.Total(0, 1) : 0, potential.Values.Sum(), Rounding);
    }

    [Property]
    public void HerfindahlLiesBetweenEqualSharesAndOneSector(int seed)
    {
        var cube = SmallWorld.Random(seed);
        Assert.InRange(Concentration.Herfindahl(cube, 0, 1), (1.0 / cube.Sectors) - Rounding, 1 + Rounding);
    }

    [Fact]
    public void HerfindahlReachesItsBounds()
    {
        Assert.Equal(0.25, Concentration.Herfindahl(SmallWorld.Map(SmallWorld.Random(1), (_, _, _) => 3), 0, 1), Rounding);
        Assert.Equal(
            1, Concentration.Herfindahl(SmallWorld.Map(SmallWorld.Random(1), (k, _, _) => k == 2 ? 3 : 0), 0, 1), Rounding);
    }

    [Property]
    public void AChangeOfUnitsChangesPotentialsInProportionAndNoIndex(int seed)
    {
        var cube = SmallWorld.Random(seed);
        var thousands = SmallWorld.Map(cube, (k, i, j) => 1000 * cube[k, i, j]);
        var (a, b) = (AllOf(cube, 0, 1), AllOf(thousands, 0, 1));
        AssertClose(a.Indices, b.Indices);
        AssertClose([.. a.Potentials.Select(p => 1000 * p)], b.Potentials);
    }

    [Property]
    public void EconomiesInEachOthersPlaceGiveTheMirroredIndices(int seed)
    {
        var cube = SmallWorld.Random(seed);
        int[] swap = [1, 0, 2, 3, 4];
        var mirrored = SmallWorld.Map(cube, (k, i, j) => cube[k, swap[i], swap[j]]);
        var (a, b) = (AllOf(cube, 0, 1), AllOf(mirrored, 1, 0));
        AssertClose(a.Indices, b.Indices);
        AssertClose(a.Potentials, b.Potentials);
    }

    [Property]
    public void DomesticSalesAreNoTrade(int seed)
    {
        var cube = SmallWorld.Random(seed);
        var without = SmallWorld.Map(cube, (k, i, j) => i == j ? 0 : cube[k, i, j]);
        AssertClose(AllOf(cube, 0, 1).Indices, AllOf(without, 0, 1).Indices);
    }

    [Property]
    public void WeightsOfOneAreNoWeightsAndAWeightCountsBothDirections(int seed)
    {
        var cube = SmallWorld.Random(seed);
        var (plain, ones) = (TradeMargins.Of(cube), TradeMargins.Of(cube, (_, _) => 1));
        var doubled = TradeMargins.Of(cube, (i, j) => (i, j) is (0, 1) or (1, 0) ? 2 : 1);
        for (var k = 0; k < cube.Sectors; k++)
        {
            Assert.Equal(plain.World(k), ones.World(k), Rounding);
            Assert.Equal(plain.World(k) + cube[k, 0, 1] + cube[k, 1, 0], doubled.World(k), Rounding);
            Assert.Equal(plain.Exports(0, k) + cube[k, 0, 1], doubled.Exports(0, k), Rounding);
            Assert.Equal(plain.Imports(0, k) + cube[k, 1, 0], doubled.Imports(0, k), Rounding);
        }
    }

    private static (double[] Indices, double[] Potentials) AllOf(TradeCube cube, int exporter, int importer)
    {
        var margins = TradeMargins.Of(cube);
        var potential = ExportPotential.Of(cube, margins, exporter, importer);
        return (
            [
                .. Enumerable.Range(0, cube.Sectors).Select(k => ComparativeAdvantage.Balassa(margins, exporter, k)),
                Complementarity.Michaely(margins, exporter, importer), Concentration.Herfindahl(cube, exporter, importer),
                Concentration.ShareOfExports(cube, margins, exporter, importer, null),
                Concentration.ShareOfImports(cube, margins, exporter, importer, 1), potential.Ease,
            ],
            potential.Values);
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], Rounding * (1 + Math.Abs(expected[i])));
    }
}
