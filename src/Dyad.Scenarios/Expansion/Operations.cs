using Dyad.Equilibrium.World;
using Dyad.Scenarios.Model;

namespace Dyad.Scenarios.Expansion;

/// <summary>Tariffs and costs as they stand after some changes, by sector, importer and exporter.</summary>
/// <param name="Shape">Sizes.</param>
/// <param name="Elasticity">Trade elasticity by sector.</param>
/// <param name="Tariff">Tariffs, fractions.</param>
/// <param name="Cost">Factors on the cost of delivery, against the world before the first step.</param>
internal sealed record PolicyState(WorldShape Shape, double[] Elasticity, double[] Tariff, double[] Cost)
{
    /// <summary>
    /// Tariffs at the start of the step: what <c>like</c> looks at, so that the order of changes does not matter.
    /// </summary>
    public double[] TariffBefore { get; set; } = Tariff;
}

/// <summary>A change with its flows by position and its sizes by slot.</summary>
/// <param name="Change">The change as the file states it.</param>
/// <param name="Cells">Its flows.</param>
internal abstract record Operation(Change Change, FlowCells Cells)
{
    /// <summary>Changes tariffs or costs.</summary>
    /// <returns>What is wrong with the values that come of it; null where nothing is.</returns>
    public abstract string? Apply(PolicyState state, ReadOnlySpan<double> parameters);
}

/// <summary>A change of tariffs.</summary>
/// <param name="Stated">The change.</param>
/// <param name="Cells">Its flows.</param>
/// <param name="Size">Its size; not looked at where the rule has none.</param>
/// <param name="Column">The column of the data, or null.</param>
/// <param name="Like">The economy whose tariffs are taken over, or -1.</param>
internal sealed record TariffOperation(TariffChange Stated, FlowCells Cells, Slot Size, double[]? Column, int Like)
    : Operation(Stated, Cells)
{
    public override string? Apply(PolicyState state, ReadOnlySpan<double> parameters)
    {
        var size = Size.At(parameters);
        foreach (var sector in Cells.Sectors)
        {
            foreach (var (importer, exporter) in Cells.Pairs)
            {
                var flow = state.Shape.Flow(sector, importer, exporter);
                var tariff = state.Tariff[flow];
                tariff = Stated.Rule switch
                {
                    TariffRule.Level => size,
                    TariffRule.Relative => tariff * (1 + size),
                    TariffRule.Points => tariff + (size / 100),
                    TariffRule.Column => Column![flow],
                    _ => exporter == Like ? tariff : state.TariffBefore[state.Shape.Flow(sector, Like, exporter)],
                };
                if (!(tariff > -1) || !double.IsFinite(tariff))
                    return FormattableString.Invariant($"a tariff becomes {100 * tariff:0.###}%: it is above -100%");
                state.Tariff[flow] = tariff;
            }
        }

        return null;
    }
}

/// <summary>A change of the costs of delivery.</summary>
/// <param name="Stated">The change.</param>
/// <param name="Cells">Its flows.</param>
/// <param name="First">Its first size, in the order of the rule.</param>
/// <param name="Second">Its second size.</param>
internal sealed record CostOperation(CostChange Stated, FlowCells Cells, Slot First, Slot Second) : Operation(Stated, Cells)
{
    public override string? Apply(PolicyState state, ReadOnlySpan<double> parameters)
    {
        var (first, second) = (First.At(parameters), Second.At(parameters));
        foreach (var sector in Cells.Sectors)
        {
            var factor = Stated.Rule switch
            {
                CostRule.Factor => first,
                CostRule.Relative => 1 + first,
                CostRule.TradeEffect => Math.Exp(-first * second / state.Elasticity[sector]),
                CostRule.Time => Math.Pow(1 + second, first),
                CostRule.AdValorem => (1 + second) / (1 + first),
                CostRule.AdValoremChange => (1 + (first * (1 + second))) / (1 + first),
                _ => double.PositiveInfinity,
            };
            if (!(factor > 0) || (double.IsInfinity(factor) && Stated.Rule is not CostRule.Close))
                return FormattableString.Invariant($"a factor on costs becomes {factor:0.###}: it is above 0 and finite");
            foreach (var flow in Cells.Flows(state.Shape, sector))
                state.Cost[flow] *= factor;
        }

        return null;
    }
}
