using Dyad.Equilibrium.World;

namespace Dyad.Scenarios.Simulating;

/// <summary>Figures of a solved scenario, in the order of <see cref="FigureLayout"/>.</summary>
internal static class FigureKernel
{
    /// <summary>Trade of every direction of the layout before and after, all sectors (null) first and each after.</summary>
    public static List<TradeOutcome> Trade(FigureLayout layout, WorldShape shape, double[] before, double[] after)
    {
        var result = new List<TradeOutcome>(layout.Directions.Count * (layout.SectorCount + 1));
        for (var d = 0; d < layout.Directions.Count; d++)
        {
            var direction = layout.Directions[d];
            var sectors = Enumerable.Range(0, shape.Sectors)
                .Select(j => new TradeOutcome(d, j, Sum(direction, shape, j, before), Sum(direction, shape, j, after))).ToArray();
            result.Add(new TradeOutcome(d, null, sectors.Sum(s => s.Before), sectors.Sum(s => s.After)));
            result.AddRange(sectors);
        }

        return result;
    }

    /// <summary>Trade over all sectors, by exporter and importer.</summary>
    public static double[] Pairs(WorldShape shape, double[] trade)
    {
        var pairs = new double[shape.Economies * shape.Economies];
        for (var j = 0; j < shape.Sectors; j++)
        {
            for (var n = 0; n < shape.Economies; n++)
            {
                for (var i = 0; i < shape.Economies; i++)
                    pairs[(i * shape.Economies) + n] += trade[shape.Flow(j, n, i)];
            }
        }

        return pairs;
    }

    /// <summary>Writes the figures.</summary>
    public static void Fill(FigureLayout layout, SimulationOutcome outcome, Span<double> figures)
    {
        for (var s = 0; s < layout.Steps; s++)
        {
            var (world, welfare) = (outcome.Steps[s].Counterfactual, outcome.Steps[s].Welfare);
            var first = welfare.FirstOrder;
            for (var n = 0; n < layout.EconomyCount; n++)
            {
                figures[layout.Economy(s, EconomyFigure.RealIncome, n)] = welfare.RealIncome[n];
                figures[layout.Economy(s, EconomyFigure.FirstOrder, n)] = first[n];
                figures[layout.Economy(s, EconomyFigure.TermsOfTrade, n)] = welfare.TermsOfTrade[n];
                figures[layout.Economy(s, EconomyFigure.VolumeOfTrade, n)] = welfare.VolumeOfTrade[n];
                figures[layout.Economy(s, EconomyFigure.Efficiency, n)] = welfare.Efficiency[n];
                figures[layout.Economy(s, EconomyFigure.RealWage, n)] = welfare.RealWage[n];
                figures[layout.Economy(s, EconomyFigure.ConsumerPrice, n)] = 100 * (world.ConsumerPrice[n] - 1);
            }
        }

        for (var i = 0; i < layout.EconomyCount; i++)
        {
            for (var n = 0; n < layout.EconomyCount; n++)
            {
                var pair = (i * layout.EconomyCount) + n;
                figures[layout.Pair(i, n)] = Percent(outcome.TradeBefore[pair], outcome.TradeAfter[pair]);
            }
        }

        foreach (var flow in outcome.Trade)
            figures[layout.Direction(flow.Direction, flow.Sector)] = Percent(flow.Before, flow.After);
        FillSectors(layout, outcome, figures);
    }

    private static void FillSectors(FigureLayout layout, SimulationOutcome outcome, Span<double> figures)
    {
        var (last, shape) = (outcome.Steps[^1].Counterfactual, outcome.Before.Shape);
        for (var e = 0; e < layout.Economies.Count; e++)
        {
            for (var j = 0; j < layout.SectorCount; j++)
            {
                var cell = shape.Cell(j, layout.Economies[e]);
                figures[layout.Sector(e, SectorFigure.Output, j)] =
                    Percent(outcome.OutputBefore[cell], outcome.OutputAfter[cell]);
                figures[layout.Sector(e, SectorFigure.Cost, j)] = 100 * (last.UnitCost[cell] - 1);
                figures[layout.Sector(e, SectorFigure.Price, j)] = 100 * (last.Price[cell] - 1);
            }
        }
    }

    private static double Sum(TradeDirection direction, WorldShape shape, int sector, double[] trade)
    {
        var sum = 0.0;
        foreach (var importer in direction.Importers)
        {
            foreach (var exporter in direction.Exporters)
            {
                if (exporter != importer)
                    sum += trade[shape.Flow(sector, importer, exporter)];
            }
        }

        return sum;
    }

    private static double Percent(double before, double after) => before > 0 ? 100 * ((after / before) - 1) : double.NaN;
}
