namespace Dyad.Reports.Model;

/// <summary>
/// Everything that a joint report states, as figures and records, never as text. Serialised as <c>report.json</c>
/// (snake_case), rendered by the chapters, and exported as the data annex. Million US$ throughout unless a name says otherwise.
/// </summary>
public sealed record JointReport
{
    /// <summary>The two parties, ISO 3166 alpha-3, in the order in which they were asked for.</summary>
    public required IReadOnlyList<string> Parties { get; init; }

    /// <summary>The year that the diagnosis describes.</summary>
    public required int Year { get; init; }

    /// <summary>Names of every economy that the report mentions.</summary>
    public required IReadOnlyList<NamedCode> Economies { get; init; }

    /// <summary>Names of every sector group.</summary>
    public required IReadOnlyList<NamedCode> Sectors { get; init; }

    /// <summary>Names of every product that the report mentions: those of their chapters of the Harmonized System.</summary>
    public required IReadOnlyList<NamedCode> Products { get; init; }

    /// <summary>The findings of the one-page summary, most important first.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Trade in both directions, by year and sector; a null sector is the total.</summary>
    public required IReadOnlyList<TradeFigure> Trade { get; init; }

    /// <summary>Flows for which more than one claim exists, side by side.</summary>
    public required IReadOnlyList<MirrorFigure> Mirror { get; init; }

    /// <summary>How much of a year's exports the other side counts in the next year, where the years of both sides' claims tell it.</summary>
    public required IReadOnlyList<TimingFigure> Timing { get; init; }

    /// <summary>
    /// The products on which the claims differ most, both directions, largest gap first, in the last year in which both sides published
    /// figures by product. Empty where no facts by product are at hand.
    /// </summary>
    public required IReadOnlyList<ProductGap> ProductGaps { get; init; }

    /// <summary>Size of each party and weight of the other in its trade.</summary>
    public required IReadOnlyList<PartyProfile> Profiles { get; init; }

    /// <summary>Gravity estimates by sector.</summary>
    public required IReadOnlyList<GravityEstimate> Gravity { get; init; }

    /// <summary>Actual against expected trade, both directions, by sector and in total.</summary>
    public required IReadOnlyList<ExpectedTrade> Expected { get; init; }

    /// <summary>What stands between the parties, ranked by size.</summary>
    public required IReadOnlyList<Bottleneck> Bottlenecks { get; init; }

    /// <summary>Revealed comparative advantage of each party by sector.</summary>
    public required IReadOnlyList<ComparativeAdvantage> ComparativeAdvantage { get; init; }

    /// <summary>Fit of one side's exports with the other's imports, both directions.</summary>
    public required IReadOnlyList<Complementarity> Complementarity { get; init; }

    /// <summary>Export potential by direction and sector.</summary>
    public required IReadOnlyList<ExportPotential> Potential { get; init; }

    /// <summary>Concentration of each direction, and the dependence of each party on the other by sector.</summary>
    public required IReadOnlyList<Dependence> Dependence { get; init; }

    /// <summary>Governance of each party against its income peers.</summary>
    public required IReadOnlyList<EnvironmentFigure> Environment { get; init; }

    /// <summary>Agreement in roll calls.</summary>
    public required IReadOnlyList<Stance> Stances { get; init; }

    /// <summary>
    /// What a change would do: the scenarios of the chapter, most important first, their lists cut to what it shows where they are long.
    /// Names of their economies and sectors stand in <see cref="Economies"/> and <see cref="Sectors"/>, their addresses in
    /// <see cref="Provenance"/>. Empty: no chapter.
    /// </summary>
    public required IReadOnlyList<ScenarioOutcome> Scenarios { get; init; }

    /// <summary>
    /// A programme for both sides, its names and addresses as those of <see cref="Scenarios"/>; null: no chapter.
    /// </summary>
    public required ProgrammeOutcome? Programme { get; init; }

    /// <summary>The sources that the report stands on.</summary>
    public required IReadOnlyList<SourceRecord> Sources { get; init; }

    /// <summary>The addresses: how each figure was come by. Figures refer to them by id.</summary>
    public required IReadOnlyList<Provenance> Provenance { get; init; }

    /// <summary>What the reader must know before using the figures (keys of texts: <c>note.*</c> in Texts/en.json).</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Version of Dyad that computed the report.</summary>
    public required string Version { get; init; }

    /// <summary>
    /// Vintages of live sources that lie over the built-in facts, by id; empty: the built-in facts alone, or with a user's own.
    /// </summary>
    public required IReadOnlyList<VintageUsed> Vintages { get; init; }
}

