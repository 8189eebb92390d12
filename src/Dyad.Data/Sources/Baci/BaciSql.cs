using System.Globalization;

namespace Dyad.Data.Sources.Baci;

/// <summary>The statements by which a year of BACI is read, checked and written.</summary>
/// <param name="name">What the file's name says.</param>
/// <param name="csv">The text.</param>
/// <param name="knowsProducts">Whether the table of products holds all that there are.</param>
internal sealed class BaciSql(BaciName name, string csv, bool knowsProducts)
{
    /// <summary>The number that stands for products that the source does not tell: after every code of six digits, as its text does.</summary>
    private const int UnspecifiedNumber = 1_000_000;

    /// <summary>Rows of one key beyond the first; the key as one number, which takes a third of the time and memory of three columns.</summary>
    public static readonly string Twice =
        $"SELECT count(*) - count(DISTINCT (enum_code(exporter)::BIGINT * 65536 + enum_code(importer)) * {UnspecifiedNumber + 1} + product) FROM flows";

    /// <summary>
    /// The text as columns, on all cores; a seventh catches what is too much. Fields are taken as they are (blanks before numbers are no
    /// matter): to trim six of them would take longer than all the rest.
    /// </summary>
    public string Columns =>
        $$"""
        SELECT 0 AS row_, CASE WHEN q IS NULL AND v IS NULL THEN 0 WHEN more IS NOT NULL THEN 7 ELSE 6 END AS fields, '' AS line,
               t, i, j, k, v, coalesce(q, '') AS q
        FROM read_csv({{Sql.Text(csv)}}, header = false, skip = 1, delim = ',', quote = '"', escape = '"', auto_detect = false, nullstr = '',
            null_padding = true, columns = {'t': 'VARCHAR', 'i': 'VARCHAR', 'j': 'VARCHAR', 'k': 'VARCHAR', 'v': 'VARCHAR', 'q': 'VARCHAR',
            'more': 'VARCHAR'})
        """;

    /// <summary>The same line by line, with row numbers, whatever a line holds; in the order of the file.</summary>
    public string Lines =>
        $$"""
        SELECT row_, CASE WHEN line = '' THEN 0 ELSE len(parts) END AS fields, line, {{Plain(1)}} AS t, {{Plain(2)}} AS i, {{Plain(3)}} AS j,
               {{Plain(4)}} AS k, {{Plain(5)}} AS v, coalesce({{Plain(6)}}, '') AS q
        FROM (SELECT row_number() OVER () + 1 AS row_, line, string_split(line, ',') AS parts
              FROM (SELECT coalesce(line, '') AS line FROM read_csv({{Sql.Text(csv)}}, header = false, skip = 1, delim = chr(31), quote = '', escape = '',
                    auto_detect = false, null_padding = true, columns = {'line': 'VARCHAR'})))
        """;

    /// <summary>Tables of the codes, and the type of economies, whose order is that of their codes.</summary>
    public static IEnumerable<string> CodeTables(BaciCodes codes)
    {
        yield return "CREATE TYPE area AS ENUM (" +
            string.Join(", ", codes.Areas.Values.Distinct().Order(StringComparer.Ordinal).Select(Sql.Text)) + ")";
        yield return "CREATE TABLE areas AS SELECT number, code::area AS code FROM (VALUES " +
            string.Join(", ", codes.Areas.Select(a => string.Create(CultureInfo.InvariantCulture, $"({a.Key}, {Sql.Text(a.Value)})"))) +
            ") AS a(number, code)";
        yield return "CREATE TABLE products AS SELECT DISTINCT number FROM (SELECT " + Number("code") + " AS number FROM (VALUES (NULL)" +
            string.Concat(codes.Products.Select(p => $", ({Sql.Text(p)})")) + ") AS p(code)) WHERE number IS NOT NULL";
    }

    /// <summary>Table <c>flows</c>: a row of the file each, as compact as it goes, with what is at fault marked.</summary>
    public string Flows(string source) =>
        $"""
        CREATE OR REPLACE TABLE flows AS
        SELECT row_, x.code AS exporter, m.code AS importer, product, value, quantity,
               fields <> 6 OR year IS DISTINCT FROM {name.Year} OR x.code IS NULL OR m.code IS NULL OR x.code = m.code OR product IS NULL{Stranger}
               OR value IS NULL OR NOT isfinite(value) OR value < 0 OR CASE WHEN quantity IS NULL THEN trim(q) NOT IN ('', 'NA') ELSE quantity < 0 OR NOT isfinite(quantity) END
               AS bad
        FROM (SELECT row_, fields, TRY_CAST(t AS INTEGER) AS year, TRY_CAST(i AS INTEGER) AS i, TRY_CAST(j AS INTEGER) AS j,
                     {Number("k")} AS product, TRY_CAST(v AS DOUBLE) AS value, TRY_CAST(q AS DOUBLE) AS quantity, q
              FROM ({source}))
        LEFT JOIN areas AS x ON x.number = i LEFT JOIN areas AS m ON m.number = j
        """;

