namespace Dyad.Data.Facts;

/// <summary>An economy with its codes and names (table economies).</summary>
public sealed record EconomyFact(string Code, string Iso2, string En, string Zh, string Ru, bool InSectorPanel, bool InTotals);

/// <summary>A sector group with its names (table sector_groups), in the order in which groups are shown.</summary>
public sealed record SectorFact(string Code, bool Goods, string En, string Zh, string Ru);

/// <summary>An industry of WIOD and the sector group that it belongs to (table sector_correspondence).</summary>
public sealed record IndustryFact(string Industry, string En, string Sector);

/// <summary>Distance and ties of one direction (table ties); distance in km.</summary>
public readonly record struct TieFact(
    string Exporter, string Importer, double DistanceKm, bool Contiguity, bool CommonLanguage, bool Colony);

/// <summary>Aggregate trade of one direction and year, million US$ (table trade_totals).</summary>
public readonly record struct TotalFact(int Year, string Exporter, string Importer, double MillionUsd, bool Agreement);

/// <summary>Gross domestic product, current US$ (table gdp).</summary>
public readonly record struct GdpFact(string Economy, int Year, double Usd);

/// <summary>One governance dimension of one economy and year (table governance), standard normal units.</summary>
public readonly record struct GovernanceFact(string Economy, string Indicator, double Estimate, double StdError);

/// <summary>Income class of an economy (table income_groups).</summary>
public readonly record struct IncomeFact(string Economy, int DataYear, string Group);

/// <summary>A roll call in which at least one of two economies voted (tables votes, roll_calls, roll_call_issues).</summary>
/// <param name="Year">Year of the vote.</param>
/// <param name="Issues">Codes of its issues; a roll call can have none or several.</param>
/// <param name="First">Vote of the first economy (yes, no, abstain), or null.</param>
/// <param name="Second">Vote of the second economy, or null.</param>
/// <param name="Yes">Members that voted yes.</param>
/// <param name="No">Members that voted no.</param>
/// <param name="Abstain">Members that abstained.</param>
public sealed record RollCallFact(
    int Year, IReadOnlyList<string> Issues, string? First, string? Second, int Yes, int No, int Abstain);

/// <summary>A total that a customs service states (table customs_totals), million US$.</summary>
/// <param name="Product">Code of the Harmonized System (table customs_products); null: all goods.</param>
/// <param name="Year">Year.</param>
/// <param name="Exporter">Economy that sells.</param>
/// <param name="Importer">Economy that buys.</param>
/// <param name="Reporter">Economy whose customs states the figure.</param>
/// <param name="MillionUsd">Value.</param>
/// <param name="Valuation">FOB, CIF or unknown.</param>
/// <param name="Citation">Where it was read.</param>
/// <param name="Address">Address of it.</param>
/// <param name="Kilograms">Net weight, kg; null: none is stated, as of all goods.</param>
public sealed record CustomsFact(
    int Year, string Exporter, string Importer, string Reporter, double MillionUsd, string Valuation, string Citation,
    string Address, string? Product = null, double? Kilograms = null);

/// <summary>Imports by origin that came from one economy of consignment (table customs_routes), million US$.</summary>
/// <param name="Year">Year of the flow.</param>
/// <param name="Exporter">Economy of origin.</param>
/// <param name="Importer">Economy that buys and states the figure.</param>
/// <param name="ConsignedFrom">Economy from which the goods were consigned, ISO 3166 alpha-3.</param>
/// <param name="Product">Code of the Harmonized System; null: all goods.</param>
/// <param name="MillionUsd">Value.</param>
public sealed record RouteFact(int Year, string Exporter, string Importer, string ConsignedFrom, string? Product, double MillionUsd);

/// <summary>What a customs service states of a product (table customs_products).</summary>
/// <param name="Year">Year of the flow.</param>
/// <param name="Exporter">Code of the economy that sells.</param>
/// <param name="Importer">Code of the economy that buys.</param>
/// <param name="Reporter">Code of the economy that states it.</param>
/// <param name="Product">Code of the Harmonized System.</param>
/// <param name="MillionUsd">Value, million US$.</param>
/// <param name="Kilograms">Net weight, kg; null where it is not stated.</param>
/// <param name="Valuation">FOB, CIF or unknown.</param>
/// <param name="Citation">Where it was read.</param>
/// <param name="Address">Address of it.</param>
public sealed record ProductClaim(
    int Year, string Exporter, string Importer, string Reporter, string Product, double MillionUsd, double? Kilograms, string Valuation,
    string Citation, string Address);

/// <summary>
/// Trade by sector with domestic sales (table trade), million US$, as one array: <c>[year][sector][exporter][importer]</c> in
/// the order of the lists. A flow that the table does not hold is zero.
/// </summary>
public sealed record TradePanel(
    IReadOnlyList<int> Years, IReadOnlyList<string> Economies, IReadOnlyList<string> Sectors, double[] Values)
{
    /// <summary>A flow, by positions in the lists.</summary>
    public double this[int year, int sector, int exporter, int importer] =>
        Values[Offset(year, sector) + (exporter * Economies.Count) + importer];

    /// <summary>The flows of a year and a sector, exporter by importer, row-major.</summary>
    public ReadOnlySpan<double> Matrix(int year, int sector) =>
        Values.AsSpan(Offset(year, sector), Economies.Count * Economies.Count);

    /// <summary>The flows of a year, <c>[sector][exporter][importer]</c>.</summary>
    public ReadOnlySpan<double> Cube(int year) =>
        Values.AsSpan(Offset(year, 0), Sectors.Count * Economies.Count * Economies.Count);

    private int Offset(int year, int sector) => ((year * Sectors.Count) + sector) * Economies.Count * Economies.Count;
}
