using Dyad.Reports.Model;
using Dyad.Scenarios.Simulating;
using Dyad.Workbench.Reports;

namespace Dyad.Workbench.Simulations;

/// <summary>Reads the figures of a result off the vector that simulation and ensemble share, each with its interval.</summary>
internal sealed class ScenarioFigures(
    Simulation simulation, SimulationOutcome outcome, DrawnFigures? drawn, Func<MethodKey, string> address)
{
    /// <summary>Percentages of an economy that carry an interval of their own, by their names in the result.</summary>
    private static readonly (string Name, EconomyFigure Figure)[] Named =
    [
        ("first_order_percent", EconomyFigure.FirstOrder), ("terms_of_trade_percent", EconomyFigure.TermsOfTrade),
        ("volume_of_trade_percent", EconomyFigure.VolumeOfTrade), ("efficiency_percent", EconomyFigure.Efficiency),
        ("real_wage_percent", EconomyFigure.RealWage), ("consumer_price_percent", EconomyFigure.ConsumerPrice),
    ];

    private readonly FigureLayout layout = simulation.Layout;


    /// <summary>What each economy gains after a step: the parties in their order, the rest by income.</summary>
    public IReadOnlyList<WelfareFigure> Welfare(int step)
    {
        var names = simulation.Names.Economies;
        var income = IncomeBefore();
        return
        [
            .. Enumerable.Range(0, names.Count)
                .OrderBy(e => Rank(names[e])).ThenByDescending(e => income[e]).ThenBy(e => names[e], StringComparer.Ordinal)
                .Select(e => Welfare(step, e, names[e], income[e])),
        ];
    }

    /// <summary>The first party's gain less the second's, or null without two.</summary>
    public GainDifference? Difference()
    {
        if (simulation.Parties.Count != 2)
            return null;
        var (a, b) = (PartyFigure(0), PartyFigure(1));
        var interval = drawn?.Difference(a, b);
        return new GainDifference(
            outcome.Figures[a] - outcome.Figures[b], interval?.Low, interval?.High, address(MethodKey.ScenarioWelfare));
    }

    /// <summary>Trade by direction and sector.</summary>
    public IReadOnlyList<TradeChange> Trade() =>
    [
        .. outcome.Trade.Where(t => t.Before != 0 || t.After != 0).Select(t =>
        {
            var direction = layout.Directions[t.Direction];
            var figure = At(layout.Direction(t.Direction, t.Sector));
            var known = double.IsFinite(figure.Value);
            return new TradeChange(
                direction.Exporter, direction.Importer, t.Sector is { } s ? simulation.Names.Sectors[s].Code : null, t.Before, t.After,
                known ? figure.Value : null, known ? figure.Low : null, known ? figure.High : null, address(MethodKey.ScenarioTrade));
        }),
    ];

    /// <summary>Output, cost and price by sector of the economies that the layout shows; sectors without output are left out.</summary>
    public IReadOnlyList<SectorChange> Sectors()
    {
        var (economies, sectors) = (simulation.Names.Economies, simulation.Names.Sectors);
        return
        [
            .. from shown in layout.Economies.Index()
               from j in Enumerable.Range(0, sectors.Count)
               let before = outcome.OutputBefore[(j * economies.Count) + shown.Item]
               where before > 0
               select new SectorChange(
                   economies[shown.Item], sectors[j].Code, before, At(layout.Sector(shown.Index, SectorFigure.Output, j)),
                   At(layout.Sector(shown.Index, SectorFigure.Cost, j)), At(layout.Sector(shown.Index, SectorFigure.Price, j)),
                   address(MethodKey.ScenarioSectors)),
        ];
    }

    private WelfareFigure Welfare(int step, int e, string economy, double income)
    {
        double Value(EconomyFigure figure) => outcome.Figures[layout.Economy(step, figure, e)];
        var exact = At(layout.Economy(step, EconomyFigure.RealIncome, e));
        return new WelfareFigure(
            economy, Role(economy), exact.Value, exact.Low, exact.High, Value(EconomyFigure.FirstOrder), Value(EconomyFigure.TermsOfTrade),
            Value(EconomyFigure.VolumeOfTrade), Value(EconomyFigure.Efficiency), Value(EconomyFigure.RealWage),
            Value(EconomyFigure.ConsumerPrice), income,
            drawn is null ? null : Named.ToDictionary(n => n.Name, n => At(layout.Economy(step, n.Figure, e))),
            address(MethodKey.ScenarioWelfare));
    }

    private Estimated At(int position)
    {
        var interval = drawn?.Interval(position);
        return new Estimated(outcome.Figures[position], interval?.Low, interval?.High);
    }

    private int PartyFigure(int party) => layout.Economy(
        layout.Steps - 1, EconomyFigure.RealIncome, simulation.Names.Economies.ToList().IndexOf(simulation.Parties[party]));

    private double[] IncomeBefore()
    {
        var before = outcome.Before;
        var income = new double[before.Shape.Economies];
        for (var n = 0; n < income.Length; n++)
        {
            for (var j = 0; j < before.Shape.Sectors; j++)
            {
                for (var i = 0; i < income.Length; i++)
                {
                    var flow = before.Shape.Flow(j, n, i);
                    income[n] += before.Expenditure[before.Shape.Cell(j, n)] * before.TradeShare[flow] * before.Tariff[flow]
                        / (1 + before.Tariff[flow]);
                }
            }

            income[n] += before.ValueAdded[n] + before.Deficit[n];
        }

        return income;
    }

    private int Rank(string economy) =>
        simulation.Parties.ToList().IndexOf(economy) is >= 0 and var party ? party : simulation.Members.Contains(economy) ? 2 : 3;

    private string Role(string economy) => Rank(economy) switch { 0 or 1 => "party", 2 => "member", _ => "third" };
}
