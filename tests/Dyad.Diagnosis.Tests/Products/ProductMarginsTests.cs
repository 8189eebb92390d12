using Dyad.Diagnosis.Indicators;
using Dyad.Diagnosis.Potential;
using Dyad.Diagnosis.Products;
using Dyad.Diagnosis.Trade;

namespace Dyad.Diagnosis.Tests.Products;

/// <summary>Sums in one pass give what the indicators of a cube give, in the sample and in every resample at once.</summary>
public class ProductMarginsTests
{
    private const int Economies = 6, Sectors = 9, Draws = 11, A = 1, B = 4;
    private const double Rounding = 1e-9;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void TheyEqualTheIndicatorsOfTheCube(int seed)
    {
        var cube = SmallWorld.Random(seed, Sectors, Economies);
        var random = new Random(seed);
        var draws = Enumerable.Range(0, Draws).Select(_ => Enumerable.Range(0, Economies * (Economies - 1) / 2).Select(_ => random.Next(4)).ToArray()).ToList();
        var margins = new ProductMargins(Economies, Sectors, (A, B), draws);
        AddAll(margins, cube, seed);

        for (var b = 0; b <= Draws; b++)
        {
            var draw = b;
            var own = ProductMargins.PairOf(A, B);
            var dense = TradeMargins.Of(cube, (i, j) => ProductMargins.PairOf(i, j) is var p && (draw == 0 || p == own) ? 1 : draws[draw - 1][p]);
            foreach (var (seller, i, j) in new[] { (0, A, B), (1, B, A) })
            {
                Assert.Equal(Complementarity.Michaely(dense, i, j), ProductIndices.Michaely(margins, seller, b), Rounding);
                var balassa = ProductIndices.Balassa(margins, seller, b);
                var spread = ProductIndices.Spread(ProductIndices.Hypothetical(margins, seller, b), cube.Total(i, j));
                var potential = ExportPotential.Of(cube, dense, i, j);
                for (var k = 0; k < Sectors; k++)
                {
                    Assert.Equal(ComparativeAdvantage.Balassa(dense, i, k), balassa[k], Rounding);
                    Assert.Equal(potential.Values[k], spread[k], Rounding);
                    Assert.Equal(dense.World(k), margins.World(k, b), Rounding);
                }
            }
        }

        Assert.Equal(cube.Total(2, 3), margins.Total(2, 3), Rounding);
        Assert.Equal(cube[5, A, B], margins.Flow(0, 5), Rounding);
        Assert.Equal(cube[5, B, A], margins.Flow(1, 5), Rounding);
    }

    [Fact]
    public void WhereNothingIsTradedNothingIsExpected()
    {
        var margins = new ProductMargins(3, 2, (0, 1), [[1, 1, 1]]);
        margins.Add([0, 2], [0, 2], [0, 1], [5, 5]);
        Assert.Equal([0, 0], ProductIndices.Balassa(margins, 0));
        Assert.Equal(0, ProductIndices.Michaely(margins, 0));
        Assert.Equal([0, 0], ProductIndices.Spread(ProductIndices.Hypothetical(margins, 1), 100));
    }

    /// <summary>All flows in several blocks, in any order, with what they sell at home.</summary>
    private static void AddAll(ProductMargins margins, TradeCube cube, int seed)
    {
        var cells = Enumerable.Range(0, cube.Values.Length).ToArray();
        new Random(seed).Shuffle(cells);
        foreach (var block in cells.Chunk(50))
        {
            margins.Add(
                [.. block.Select(c => c / Economies % Economies)], [.. block.Select(c => c % Economies)],
                [.. block.Select(c => c / Economies / Economies)], [.. block.Select(c => cube.Values[c])]);
        }
    }
}
