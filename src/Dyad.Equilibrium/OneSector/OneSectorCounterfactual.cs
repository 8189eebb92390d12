using Dyad.Equilibrium.ManySectors;

namespace Dyad.Equilibrium.OneSector;

/// <summary>
/// An endowment world after a change. Hats are factors on the world before; world output is the numeraire: its value stays what
/// it was (in the conditional model at the supply prices 1/Pi that the resistances imply).
/// </summary>
public sealed record OneSectorCounterfactual
{
    /// <summary>The world before; where deficits are to be zero, the world solved again without them.</summary>
    public required OneSectorBaseline Before { get; init; }

    /// <summary>Factor on outward multilateral resistance Pi, by exporter.</summary>
    public required double[] OutwardResistance { get; init; }

    /// <summary>Factor on inward multilateral resistance P, the consumer price index, by importer.</summary>
    public required double[] InwardResistance { get; init; }

    /// <summary>Factor on factory-gate prices p, by exporter; all 1 in the conditional model, which holds them.</summary>
    public required double[] FactoryGatePrice { get; init; }

    /// <summary>Output Y by economy.</summary>
    public required double[] Output { get; init; }

    /// <summary>Expenditure E by economy.</summary>
    public required double[] Expenditure { get; init; }

    /// <summary>Shipments X by importer and exporter; they sum to <see cref="Output"/> and <see cref="Expenditure"/>.</summary>
    public required double[] Shipments { get; init; }

    /// <summary>
    /// Factor on the terms of trade of an endowment economy: its factory-gate price over its consumer price, p/P
    /// (Anderson, Larch and Yotov 2018).
    /// </summary>
    public double[] TermsOfTrade => [.. FactoryGatePrice.Select((p, i) => p / InwardResistance[i])];

    /// <summary>Factor on real income, exact: expenditure over consumer price, E/P.</summary>
    public double[] RealIncome => [.. Expenditure.Select((e, i) => e / Before.Expenditure[i] / InwardResistance[i])];

    /// <summary>Why the solver stopped.</summary>
    public required SolveStatus Status { get; init; }

    /// <summary>What the equations miss at the solution.</summary>
    public required OneSectorResiduals Residuals { get; init; }

    /// <summary>Passes over the matrix of shipments that the solver made.</summary>
    public required int Iterations { get; init; }
}

/// <summary>What the equations miss, the largest of each kind, relative.</summary>
/// <param name="Output">Sums of shipments over importers against output.</param>
/// <param name="Expenditure">Sums of shipments over exporters against expenditure.</param>
/// <param name="World">The world's expenditure against its output.</param>
public sealed record OneSectorResiduals(double Output, double Expenditure, double World)
{
    /// <summary>The largest of all.</summary>
    public double Largest => Math.Max(Math.Max(Output, Expenditure), World);

    /// <summary>Of shipments by importer and exporter.</summary>
    internal static OneSectorResiduals Of(double[] shipments, double[] output, double[] expenditure)
    {
        var n = output.Length;
        var (sold, bought) = (new double[n], new double[n]);
        for (var cell = 0; cell < shipments.Length; cell++)
        {
            sold[cell % n] += shipments[cell];
            bought[cell / n] += shipments[cell];
        }

        return new(
            sold.Select((s, i) => Math.Abs((s / output[i]) - 1)).Max(),
            bought.Select((b, j) => Math.Abs((b / expenditure[j]) - 1)).Max(),
            Math.Abs((expenditure.Sum() / output.Sum()) - 1));
    }
}
