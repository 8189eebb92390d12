using Dyad.Data.Schema;

namespace Dyad.Data.Sources.Gravity;

/// <summary>The statements by which Gravity is read, checked and written.</summary>
/// <param name="csv">The text.</param>
/// <param name="distance">Column of the weighted distance.</param>
/// <param name="header">All columns of the file, in its order.</param>
internal sealed class GravitySql(string csv, string distance, IReadOnlyList<string> header)
{
    /// <summary>Columns that are read, beside the weighted distance.</summary>
    public static readonly IReadOnlyList<string> Columns =
        ["year", "iso3_o", "iso3_d", "country_exists_o", "country_exists_d", "distcap", "contig", "comlang_off", "col_dep_ever", "fta_wto"];

    /// <summary>
    /// Table <c>pairs</c>: rows of the facts' economies that existed, with row numbers. An economy that changed its borders has several
    /// identifiers and one code (DEU.1, DEU.2): only the one that existed in a year has rows there.
    /// </summary>
    public string Pairs =>
        $$"""
        CREATE TABLE pairs AS
        SELECT row_, TRY_CAST(year AS INTEGER) AS year, iso3_o AS exporter, iso3_d AS importer, {{string.Join(", ", Values.Select(v => $"{Text(v)} AS {v}_text, TRY_CAST({Text(v)} AS DOUBLE) AS {v}"))}}
        FROM (SELECT row_number() OVER () + 1 AS row_, * FROM read_csv({{Sql.Text(csv)}}, header = true, delim = ',', quote = '"', escape = '"',
              auto_detect = false, nullstr = '', columns = { {{string.Join(", ", header.Select(h => $"{Sql.Text(h)}: 'VARCHAR'"))}} }))
        WHERE iso3_o IN (SELECT code FROM panel) AND iso3_d IN (SELECT code FROM panel) AND country_exists_o = '1' AND country_exists_d = '1'
        """;

    /// <summary>Every fault: row, column, value, reason.</summary>
    public string Faults =>
        $$"""
        SELECT row_, f.c, f.v, f.why FROM (SELECT row_, unnest(list_filter([
            CASE WHEN year IS NULL OR year NOT BETWEEN 1948 AND 2100 THEN {'c': 'year', 'v': coalesce(year::VARCHAR, ''), 'why': 'is no year'} END,
            {{string.Join(", ", new[] { distance, "distcap" }.Select(v => $"CASE WHEN {v}_text <> '' AND ({v} IS NULL OR NOT isfinite({v}) OR {v} < 0) THEN {{'c': '{v}', 'v': {v}_text, 'why': 'is no distance'}} END"))}},
            {{string.Join(", ", Flags.Select(v => $"CASE WHEN {v}_text <> '' AND {v} IS DISTINCT FROM 0 AND {v} IS DISTINCT FROM 1 THEN {{'c': '{v}', 'v': {v}_text, 'why': 'is neither 0 nor 1'}} END"))}}
            ], e -> e IS NOT NULL)) AS f FROM pairs)
        ORDER BY row_
        """;

    /// <summary>Rows whose pair and year stood before: row, key, first row.</summary>
    public static string Repeated =>
        """
        SELECT row_, concat_ws(', ', year, exporter, importer), first_
        FROM (SELECT *, min(row_) OVER (PARTITION BY year, exporter, importer) AS first_ FROM pairs) WHERE row_ > first_ ORDER BY row_
        """;

    /// <summary>The latest year of each pair that has every field of <c>ties</c>.</summary>
    public string Ties =>
        $"""
        SELECT exporter, importer, {distance} AS distance_km, distcap AS distance_capitals_km, contig = 1 AS contiguity,
               comlang_off = 1 AS common_language, col_dep_ever = 1 AS colony
        FROM pairs WHERE {string.Join(" AND ", Values.Where(v => v != "fta_wto").Select(v => $"{v} IS NOT NULL"))}
        QUALIFY row_number() OVER (PARTITION BY exporter, importer ORDER BY year DESC) = 1
        """;

    /// <summary>Agreements by year.</summary>
    public static string Agreements =>
        "SELECT year, exporter, importer, fta_wto = 1 AS in_force FROM pairs WHERE fta_wto IS NOT NULL AND exporter <> importer";

    /// <summary>Writes a table, sorted by key.</summary>
    public static string Copy(FactTableSchema table, string select, string parquet) =>
        $"""
        COPY (SELECT {string.Join(", ", table.Fields.Select(f => Sql.Name(f.Name)))} FROM ({select}) ORDER BY {string.Join(", ", table.Key.Select(Sql.Name))})
        TO {Sql.Text(parquet)} (FORMAT parquet, COMPRESSION zstd)
        """;

    private static IReadOnlyList<string> Flags => ["contig", "comlang_off", "col_dep_ever", "fta_wto"];

    private IReadOnlyList<string> Values => [distance, "distcap", .. Flags];

    /// <summary>A field's text; empty where the source has none (NA).</summary>
    private static string Text(string column) => $"CASE WHEN {column} IS NULL OR {column} = 'NA' THEN '' ELSE trim({column}) END";
}
