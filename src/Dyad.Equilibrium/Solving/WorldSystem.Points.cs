using Dyad.Equilibrium.ManySectors;
using Dyad.Equilibrium.Shocks;
using Dyad.Equilibrium.World;

namespace Dyad.Equilibrium.Solving;

/// <summary>Where a solution starts, how fast wages may move, and the result at a point.</summary>
internal sealed partial class WorldSystem
{
    private readonly double[] _slope;

    /// <summary>What the last change of slopes multiplied wage steps by.</summary>
    public double[] WageStepFactors { get; }

    /// <summary>The world before: all hats 1.</summary>
    public void StartAt(Baseline baseline, Span<double> point)
    {
        point.Clear();
        PadExpenditure(baseline.Expenditure, baseline, point);
    }

    /// <summary>A solution of a like problem.</summary>
    public void StartAt(Baseline baseline, Counterfactual like, Span<double> point)
    {
        point.Clear();
        Pad(like.Wage, point);
        Pad(like.UnitCost, point[Stride..]);
        // Rows are padded with zeros, whose hat is 1.
        for (var row = 0; row <= Shape.Sectors; row++)
        {
            for (var n = 0; n < Shape.Economies; n++)
                point[(row * Stride) + n] = Math.Log(point[(row * Stride) + n]);
        }

        PadExpenditure(like.Expenditure, baseline, point);
    }

    /// <summary>
    /// Takes the slopes of labour demand in each economy's own costs at the last point passed, other things equal: excess demand
    /// over its slope is how far a wage moves. The wages of the image follow.
    /// </summary>
    /// <param name="point">The point that was passed last.</param>
    /// <returns>Whether a slope has changed so much that steps by the old one are too long or too short.</returns>
    public bool SetWageSteps(ReadOnlySpan<double> point)
    {
        var changed = false;
        for (var n = 0; n < Shape.Economies; n++)
        {
            var slope = 0.0;
            for (var j = 0; j < Shape.Sectors; j++)
                slope += SalesSlope(j, n);
            _slope[n] = Math.Max(slope, LeastSlope);
            changed |= !(_slope[n] * _wageStep[n] is > 1 / SlopeChange and < SlopeChange);
        }

        if (!changed)
            return false;
        for (var n = 0; n < Shape.Economies; n++)
        {
            WageStepFactors[n] = 1 / (_slope[n] * _wageStep[n]);
            _wageStep[n] = 1 / _slope[n];
        }

        Wages(point[..Stride]);
        return true;
    }

    /// <summary>Floor of slopes: closed economies have none.</summary>
    private const double LeastSlope = 1e-9;

    /// <summary>Factor by which a slope may change before steps are measured by it.</summary>
    private const double SlopeChange = 2;

    /// <summary>-d Y / d log c of a sector at given expenditure, and what demand at home takes back.</summary>
    private double SalesSlope(int j, int n)
    {
        var power = _costPower[(j * Stride) + n];
        if (_kind[j] == SectorKind.Home)
            return 0;
        var slope = 0.0;
        for (var m = 0; m < Shape.Economies; m++)
        {
            var sales = _netByImporter[Entry(j, m, n)] * power * _perIndex[(j * Stride) + m];
            var share = _byExporter[Entry(j, n, m)] * power / _index[(j * Stride) + m];
            slope += sales * ((_elasticity[j] * (1 - share)) + (m == n ? 0 : 1));
        }

        return slope;
    }

    private void PadExpenditure(ReadOnlySpan<double> expenditure, Baseline baseline, Span<double> point)
    {
        Pad(expenditure, point[(Stride + Rows)..]);
        for (var j = 0; j < Shape.Sectors; j++)
        {
            for (var n = 0; n < Shape.Economies; n++)
                point[Stride + Rows + (j * Stride) + n] /= baseline.ValueAdded[n];
        }
    }

