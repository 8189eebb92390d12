using Dyad.Programme.Measures;
using Dyad.Programme.Shapley;
using FsCheck.Xunit;

namespace Dyad.Programme.Tests.Shapley;

public class ShapleyValueTests
{
    /// <summary>Sums of a few products of numbers near 1.</summary>
    private const double Rounding = 1e-12;

    private static MeasureSet None(int measure) => default;

    /// <summary>
    /// The glove game with one left and two right gloves, a pair is worth 1: 4/6, 1/6, 1/6 (a textbook example of Shapley 1953).
    /// </summary>
    [Fact]
    public void GloveGame()
    {
        var values = ShapleyValue.Of(MeasureSet.All(3), None, s => s.Contains(0) && s.Count > 1 ? 1 : 0);
        Equal([4 / 6.0, 1 / 6.0, 1 / 6.0], values);
    }

    /// <summary>
    /// The airport game of Littlechild and Owen (1973): a runway serves all that need a shorter one. Costs 8, 11, 13, 18 (the
    /// example of Wikipedia, "Airport problem": 2, 3, 4, 9), and 100, 160, 200 (by their rule 100, 190, 310 over 3).
    /// </summary>
    [Theory]
    [InlineData(new double[] { 8, 11, 13, 18 }, new double[] { 2, 3, 4, 9 })]
    [InlineData(new double[] { 100, 160, 200 }, new[] { 100 / 3.0, 190 / 3.0, 310 / 3.0 })]
    public void AirportGame(double[] costs, double[] values) =>
        Equal(values, ShapleyValue.Of(MeasureSet.All(costs.Length), None, s => s.Members.Max(m => costs[m])));

    /// <summary>
    /// Faigle and Kern (1992): a unanimity game is shared by hierarchical strength, the part of the orders in which a player is
    /// the last of the coalition. Three players, the third after the first, orders 123, 132, 213: in {1, 2} the first is last
    /// once, the second twice; in {1, 3} the third always.
    /// </summary>
    [Fact]
    public void UnanimityGamesAreSharedByHierarchicalStrength()
    {
        MeasureSet Needs(int m) => m == 2 ? MeasureSet.Of(0) : default;
        Equal([1 / 3.0, 2 / 3.0, 0], ShapleyValue.Of(MeasureSet.All(3), Needs, s => MeasureSet.Of(0, 1).IsWithin(s) ? 1 : 0));
        Equal([0, 0, 1], ShapleyValue.Of(MeasureSet.All(3), Needs, s => MeasureSet.Of(0, 2).IsWithin(s) ? 1 : 0));
    }

    /// <summary>The definition: the mean over all orders that are allowed of what each adds, order by order.</summary>
    [Property(MaxTest = 40, EndSize = RandomProgramme.Seeds)]
    public void ValuesAreMeansOverOrders(int seed)
    {
        var random = RandomProgramme.Make(seed, count: 6, triples: 0.7);
        var set = MeasureSet.Of(0, 1, 2, 4, 5);
        MeasureSet Needs(int m) => MeasureSet.Of(random.Problem.Measures[m].After).And(set);
        var sums = new double[6];
        var orders = 0;
        foreach (var order in Orders([.. set.Members]))
        {
            if (order.Index().Any(o => !Needs(o.Item).IsWithin(MeasureSet.Of(order.Take(o.Index)))))
                continue;
            orders++;
            foreach (var (at, m) in order.Index())
                sums[m] += random.Gain(MeasureSet.Of(order.Take(at + 1))).First - random.Gain(MeasureSet.Of(order.Take(at))).First;
        }

        Equal([.. set.Members.Select(m => sums[m] / orders)], ShapleyValue.Of(set, Needs, s => random.Gain(s).First));
    }

    /// <summary>
    /// Values sum to the worth; measures that do the same have the same; one that adds nothing has none; values of sums are sums.
    /// </summary>
    [Property(MaxTest = 40, EndSize = RandomProgramme.Seeds)]
    public void TheAxiomsHold(int seed)
    {
        var (one, other) = (RandomProgramme.Make(seed, 6, 0.3), RandomProgramme.Make(seed + 1, 6, 0.3));
        var all = MeasureSet.All(7);
        // Measure 1 does what measure 0 does, measure 6 does nothing.
        double Worth(RandomProgramme p, MeasureSet s) =>
            p.Gain(new(s.Bits & 0b111100)).First + s.And(MeasureSet.Of(0, 1)).Count + (s.Contains(0) && s.Contains(1) ? 3 : 0);
        var values = ShapleyValue.Of(all, None, s => Worth(one, s));
        Assert.Equal(Worth(one, all), values.Sum(), Rounding * 100);
        Assert.Equal(values[0], values[1], Rounding * 100);
        Assert.Equal(0, values[6], Rounding * 100);
        var others = ShapleyValue.Of(all, None, s => Worth(other, s));
        Equal([.. values.Zip(others, (a, b) => (2 * a) + b)], ShapleyValue.Of(all, None, s => (2 * Worth(one, s)) + Worth(other, s)));
    }

    [Fact]
    public void CirclesAndLargeSetsAreRefused()
    {
        Assert.Throws<ArgumentException>(() => ShapleyValue.Of(MeasureSet.Of(0, 1), m => MeasureSet.Of(1 - m), _ => 1));
        Assert.Throws<ArgumentException>(() => ShapleyValue.Of(MeasureSet.All(21), None, _ => 1));
        Assert.Empty(ShapleyValue.Of(default, None, _ => 1));
    }

    private static IEnumerable<int[]> Orders(int[] items) => items.Length == 0
        ? [[]]
        : items.SelectMany(first => Orders([.. items.Where(i => i != first)]).Select(rest => (int[])[first, .. rest]));

    private static void Equal(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), p => Assert.Equal(p.First, p.Second, Rounding * 100));
    }
}
