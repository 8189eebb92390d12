using Dyad.Data.Harmonise;
using Dyad.Data.Schema;

namespace Dyad.Data.Vintages;

/// <summary>How rows of a source become rows of a fact table.</summary>
/// <param name="Source">Name of the source; empty: any.</param>
/// <param name="SourceTable">Its table.</param>
/// <param name="Table">The fact table.</param>
/// <param name="Select">
/// Query over the view <c>source_rows</c> that gives every field of the fact table. It may read the table <c>economies</c> and
/// <c>getvariable('citation')</c>. One row a key.
/// </param>
internal sealed record Layer(string Source, string SourceTable, string Table, string Select)
{
    /// <summary>
    /// What a source states as a whole, by fact table: the rows of one reporter, year, flow and level. Where a later answer has one of them,
    /// those that it lacks were withdrawn, and are not read from an earlier one. UN Comtrade has a reporter's year in one revision of the
    /// Harmonized System; other sources can have it in several. A table that is not here has rows that stand alone.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string> Scopes = new Dictionary<string, string>
    {
        ["customs_products"] =
            "year, exporter, importer, reporter, length(product), CASE source_ WHEN 'comtrade' THEN '' ELSE classification END",
        ["customs_routes"] = "year, exporter, importer, CASE product WHEN 'TOTAL' THEN 0 ELSE length(product) END",
    };

    /// <summary>
    /// Rows that others make void: what was converted from a flow that its reporter states no more, or has stated anew since, or states in
    /// the wanted revision itself.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string> Superseded = new Dictionary<string, string>
    {
        ["customs_products"] =
            $"""
            source_ = '{HarmonisedSource.Name}' AND NOT EXISTS (
                FROM (SELECT year, exporter, importer, reporter, max(order_) AS last, list(DISTINCT classification) AS revisions FROM laid
                      WHERE source_ <> '{HarmonisedSource.Name}' AND length(product) = 6 GROUP BY ALL) AS stated
                WHERE (stated.year, stated.exporter, stated.importer, stated.reporter) = (laid.year, laid.exporter, laid.importer, laid.reporter)
                    AND stated.last < laid.order_ AND NOT list_contains(stated.revisions, laid.classification))
            """,
    };

    /// <summary>Rows of Comtrade as claims: the side that sells states FOB, the side that buys what it says that it states.</summary>
    private static readonly string Claims =
        $"""
        SELECT year, CASE WHEN flow = 'X' THEN reporter ELSE partner END AS exporter,
            CASE WHEN flow = 'X' THEN partner ELSE reporter END AS importer, reporter,
            CASE classification WHEN 'H0' THEN 'HS1992' WHEN 'H1' THEN 'HS1996' WHEN 'H2' THEN 'HS2002' WHEN 'H3' THEN 'HS2007'
                WHEN 'H4' THEN 'HS2012' WHEN 'H5' THEN 'HS2017' WHEN 'H6' THEN 'HS2022' ELSE 'HS' END AS classification,
            product, value_usd / 1e6 AS million_usd,
            -- A net weight of zero can mean that it is unknown; a quantity that is a weight tells it then.
            coalesce(nullif(net_weight_kg, 0), {Units.Kilograms("quantity", "quantity_unit")}, net_weight_kg) AS kilograms,
            CASE WHEN flow = 'X' THEN 'FOB' WHEN cif_usd IS NOT NULL THEN 'CIF' WHEN fob_usd IS NOT NULL THEN 'FOB' ELSE 'unknown' END AS valuation,
            getvariable('citation') AS citation, 'https://comtradeplus.un.org' AS address
        FROM source_rows
        WHERE flow IN ('X', 'M') AND reporter <> partner AND reporter IN (SELECT code FROM economies)
            AND partner IN (SELECT code FROM economies)
        """;

