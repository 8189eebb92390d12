using System.Globalization;
using Dyad.Equilibrium.ManySectors;
using Dyad.Equilibrium.Shocks;
using Dyad.Numerics;

namespace Dyad.Equilibrium.OneSector;

/// <summary>
/// Structural gravity with endowments (Anderson and van Wincoop 2003; Anderson, Larch and Yotov 2018): resistances in levels, and
/// the world after a change of trade costs, with outputs and expenditures held (conditional) or with factory-gate prices that
/// clear markets (full). In changes: shipments before the change stand for the costs that nobody knows (Dekle, Eaton and Kortum
/// 2008). All three are one fixed point, <see cref="MarketFixedPoint"/>. Equations: docs/method/one-sector.md.
/// </summary>
public static class OneSectorModel
{
    /// <summary>Sums of outputs and expenditures that differ by more than this share are no rounding of the data.</summary>
    private const double SameSum = 1e-9;

    /// <summary>Resistances and shipments at given outputs and expenditures.</summary>
    /// <param name="costPower">t^(1 - sigma) by importer and exporter, own costs included; zero or more.</param>
    /// <param name="outputs">Y by exporter, above 0.</param>
    /// <param name="expenditures">E by importer, above 0, with the sum of the outputs.</param>
    /// <param name="sigma">Elasticity of substitution, above 1.</param>
    /// <param name="options">How it is solved.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="ArgumentException">
    /// An array has the wrong length, a value is out of its range, or the sums differ.
    /// </exception>
    public static Resistances Resistances(
        double[] costPower, double[] outputs, double[] expenditures, double sigma, SolverOptions options,
        CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(costPower);
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(expenditures);
        var n = outputs.Length;
        Checks.Length(expenditures.Length, n, "expenditure");
        Checks.Length(costPower.Length, n * n, "trade cost");
        Checks.Sigma(sigma);
        Checks.EachNonNegative(costPower, n, "trade cost");
        Checks.EachPositive(outputs, "output");
        Checks.EachPositive(expenditures, "expenditure");
        var (y, e) = (outputs.Sum(), expenditures.Sum());
        if (Math.Abs(y - e) > SameSum * y)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"outputs sum to {y:G10}, expenditures to {e:G10}"));
        }

        var point = new MarketFixedPoint(costPower, outputs, sigma, supplyMoves: false, _ => expenditures).Solve(options, cancel);
        // a = Pi^(sigma - 1) Y_i / Y and S = P^(1 - sigma), eq. 10 and 11.
        double[] outward = [.. point.PricePower.Select((a, i) => Math.Pow(a * y / outputs[i], 1 / (sigma - 1)))];
        double[] inward = [.. point.IndexPower.Select(s => Math.Pow(s, 1 / (1 - sigma)))];
        var shift = outward.Select((x, i) => outputs[i] * Math.Log(x)).Sum() / y;
        shift = Math.Exp((shift - (inward.Select((x, j) => expenditures[j] * Math.Log(x)).Sum() / e)) / 2);
        Kernels.Scale(outward, 1 / shift);
        Kernels.Scale(inward, shift);
        var shipments = point.Shipments();
        var residuals = OneSectorResiduals.Of(shipments, outputs, expenditures);
        return new(outward, inward, shipments, point.Status, residuals, point.Iterations);
    }

    /// <summary>The factor on t^(1 - sigma) that a factor on iceberg costs makes; positive infinity closes a flow.</summary>
    public static double[] CostPower(double[] icebergChange, double sigma)
    {
        ArgumentNullException.ThrowIfNull(icebergChange);
        Checks.Sigma(sigma);
        return [.. icebergChange.Select(t => Math.Pow(t, 1 - sigma))];
    }

    /// <summary>The world after a change when outputs and expenditures are held and only resistances adjust.</summary>
    /// <param name="before">The world before.</param>
    /// <param name="costPower">
    /// Factor on t^(1 - sigma) by importer and exporter; 1 where nothing changes, 0 closes a flow.
    /// </param>
    /// <param name="options">How it is solved.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="ArgumentException">
    /// Wrong length, a value out of its range, or an economy that could sell or buy nothing.
    /// </exception>
    public static OneSectorCounterfactual Conditional(
        OneSectorBaseline before, double[] costPower, SolverOptions options, CancellationToken cancel = default)
    {
        var shares = Changed(before, costPower);
        var point = new MarketFixedPoint(shares, before.Output, before.Sigma, supplyMoves: false, _ => before.Expenditure)
            .Solve(options, cancel);
        double[] supplyPrice = [.. point.PricePower.Select(a => Math.Pow(a, 1 / (1 - before.Sigma)))];
        var scale = before.Output.Sum() / Kernels.Dot(before.Output, supplyPrice);
        double[] outward = [.. supplyPrice.Select(p => 1 / (p * scale))];
        return Result(before, point, scale, outward, [.. Enumerable.Repeat(1.0, before.Economies)]);
    }

    /// <summary>The world after a change when factory-gate prices clear the markets of fixed endowments: Y = p Q.</summary>
    /// <param name="before">The world before.</param>
    /// <param name="costPower">
    /// Factor on t^(1 - sigma) by importer and exporter; 1 where nothing changes, 0 closes a flow.
    /// </param>
    /// <param name="deficits">
    /// What becomes of E - Y. Proportional: E = c phi Y, the ratios phi held and scaled by one factor c, without which the world
    /// would not spend what it earns. Held: E = Y + D, D in units of world output. Zero: none, and the world before is solved
    /// again without.
    /// </param>
    /// <param name="options">How it is solved.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="ArgumentException">
    /// Wrong length, a value out of its range, or an economy that could sell or buy nothing.
    /// </exception>
    public static OneSectorCounterfactual Full(
        OneSectorBaseline before, double[] costPower, DeficitRule deficits, SolverOptions options, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(before);
        if (deficits == DeficitRule.Zero && !IsBalanced(before))
        {
            var balanced = Solve(before, [.. Enumerable.Repeat(1.0, before.Shipments.Length)], deficits, options, cancel);
            if (balanced.Status != SolveStatus.Converged)
                return balanced;
            before = new OneSectorBaseline(balanced.Shipments, before.Sigma);
        }

        return Solve(before, costPower, deficits, options, cancel);
    }

    private static OneSectorCounterfactual Solve(
        OneSectorBaseline before, double[] costPower, DeficitRule deficits, SolverOptions options, CancellationToken cancel)
    {
        var (output, expenditure) = (before.Output, before.Expenditure);
        var world = output.Sum();
        double[] Spend(double[] y) => deficits switch
        {
            DeficitRule.Zero => y,
            DeficitRule.Held => [.. y.Select((v, j) => v + expenditure[j] - output[j])],
            _ => Scaled([.. y.Select((v, j) => v * expenditure[j] / output[j])], world),
        };
        var shares = Changed(before, costPower);
        var point = new MarketFixedPoint(shares, output, before.Sigma, supplyMoves: true, Spend).Solve(options, cancel);
        double[] price = [.. point.Output.Select((y, i) => y / output[i])];
        // (beta p Pi)^(1 - sigma) = Y_i / Y with beta and Y held.
        double[] outward = [.. price.Select(p => Math.Pow(p, before.Sigma / (1 - before.Sigma)))];
        return Result(before, point, 1, outward, price);
    }

    /// <summary>Share that each exporter would have of each importer's spending if prices stayed, not yet summing to 1.</summary>
    private static double[] Changed(OneSectorBaseline before, double[] costPower)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(costPower);
        var n = before.Economies;
        Checks.Length(costPower.Length, n * n, "change of trade cost");
        Checks.EachNonNegative(costPower, n, "change of trade cost");
        return [.. costPower.Select((k, cell) => k * before.Shipments[cell] / before.Expenditure[cell / n])];
    }

    private static OneSectorCounterfactual Result(
        OneSectorBaseline before, MarketFixedPoint.Point point, double scale, double[] outward, double[] price)
    {
        var shipments = point.Shipments();
        return new()
        {
            Before = before,
            OutwardResistance = outward,
            InwardResistance = [.. point.IndexPower.Select(s => scale * Math.Pow(s, 1 / (1 - before.Sigma)))],
            FactoryGatePrice = price,
            Output = point.Output,
            Expenditure = point.Expenditure,
            Shipments = shipments,
            Status = point.Status,
            Residuals = OneSectorResiduals.Of(shipments, point.Output, point.Expenditure),
            Iterations = point.Iterations,
        };
    }

    private static bool IsBalanced(OneSectorBaseline before) =>
        before.Output.Zip(before.Expenditure).All(p => Math.Abs(p.First - p.Second) <= 1e-14 * p.First);

    private static double[] Scaled(double[] values, double sum)
    {
        Kernels.Scale(values, sum / values.Sum());
        return values;
    }
}
