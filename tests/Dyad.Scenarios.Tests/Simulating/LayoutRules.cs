using Dyad.Scenarios.Reading;
using Dyad.Scenarios.Simulating;
using Dyad.Scenarios.Tests.Worlds;

namespace Dyad.Scenarios.Tests.Simulating;

/// <summary>Where each figure stands, and that it is what it says.</summary>
public class LayoutRules
{
    /// <summary>The same sums in another order.</summary>
    private const double Digits = 1e-9;

    private static readonly Simulation Two = Simulation.Create(
        ScenarioFile.Read(
            "small.yaml",
            SmallWorld.Text("groups: {Bloc: [CCC, DDD, A]}", ["corridor: {members: Bloc, change: -5%}"])
            + "\n  - {title: {en: Two, zh: 二, ru: Два}, changes: [{iceberg: {between: [B, Bloc], change: -5%}}]}"),
        SmallWorld.Data);

    [Fact]
    public void EveryPositionIsOneFigure()
    {
        var layout = Two.Layout;
        var positions = new List<int>();
        for (var s = 0; s < layout.Steps; s++)
            positions.AddRange(from f in Enum.GetValues<EconomyFigure>() from n in Range(layout.EconomyCount) select layout.Economy(s, f, n));
        positions.AddRange(from i in Range(layout.EconomyCount) from n in Range(layout.EconomyCount) select layout.Pair(i, n));
        for (var d = 0; d < layout.Directions.Count; d++)
        {
            positions.Add(layout.Direction(d, null));
            positions.AddRange(Range(layout.SectorCount).Select(j => layout.Direction(d, j)));
        }

        positions.AddRange(
            from e in Range(layout.Economies.Count) from f in Enum.GetValues<SectorFigure>() from j in Range(layout.SectorCount)
            select layout.Sector(e, f, j));
        Assert.Equal(Range(layout.Count), positions);
    }

    [Fact]
    public void DirectionsAreThoseOfPartiesAndBlocs() => Assert.Equal(
        [
            "AAA>BBB", "BBB>AAA", "AAA>third", "third>AAA", "BBB>third", "third>BBB", "AAA>Bloc", "Bloc>AAA", "BBB>Bloc", "Bloc>BBB",
            "Bloc>Bloc", "CCC>Bloc", "Bloc>CCC", "DDD>Bloc", "Bloc>DDD",
        ],
        Two.Layout.Directions.Select(d => $"{d.Exporter}>{d.Importer}"));

    [Fact]
    public void EconomiesAreThePartiesAndThenTheMembers()
    {
        Assert.Equal(["CCC", "DDD"], Two.Members);
        Assert.Equal([0, 1, 2, 3], Two.Layout.Economies);
    }

    [Fact]
    public void FiguresAreThoseOfTheOutcome()
    {
        var (outcome, layout) = (Two.Solve(Two.Means), Two.Layout);
        for (var s = 0; s < 2; s++)
        {
            for (var n = 0; n < layout.EconomyCount; n++)
            {
                var welfare = outcome.Steps[s].Welfare;
                double At(EconomyFigure figure) => outcome.Figures[layout.Economy(s, figure, n)];
                Assert.Equal(
                    [welfare.RealIncome[n], welfare.TermsOfTrade[n], welfare.VolumeOfTrade[n], welfare.Efficiency[n], welfare.RealWage[n]],
                    new[]
                    {
                        At(EconomyFigure.RealIncome), At(EconomyFigure.TermsOfTrade), At(EconomyFigure.VolumeOfTrade),
                        At(EconomyFigure.Efficiency), At(EconomyFigure.RealWage),
                    });
                Assert.Equal(
                    At(EconomyFigure.FirstOrder),
                    At(EconomyFigure.TermsOfTrade) + At(EconomyFigure.VolumeOfTrade) + At(EconomyFigure.Efficiency), Digits);
                Assert.Equal(100 * (outcome.Steps[s].Counterfactual.ConsumerPrice[n] - 1), At(EconomyFigure.ConsumerPrice), Digits);
            }
        }
    }

    /// <summary>Trade of the parties by sector adds up to that of the pair, and output to sales at home and abroad.</summary>
    [Fact]
    public void TradeAddsUp()
    {
        var outcome = Two.Solve(Two.Means);
        var count = Two.Layout.EconomyCount;
        var sectors = outcome.Trade.Where(t => t.Direction == 0 && t.Sector is not null).ToArray();
        Assert.Equal(Two.Layout.SectorCount, sectors.Length);
        Assert.Equal(outcome.TradeBefore[1], sectors.Sum(t => t.Before), Digits);
        Assert.Equal(outcome.TradeAfter[1], sectors.Sum(t => t.After), Digits);
        for (var i = 0; i < count; i++)
        {
            var output = Range(Two.Layout.SectorCount).Sum(j => outcome.OutputAfter[outcome.Before.Shape.Cell(j, i)]);
            Assert.Equal(output, Range(count).Sum(n => outcome.TradeAfter[(i * count) + n]), Digits);
        }

        var bloc = Two.Layout.Directions.Index().Single(d => d.Item is { Exporter: "Bloc", Importer: "Bloc" }).Index;
        var within = outcome.Trade.Single(t => t.Sector is null && t.Direction == bloc);
        int[] members = [0, 2, 3];
        Assert.Equal(
            members.Sum(i => members.Where(n => n != i).Sum(n => outcome.TradeBefore[(i * count) + n])), within.Before, Digits);
    }

    private static IEnumerable<int> Range(int count) => Enumerable.Range(0, count);
}