    /// <summary>Every fault of the lines: row, column, value, reason.</summary>
    public string Faults =>
        $$"""
        SELECT row_, f.c, f.v, f.why FROM (
            SELECT row_, unnest(CASE WHEN fields <> 6
                THEN [{'c': '', 'v': line, 'why': CASE WHEN fields = 0 THEN 'is empty' ELSE 'has ' || fields || ' fields, not 6' END}]
                ELSE list_filter([
                    CASE WHEN TRY_CAST(t AS INTEGER) IS DISTINCT FROM {{name.Year}} THEN {'c': 't', 'v': t, 'why': 'is not the year {{name.Year}}'} END,
                    CASE WHEN x.code IS NULL THEN {'c': 'i', 'v': i, 'why': 'is not the number of an economy'} END,
                    CASE WHEN m.code IS NULL THEN {'c': 'j', 'v': j, 'why': 'is not the number of an economy'} END,
                    CASE WHEN x.code = m.code THEN {'c': 'j', 'v': j, 'why': 'is the exporter itself'} END,
                    CASE WHEN product IS NULL THEN {'c': 'k', 'v': k, 'why': 'is no product of six digits'}
                         {{(knowsProducts ? "WHEN product NOT IN (SELECT number FROM products) THEN {'c': 'k', 'v': k, 'why': 'is not in the table of products'}" : "")}} END,
                    CASE WHEN value IS NULL OR NOT isfinite(value) THEN {'c': 'v', 'v': v, 'why': 'is not a number'}
                         WHEN value < 0 THEN {'c': 'v', 'v': v, 'why': 'is below zero'} END,
                    CASE WHEN (quantity IS NULL AND q NOT IN ('', 'NA')) OR NOT isfinite(quantity) THEN {'c': 'q', 'v': q, 'why': 'is not a number'}
                         WHEN quantity < 0 THEN {'c': 'q', 'v': q, 'why': 'is below zero'} END], e -> e IS NOT NULL) END) AS f
            FROM (SELECT *, {{Number("k")}} AS product, TRY_CAST(v AS DOUBLE) AS value, TRY_CAST(q AS DOUBLE) AS quantity FROM ({{Lines}}))
            LEFT JOIN areas AS x ON x.number = TRY_CAST(i AS INTEGER) LEFT JOIN areas AS m ON m.number = TRY_CAST(j AS INTEGER))
        ORDER BY row_
        """;

    /// <summary>Good rows whose key stood before: row, key, the row where it stood first. Leaves them in table <c>repeated</c>.</summary>
    public string Repeated =>
        $"""
        CREATE OR REPLACE TABLE repeated AS
            SELECT row_, exporter, importer, product, first_ FROM (
                SELECT *, min(row_) OVER (PARTITION BY exporter, importer, product) AS first_ FROM flows WHERE NOT bad
                AND (exporter, importer, product) IN (SELECT (exporter, importer, product) FROM flows WHERE NOT bad GROUP BY ALL HAVING count(*) > 1))
            WHERE row_ > first_;
        SELECT row_, concat_ws(', ', {name.Year}, exporter, importer, {Text("product")}), first_ FROM repeated ORDER BY row_
        """;

    /// <summary>Writes the partition: sorted by key, so that a pair lies in few row groups.</summary>
    public string Copy(string parquet) =>
        $"""
        COPY (SELECT '{name.Classification}' AS classification, {name.Year}::INTEGER AS year, exporter::VARCHAR AS exporter,
                     importer::VARCHAR AS importer, {Text("product")} AS product, value AS thousand_usd, quantity AS tons
              FROM (SELECT * FROM flows ORDER BY exporter, importer, product))
        TO {Sql.Text(parquet)} (FORMAT parquet, COMPRESSION zstd)
        """;

    private string Stranger => knowsProducts ? " OR product NOT IN (SELECT number FROM products)" : "";

    /// <summary>A field without the blanks and quotes around it.</summary>
    private static string Plain(int part) => string.Create(CultureInfo.InvariantCulture, $"trim(parts[{part}], ' \"')");

    /// <summary>A code of six digits as a number (five: the leading zero was lost on the way); null: it is none.</summary>
    private static string Number(string field) =>
        $"CASE WHEN {field} = '{BaciCodes.Unspecified}' THEN {UnspecifiedNumber} WHEN regexp_full_match({field}, '[0-9]{{5,6}}') " +
        $"THEN TRY_CAST({field} AS INTEGER) END";

    private static string Text(string number) =>
        $"CASE WHEN {number} = {UnspecifiedNumber} THEN '{BaciCodes.Unspecified}' ELSE lpad({number}::VARCHAR, 6, '0') END";
}
