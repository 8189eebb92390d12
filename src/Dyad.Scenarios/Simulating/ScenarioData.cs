using Dyad.Ensembles;
using Dyad.Equilibrium.World;
using Dyad.Scenarios.Model;

namespace Dyad.Scenarios.Simulating;

/// <summary>What a simulation needs besides the scenario: the world and what is known about it.</summary>
public sealed record ScenarioData
{
    /// <summary>Names of the economies and sectors of <see cref="Accounts"/>.</summary>
    public required WorldNames Names { get; init; }

    /// <summary>The accounts of the world.</summary>
    public required WorldAccounts Accounts { get; init; }

    /// <summary>Trade elasticities by sector that come with the data (<c>elasticities: data</c>), or null.</summary>
    public double[]? Elasticities { get; init; }

    /// <summary>Columns of tariffs, fractions, by sector, importer and exporter (<c>column: tariff_cfl</c>).</summary>
    public IReadOnlyDictionary<string, double[]> Columns { get; init; } = new Dictionary<string, double[]>();

    /// <summary>
    /// Rules that mend these accounts where the scenario names none (<see cref="AccountRules"/>): what this layout is known to
    /// need.
    /// </summary>
    public IReadOnlyList<string> Repairs { get; init; } = [];

    /// <summary>
    /// Blocks of gravity estimates, coefficients on log trade; member <c>agreement</c> is <c>gravity.agreement</c> in a file.
    /// </summary>
    public IReadOnlyList<ParameterBlock> Estimates { get; init; } = [];

    /// <summary>Checks that names, elasticities and columns are as many as the accounts have.</summary>
    /// <exception cref="ArgumentException">They are not.</exception>
    internal void Check()
    {
        var shape = Accounts.Shape;
        Length(nameof(Names.Economies), Names.Economies.Count, shape.Economies);
        Length(nameof(Names.Sectors), Names.Sectors.Count, shape.Sectors);
        if (Elasticities is { } elasticities)
            Length(nameof(Elasticities), elasticities.Length, shape.Sectors);
        Length(nameof(Accounts.Trade), Accounts.Trade.Length, shape.Flows);
        Length(nameof(Accounts.Tariff), Accounts.Tariff.Length, shape.Flows);
        foreach (var (name, column) in Columns)
            Length(name, column.Length, shape.Flows);

        static void Length(string name, int found, int wanted)
        {
            if (found != wanted)
                throw new ArgumentException(FormattableString.Invariant($"{name} has {found} values in place of {wanted}"));
        }
    }
}
