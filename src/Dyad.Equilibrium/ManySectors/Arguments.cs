using System.Runtime.CompilerServices;
using Dyad.Equilibrium.Shocks;
using Dyad.Equilibrium.World;

namespace Dyad.Equilibrium.ManySectors;

/// <summary>Lengths and ranges of what the model is given.</summary>
internal static class Arguments
{
    public static void Check(Baseline b)
    {
        var shape = b.Shape;
        if (shape.Economies < 1 || shape.Sectors < 1)
            throw new ArgumentException("a world has at least one economy and one sector");
        Check(b.TradeShare, shape.Flows, 0);
        Check(b.Tariff, shape.Flows, -1, above: true);
        Check(b.InputShare, shape.Inputs, double.NegativeInfinity);
        Check(b.ValueAddedShare, shape.Cells, 0);
        Check(b.FinalShare, shape.Cells, 0);
        Check(b.Expenditure, shape.Cells, 0);
        Check(b.ValueAdded, shape.Economies, 0, above: true);
        Check(b.Deficit, shape.Economies, double.NegativeInfinity);
        Check(b.TradeElasticity, shape.Sectors, 0, above: true);
    }

    public static void Check(WorldShape shape, Shock shock)
    {
        Check(shock.Tariff, shape.Flows, -1, above: true);
        Check(shock.CostChange, shape.Flows, 0, above: true, closed: true);
    }

    private static void Check(
        double[] values, int length, double least, bool above = false, bool closed = false,
        [CallerArgumentExpression(nameof(values))] string name = "")
    {
        if (values.Length != length)
            throw new ArgumentException($"{name} has {values.Length} values in place of {length}");
        foreach (var value in values)
        {
            if (double.IsNaN(value) || (above ? value <= least : value < least) || (!closed && double.IsInfinity(value)))
                throw new ArgumentException(FormattableString.Invariant($"{name} has the value {value:R}"));
        }
    }
}