/// <summary>
/// A vintage that the report stands on: what <paramref name="Source"/> answered to <paramref name="Request"/>, in which release; the
/// facts of the report as a whole are those known at the moment <paramref name="Known"/> (UTC).
/// </summary>
public sealed record VintageUsed(string Id, string Source, string Request, string Release, string Known);

/// <summary>A code with its name in the three languages of the report.</summary>
public sealed record NamedCode(string Code, string En, string Zh, string Ru)
{
    /// <summary>The name in a language.</summary>
    public string In(Document.Language language) => language switch
    {
        Document.Language.Zh => Zh,
        Document.Language.Ru => Ru,
        _ => En,
    };
}

/// <summary>
/// A finding as a record: <paramref name="Kind"/> selects the sentence, the rest fills it.
/// Kinds: <c>largest-bottleneck</c> (bottleneck id in <paramref name="Subject"/>), <c>shortfall-total</c>, <c>surplus-total</c>
/// (exporter and importer), <c>dependence-gap</c> (party that depends more as exporter argument; value and low are the two shares),
/// <c>environment-gap</c> (party in <paramref name="Exporter"/>, indicator in <paramref name="Subject"/>; the value is the estimate
/// less the median of the peers, so below zero is below them), <c>stance-change</c> (issue in <paramref name="Subject"/>, null for
/// all; the value is the change of the share of equal votes from the first to the last period, a fraction), <c>scenario-gain</c>
/// (scenario in <paramref name="Subject"/>; exact real income, percent, of the party in <paramref name="Exporter"/>, which gains at least
/// as much as the one in <paramref name="Importer"/>).
/// </summary>
public sealed record Finding(
    string Kind, string? Exporter, string? Importer, string? Sector, string? Subject,
    double Value, double? Low, double? High, string Provenance);

/// <summary>Trade of one year, direction and sector (null: all sectors), million US$.</summary>
public sealed record TradeFigure(int Year, string Exporter, string Importer, string? Sector, double MillionUsd, string Provenance);

/// <summary>One claim about a flow: who states it, in which release, under which valuation.</summary>
public sealed record MirrorClaim(string Reporter, string Source, string Valuation, double MillionUsd, string Provenance);

/// <summary>
/// A flow with all claims about it, the gap between them and the reconciled value. The gap is null unless both sides state the flow.
/// <paramref name="Margin"/> is the part of the log gap that the CIF/FOB margin explains, <paramref name="Timing"/> that of goods on the
/// way at the turn of the year, <paramref name="ReExport"/> that of goods by way of a third economy, <paramref name="Valuation"/> that of
/// stated valuations and conversions, <paramref name="Unexplained"/> the rest; null is a part that nothing told, which is within the
/// rest, and the rest is null where no part was told. <paramref name="MissingReporter"/> is a side of which the facts
/// hold figures of earlier years and none at all of this.
/// </summary>
public sealed record MirrorFigure(
    int Year, string Exporter, string Importer, IReadOnlyList<MirrorClaim> Claims, double? GapPercent,
    double? Margin, double? Unexplained, double? Reconciled, double? Low, double? High, string Provenance,
    double? Timing = null, double? ReExport = null, double? Valuation = null, string? MissingReporter = null,
    IReadOnlyList<RouteFigure>? Routes = null);

/// <summary>Imports of a flow that came by way of a third economy, million US$ as the importer states them.</summary>
public sealed record RouteFigure(string By, double MillionUsd, string Provenance);

/// <summary>
/// The share of a year's exports that the importer counts in the next year, with its 90% interval, and the years that it was estimated
/// from.
/// </summary>
public sealed record TimingFigure(
    string Exporter, string Importer, double Share, double Low, double High, int Years, string Provenance);

/// <summary>
/// What both sides claim about a product (HS code), million US$, null where a side that published states none of it; the gap (importer's
/// claim less exporter's, a claim that is not there counted as none), its parts in logs and the reconciled value as those of
/// <see cref="MirrorFigure"/>.
/// </summary>
public sealed record ProductGap(
    int Year, string Exporter, string Importer, string Product, double? ExporterClaim, double? ImporterClaim, double GapMillionUsd,
    double? Margin, double? Timing, double? ReExport, double? Valuation, double? Unexplained,
    double? Reconciled, double? Low, double? High, string Provenance);

/// <summary>
/// A party at a glance: GDP (billion US$, its year), exports and imports of goods and services with all economies (million US$),
/// and the other party's share of each (fractions).
/// </summary>
public sealed record PartyProfile(
    string Party, double? GdpBillionUsd, int? GdpYear, string? IncomeGroup, double Exports, double Imports,
    double PartnerShareOfExports, double PartnerShareOfImports, string Provenance);