    private static readonly IReadOnlyList<Layer> All =
    [
        new("worldbank", "worldbank", "gdp",
            """
            SELECT economy, year, value AS usd FROM source_rows
            WHERE indicator = 'NY.GDP.MKTP.CD' AND value >= 0 AND economy IN (SELECT code FROM economies)
            """),
        new("worldbank", "worldbank", "governance",
            // Estimate, standard error and number of sources of a dimension stand in rows of their own; ranks are left to the reader.
            """
            SELECT economy, year, indicator, estimate, std_err, sources, NULL::DOUBLE AS percentile_rank, NULL::DOUBLE AS rank_low,
                NULL::DOUBLE AS rank_high
            FROM (
                SELECT economy, year, CASE part[1] WHEN 'CC' THEN 'ControlofCorruption' WHEN 'GE' THEN 'GovernmentEffectiveness'
                        WHEN 'PV' THEN 'PoliticalStability' WHEN 'RL' THEN 'RuleofLaw' WHEN 'RQ' THEN 'RegulatoryQuality'
                        ELSE 'VoiceandAccountability' END AS indicator,
                    max(value) FILTER (part[2] = 'EST') AS estimate, max(value) FILTER (part[2] = 'SE') AS std_err,
                    max(value::INTEGER) FILTER (part[2] = 'NO.SRC') AS sources
                FROM (SELECT *, regexp_extract_all(indicator, '^(?:GOV_WGI_)?(CC|GE|PV|RL|RQ|VA)\.(EST|SE|NO\.SRC)$', 1)
                        || regexp_extract_all(indicator, '^(?:GOV_WGI_)?(CC|GE|PV|RL|RQ|VA)\.(EST|SE|NO\.SRC)$', 2) AS part FROM source_rows)
                WHERE len(part) = 2 GROUP BY ALL)
            WHERE estimate IS NOT NULL AND std_err IS NOT NULL AND sources >= 1
            """),
        new("comtrade", "comtrade", "customs_totals",
            // Where a reporter states a year in two classifications, the later one.
            $"""
            SELECT year, exporter, importer, reporter, arg_max(million_usd, classification) AS million_usd,
                arg_max(valuation, classification) AS valuation, any_value(citation) AS citation, any_value(address) AS address
            FROM ({Claims}) WHERE product = 'TOTAL' GROUP BY year, exporter, importer, reporter
            """),
        new("comtrade", "comtrade", "customs_products", $"SELECT * FROM ({Claims}) WHERE product <> 'TOTAL'"),
        new("comtrade", "comtrade_releases", "customs_releases",
            """
            SELECT DISTINCT reporter, year, getvariable('citation') AS citation, 'https://comtradeplus.un.org' AS address
            FROM source_rows WHERE reporter IN (SELECT code FROM economies)
            """),
        new("comtrade", "comtrade_routes", "customs_routes",
            // Where a reporter states a year in two classifications, the later one. What the source cannot place is no route.
            """
            SELECT year, exporter, importer, consigned_from, product, arg_max(million_usd, classification) AS million_usd,
                getvariable('citation') AS citation, 'https://comtradeplus.un.org' AS address
            FROM (
                SELECT year, partner AS exporter, reporter AS importer, consigned_from, product, classification, sum(value_usd) / 1e6 AS million_usd
                FROM source_rows
                WHERE regexp_full_match(consigned_from, '[A-Z]{3}') AND reporter <> partner AND reporter IN (SELECT code FROM economies)
                    AND partner IN (SELECT code FROM economies)
                GROUP BY ALL)
            GROUP BY year, exporter, importer, consigned_from, product
            """),
    ];

    /// <summary>The ways from a vintage to a fact table. What was imported into the table itself goes as it is.</summary>
    public static IEnumerable<Layer> Of(Vintage vintage, string table) =>
        vintage.Objects.Any(o => o.Table == table)
            ? [new Layer("", table, table, $"SELECT {string.Join(", ", FactSchema.Table(table).Fields.Select(f => Sql.Name(f.Name)))} FROM source_rows")]
            : All.Where(l => l.Source == vintage.Source && l.Table == table);
}
