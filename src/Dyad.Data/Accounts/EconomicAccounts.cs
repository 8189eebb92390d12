namespace Dyad.Data.Accounts;

/// <summary>
/// Accounts of the world economy in one unit, as arrays whose last index is the economy: <c>[sector][economy]</c>,
/// <c>[sector][input][economy]</c>, <c>[sector][importer][exporter]</c>. They are as the source has them and need not balance.
/// </summary>
public sealed record EconomicAccounts
{
    /// <summary>Year, or null where the source does not say.</summary>
    public required int? Year { get; init; }

    /// <summary>Unit of all values.</summary>
    public required string Unit { get; init; }

    /// <summary>Economies in the order of the arrays.</summary>
    public required IReadOnlyList<AccountName> Economies { get; init; }

    /// <summary>Sectors in the order of the arrays.</summary>
    public required IReadOnlyList<AccountSector> Sectors { get; init; }

    /// <summary>Sales net of tariffs, own sales included, by sector, importer and exporter.</summary>
    public required double[] Trade { get; init; }

    /// <summary>Tariffs in force, fractions of the net value, by sector, importer and exporter; zero where the source has none.</summary>
    public required double[] Tariff { get; init; }

    /// <summary>Intermediate consumption by using sector, input and economy.</summary>
    public required double[] Intermediate { get; init; }

    /// <summary>Final consumption by sector and economy.</summary>
    public required double[] Final { get; init; }

    /// <summary>Value added by sector and economy.</summary>
    public required double[] ValueAdded { get; init; }

    /// <summary>Imports less exports, net of tariffs, by economy.</summary>
    public required double[] Deficit { get; init; }

    /// <summary>Trade elasticity by sector, or null where the source has none.</summary>
    public double[]? Elasticity { get; init; }

    /// <summary>Further columns of flows, by name (tariffs and iceberg factors of counterfactuals), by sector, importer and exporter.</summary>
    public IReadOnlyDictionary<string, double[]> Columns { get; init; } = new Dictionary<string, double[]>();

    /// <summary>Where the cells of an array stand, by the array's name here; none where the source is no file of a user.</summary>
    public IReadOnlyDictionary<string, CellPlaces> Places { get; init; } = new Dictionary<string, CellPlaces>();

    /// <summary>What was read: the table or file and its checksum.</summary>
    public required IReadOnlyList<AccountSource> Sources { get; init; }
}

/// <summary>A code with its names.</summary>
public sealed record AccountName(string Code, string En, string Zh, string Ru);

/// <summary>A sector: its code and names, the sector group that it belongs to (its own code where there is none), and whether it is goods.</summary>
public sealed record AccountSector(string Code, string Group, bool Goods, string En, string Zh, string Ru);

/// <summary>A table or file that was read, with its checksum.</summary>
public sealed record AccountSource(string Table, string Sha256);