/// <summary>One coefficient of the gravity equation with its pair-clustered standard error.</summary>
public sealed record Coefficient(string Term, double Estimate, double StdError, double Low, double High);

/// <summary>Gravity estimate of one sector (null: aggregate trade).</summary>
public sealed record GravityEstimate(
    string? Sector, IReadOnlyList<int> Years, int Observations, int Clusters, double PseudoR2, bool Converged,
    IReadOnlyList<Coefficient> Coefficients, string Provenance);

/// <summary>
/// Actual against expected trade (million US$). The interval is that of the expectation (90%);
/// <paramref name="Percentile"/> places the pair's actual/expected ratio among all pairs of the sector (0 to 100).
/// </summary>
public sealed record ExpectedTrade(
    string Exporter, string Importer, string? Sector, double Actual, double Expected, double Low, double High,
    double Percentile, string Provenance);

/// <summary>
/// A thing that stands between the parties, with a size. Kinds: <c>shortfall</c> (trade below what gravity implies, by direction
/// and sector), <c>agreement</c> (what a trade agreement that the pair does not have is worth, by direction),
/// <c>business-environment</c> (what a governance gap to income peers costs, by direction).
/// <paramref name="MillionUsd"/> is US$ million a year with a 90% interval; ranks run from 1, with a 90% interval from resampling
/// pairs. Shares are fractions of each side's total trade (exports of the exporter, imports of the importer).
/// </summary>
public sealed record Bottleneck(
    string Id, string Kind, string Exporter, string Importer, string? Sector,
    double MillionUsd, double Low, double High, int Rank, int RankLow, int RankHigh,
    double ShareOfExporterTrade, double ShareOfImporterTrade, IReadOnlyList<string> Acts,
    BottleneckEvidence Evidence, string Provenance);

/// <summary>
/// What a bottleneck rests on: actual and expected trade (million US$), the place among all pairs (percentile), the share of
/// resamples in which it is above zero, and the reason for the side that can act (key: <c>one-direction</c>,
/// <c>both-directions</c>, <c>joint-agreement</c>, <c>own-institutions</c>).
/// </summary>
public sealed record BottleneckEvidence(
    double Actual, double Expected, double? Percentile, double ProbabilityPositive, string ActsBecause, string? Indicator = null);

/// <summary>Balassa index and its symmetric form with 90% interval.</summary>
public sealed record ComparativeAdvantage(
    string Economy, string Sector, double Balassa, double Symmetric, double Low, double High, string Provenance);

/// <summary>Michaely index, 0 to 100, with 90% interval.</summary>
public sealed record Complementarity(string Exporter, string Importer, double Index, double Low, double High, string Provenance);

/// <summary>Export potential (supply x demand x ease, million US$) against actual exports, 90% interval of the potential.</summary>
public sealed record ExportPotential(
    string Exporter, string Importer, string Sector, double Actual, double Potential, double Low, double High,
    double Unused, double Ease, string Provenance);

/// <summary>
/// Concentration and dependence of one direction: Herfindahl index of the basket (null on sector rows), share of the flow in the
/// exporter's exports and in the importer's imports (fractions); a null sector is the total.
/// </summary>
public sealed record Dependence(
    string Exporter, string Importer, string? Sector, double? Herfindahl, double ShareOfExporterExports,
    double ShareOfImporterImports, string Provenance);

/// <summary>
/// One governance dimension of one party: estimate (standard normal units), its published standard error and 90% interval;
/// quartiles of the income peers, the number of peers, and the probability that the party stands below the peers' median.
/// </summary>
public sealed record EnvironmentFigure(
    string Party, string Indicator, int Year, double Estimate, double StdError, double Low, double High, string PeerGroup,
    int Peers, double PeerLowerQuartile, double PeerMedian, double PeerUpperQuartile, double ProbabilityBelowMedian,
    string Provenance);

/// <summary>
/// Agreement of the parties in roll calls of a period (null issue: all): share of equal votes with 90% interval,
/// and each party's mean agreement with the rest of the world, in the order of <see cref="JointReport.Parties"/> by code.
/// </summary>
public sealed record Stance(
    int From, int To, string? Issue, int RollCalls, double EqualShare, double Low, double High,
    IReadOnlyDictionary<string, double> WithWorld, string Provenance);

/// <summary>A table of facts and where it comes from.</summary>
public sealed record SourceRecord(
    string Table, string Source, string Release, string Licence, string Citation, string Aggregation, string Units,
    long Rows, string Sha256);
