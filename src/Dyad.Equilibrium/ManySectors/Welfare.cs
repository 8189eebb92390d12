namespace Dyad.Equilibrium.ManySectors;

/// <summary>What a change does to each economy, percent. Exact and first-order figures answer different questions and are never added.</summary>
/// <param name="RealIncome">Exact: income over the consumer price index, I/P.</param>
/// <param name="RealWage">Exact: wage over the consumer price index.</param>
/// <param name="TermsOfTrade">First order: terms of trade (Caliendo and Parro 2015, eq. 15).</param>
/// <param name="VolumeOfTrade">First order: tariff revenue by the volume of trade (eq. 15).</param>
/// <param name="Efficiency">First order: resources that iceberg costs free or take.</param>
public sealed record Welfare(
    double[] RealIncome, double[] RealWage, double[] TermsOfTrade, double[] VolumeOfTrade, double[] Efficiency)
{
    /// <summary>First order in all: terms of trade, volume of trade and efficiency.</summary>
    public double[] FirstOrder => [.. TermsOfTrade.Select((t, n) => t + VolumeOfTrade[n] + Efficiency[n])];

    /// <summary>Welfare of a counterfactual against its baseline.</summary>
    public static Welfare Of(Counterfactual counterfactual) => throw new NotImplementedException();
}
