namespace Dyad.Equilibrium.OneSector;

/// <summary>
/// An endowment world before the change: each economy has a fixed quantity of its own good (Anderson and van Wincoop 2003). What
/// is sold and bought sums to outputs and expenditures by construction, so that any matrix of shipments is an equilibrium.
/// </summary>
public sealed record OneSectorBaseline
{
    /// <summary>Checks shipments and sums them.</summary>
    /// <param name="shipments">
    /// X, by importer and exporter (the exporter is the fast index), own sales included; zero or more.
    /// </param>
    /// <param name="sigma">Elasticity of substitution, above 1.</param>
    /// <exception cref="ArgumentException">
    /// A length, a shipment or the elasticity is out of its range, or an economy sells or buys nothing.
    /// </exception>
    public OneSectorBaseline(double[] shipments, double sigma)
    {
        ArgumentNullException.ThrowIfNull(shipments);
        Economies = (int)Math.Round(Math.Sqrt(shipments.Length));
        if (Economies == 0 || Economies * Economies != shipments.Length)
            throw new ArgumentException($"{shipments.Length} shipments are no square of economies");
        Checks.Sigma(sigma);
        Checks.EachNonNegative(shipments, Economies, "shipment");
        (Shipments, Sigma) = (shipments, sigma);
        (Output, Expenditure) = (new double[Economies], new double[Economies]);
        for (var cell = 0; cell < shipments.Length; cell++)
        {
            Output[cell % Economies] += shipments[cell];
            Expenditure[cell / Economies] += shipments[cell];
        }

        Checks.EachPositive(Output, "output");
        Checks.EachPositive(Expenditure, "expenditure");
    }

    /// <summary>Number of economies, N.</summary>
    public int Economies { get; }

    /// <summary>Elasticity of substitution; the trade elasticity is sigma - 1.</summary>
    public double Sigma { get; }

    /// <summary>Shipments X at the importer's door, by importer and exporter.</summary>
    public double[] Shipments { get; }

    /// <summary>Output Y, what each economy sells in all, own sales included.</summary>
    public double[] Output { get; }

    /// <summary>Expenditure E, what each economy buys in all.</summary>
    public double[] Expenditure { get; }
}

/// <summary>What is checked of every input, with the value that is wrong.</summary>
internal static class Checks
{
    public static void Sigma(double sigma)
    {
        if (!(sigma > 1 && double.IsFinite(sigma)))
            throw new ArgumentException(Text($"elasticity of substitution {sigma:G6}: above 1"));
    }

    public static void Length(int length, int expected, string what)
    {
        if (length != expected)
            throw new ArgumentException($"{length} values of {what}, {expected} expected");
    }

    public static void EachPositive(double[] values, string what)
    {
        if (Array.FindIndex(values, v => !(v > 0 && double.IsFinite(v))) is >= 0 and var at)
            throw new ArgumentException(Text($"{what} of economy {at} is {values[at]:G6}: above 0"));
    }

    public static void EachNonNegative(double[] values, int n, string what)
    {
        if (Array.FindIndex(values, v => !(v >= 0 && double.IsFinite(v))) is >= 0 and var at)
            throw new ArgumentException(Text($"{what} of exporter {at % n} to importer {at / n} is {values[at]:G6}: zero or more"));
    }

    private static string Text(FormattableString message) => FormattableString.Invariant(message);
}