    /// <summary>The world at the point that was passed last.</summary>
    public Counterfactual Result(Baseline before, Shock shock, ReadOnlySpan<double> point, SolveStatus status, int iterations)
    {
        var (wage, cost) = (Unpad(point[..Stride]), Unpad(point.Slice(Stride, Rows)));
        var price = Unpad(_logPrice);
        var consumer = new double[Shape.Economies];
        var (expenditure, income, deficit) = (Unpad(point[(Stride + Rows)..]), Unpad(_income), Unpad(_deficit));
        for (var cell = 0; cell < price.Length; cell++)
        {
            var n = cell % Shape.Economies;
            consumer[n] += before.FinalShare[cell] * price[cell];
            expenditure[cell] *= before.ValueAdded[n];
        }

        for (var n = 0; n < Shape.Economies; n++)
        {
            income[n] *= before.ValueAdded[n];
            deficit[n] *= before.ValueAdded[n];
        }

        foreach (var logs in (ReadOnlySpan<double[]>)[wage, cost, price, consumer])
        {
            for (var k = 0; k < logs.Length; k++)
                logs[k] = Math.Exp(logs[k]);
        }

        return new Counterfactual
        {
            Before = before,
            Tariff = shock.Tariff,
            CostChange = shock.CostChange,
            Wage = wage,
            UnitCost = cost,
            Price = price,
            ConsumerPrice = consumer,
            TradeShare = Shares(),
            Expenditure = expenditure,
            Income = income,
            Deficit = deficit,
            Status = status,
            Residuals = status == SolveStatus.Converged ? Residuals : Residuals with { Worst = Worst(point) },
            Iterations = iterations,
        };
    }

    /// <summary>The equation that the point passed last misses most; what is no number is more than any.</summary>
    private ResidualPlace Worst(ReadOnlySpan<double> point)
    {
        var worst = new ResidualPlace(ModelEquation.Demand, null, 0, 0);
        for (var n = 0; n < Shape.Economies; n++)
        {
            Take(new(ModelEquation.Demand, null, n, Math.Abs((_labour[n] * Math.Exp(-point[n])) - 1)));
            for (var j = 0; j < Shape.Sectors; j++)
            {
                var (cost, spent) = (Stride + (j * Stride) + n, Stride + Rows + (j * Stride) + n);
                Take(new(ModelEquation.Cost, j, n, RowKernels.Difference(point[cost], Image[cost])));
                Take(new(ModelEquation.Expenditure, j, n, RowKernels.Share(point[spent], Image[spent])));
            }
        }

        return worst;

        void Take(ResidualPlace place)
        {
            if (!double.IsNaN(worst.Value) && !(place.Value <= worst.Value))
                worst = place;
        }
    }

    /// <summary>π' = A ĉ^−θ / Φ (docs/method/equilibrium.md, 3).</summary>
    private double[] Shares()
    {
        var shares = new double[Shape.Flows];
        for (var j = 0; j < Shape.Sectors; j++)
        {
            for (var n = 0; n < Shape.Economies; n++)
            {
                var perIndex = 1 / _index[(j * Stride) + n];
                for (var i = 0; i < Shape.Economies; i++)
                    shares[Shape.Flow(j, n, i)] = _byExporter[Entry(j, i, n)] * _costPower[(j * Stride) + i] * perIndex;
            }
        }

        // The first row of a sector that is not traded holds its diagonal.
        for (var j = 0; j < Shape.Sectors; j++)
        {
            if (_kind[j] != SectorKind.Home)
                continue;
            shares.AsSpan(Shape.Flow(j, 0, 0), Shape.Economies * Shape.Economies).Clear();
            for (var n = 0; n < Shape.Economies; n++)
                shares[Shape.Flow(j, n, n)] = 1;
        }

        return shares;
    }

    private double[] Unpad(ReadOnlySpan<double> padded)
    {
        var rows = new double[padded.Length / Stride * Shape.Economies];
        for (int from = 0, to = 0; from < padded.Length; from += Stride, to += Shape.Economies)
            padded.Slice(from, Shape.Economies).CopyTo(rows.AsSpan(to));
        return rows;
    }
}
