using Dyad.Reports.Model;

namespace Dyad.Workbench.Products;

/// <summary>A figure with its 90% interval over resamples of the other pairs.</summary>
public readonly record struct DrawnFigure(double Value, double Low, double High);

/// <summary>The diagnosis of a pair at product level.</summary>
/// <param name="Parties">The two, in the order of their codes.</param>
/// <param name="Year">Year.</param>
/// <param name="Classification">Revision of the Harmonized System.</param>
/// <param name="Economies">Economies whose trade is in the sums.</param>
/// <param name="GravityEconomies">Those with a distance, on which the gravity of totals is estimated.</param>
/// <param name="Products">Products that the world trades.</param>
/// <param name="Flows">Flows that were read.</param>
/// <param name="Resamples">Resamples behind the intervals: those that gave an estimate.</param>
/// <param name="Gravity">Coefficients of the gravity of totals; null: no estimate (collinear).</param>
/// <param name="Directions">Both directions.</param>
/// <param name="Shortfalls">Products in which less is traded than expected, largest first, as many as were asked for.</param>
/// <param name="ShortfallsInAll">How many there are.</param>
/// <param name="Sectors">Sums of products by sector group, of both directions; what is in no group stands last.</param>
/// <param name="Provenance">Addresses of all figures.</param>
/// <param name="Seconds">Seconds by stage.</param>
public sealed record ProductReport(
    IReadOnlyList<string> Parties, int Year, string Classification, int Economies, int GravityEconomies, int Products, long Flows, int Resamples,
    IReadOnlyDictionary<string, double?> Gravity, IReadOnlyList<ProductDirection> Directions, IReadOnlyList<ProductShortfall> Shortfalls,
    int ShortfallsInAll, IReadOnlyList<ProductGroup> Sectors, IReadOnlyList<Provenance> Provenance, IReadOnlyDictionary<string, double> Seconds);

/// <summary>One direction over all products; values in million US$.</summary>
/// <param name="Exporter">Who sells.</param>
/// <param name="Importer">Who buys.</param>
/// <param name="Actual">Trade.</param>
/// <param name="Expected">What gravity expects in total.</param>
/// <param name="Ease">Trade over what it would be at the exporter's world shares.</param>
/// <param name="ExpectedEase">Expected trade over the same.</param>
/// <param name="Complementarity">Michaely's index, 0 to 100.</param>
/// <param name="ProductsTraded">Products that flow.</param>
/// <param name="ProductsPossible">Products that the one sells and the other buys, anywhere.</param>
/// <param name="UnusedPotential">Σ max(0, potential − actual) over products.</param>
/// <param name="Provenance">Address.</param>
public sealed record ProductDirection(
    string Exporter, string Importer, double Actual, DrawnFigure Expected, double Ease, DrawnFigure ExpectedEase, DrawnFigure Complementarity,
    int ProductsTraded, int ProductsPossible, double UnusedPotential, string Provenance);

/// <summary>A product in which less is traded than expected; values in million US$.</summary>
/// <param name="Rank">Rank by size among all shortfalls of both directions.</param>
/// <param name="RankLow">Best rank of the 90% interval.</param>
/// <param name="RankHigh">Worst rank of it.</param>
/// <param name="Exporter">Who sells.</param>
/// <param name="Importer">Who buys.</param>
/// <param name="Product">Code.</param>
/// <param name="Name">Name of its chapter in English, or of a special code its own.</param>
/// <param name="Actual">Trade.</param>
/// <param name="Expected">What total gravity, spread by supply and demand, expects.</param>
/// <param name="Shortfall">Expected less actual.</param>
/// <param name="ProbabilityPositive">Share of resamples in which it is above zero.</param>
/// <param name="Potential">Export potential: where the flow would lie if the pair's own ease were the same in every product.</param>
/// <param name="ExporterAdvantage">Symmetric Balassa index of the exporter, −1 to 1.</param>
/// <param name="ExporterSells">What the exporter sells of it anywhere.</param>
/// <param name="ImporterBuys">What the importer buys of it anywhere.</param>
/// <param name="Provenance">Address.</param>
public sealed record ProductShortfall(
    int Rank, int RankLow, int RankHigh, string Exporter, string Importer, string Product, string Name, double Actual, double Expected,
    DrawnFigure Shortfall, double ProbabilityPositive, double Potential, DrawnFigure ExporterAdvantage, double ExporterSells, double ImporterBuys, string Provenance);

/// <summary>Sums over the products of a sector group, in one direction; values in million US$.</summary>
/// <param name="Exporter">Who sells.</param>
/// <param name="Importer">Who buys.</param>
/// <param name="Sector">Code of the group; null: confidential, unspecified and national codes, which are in none.</param>
/// <param name="Name">Its name in English.</param>
/// <param name="Products">Products of it that the world trades.</param>
/// <param name="Actual">Trade.</param>
/// <param name="Expected">Expected trade.</param>
/// <param name="Gap">Expected less actual; below zero: more is traded than expected.</param>
/// <param name="UnusedPotential">Σ max(0, potential − actual) over its products.</param>
/// <param name="Provenance">Address.</param>
public sealed record ProductGroup(
    string Exporter, string Importer, string? Sector, string Name, int Products, double Actual, double Expected, double Gap, double UnusedPotential,
    string Provenance);
