using System.Globalization;
using Dyad.Data.Schema;
using Dyad.Data.Sources.Reading;
using Sylvan.Data.Csv;

namespace Dyad.Data.Sources.WorldBank;

/// <summary>
/// The CSV of an indicator as data.worldbank.org gives it: some lines of title, then a row an economy and a column a year.
/// </summary>
internal static class WorldBankFile
{
    private static readonly string[] Lead = ["Country Name", "Country Code", "Indicator Name", "Indicator Code"];

    /// <summary>
    /// Codes of the API's regions and income groups (region 'NA' of its list of countries): the file does not tell them from economies.
    /// </summary>
    private static readonly HashSet<string> Aggregates = new(
        (
            "AFE AFR AFW ARB BEA BEC BHI BLA BMN BSS CAA CEA CEB CEU CLA CME CSA CSS DEA DEC DLA DMN DNS DSA DSF DSS EAP EAR "
                + "EAS ECA ECS EMU EUU "
            + "FCS FXS HIC HPC IBB IBD IBT IDA IDB IDX INX LAC LCN LDC LIC LMC LMY LTE MDE MEA MIC MNA NAC NAF NRS NXS OED OSS PRE PSS PST "
            + "RRS SAS SSA SSF SST SXZ TEA TEC TLA TMN TSA TSS UMC WLD XZN").Split(' '),
        StringComparer.Ordinal);

    /// <summary>Reads a file.</summary>
    /// <exception cref="FactException">It is none of these files, or a value is none; named with row and column.</exception>
    public static void Read(string path, FetchQuery query, FactTableSchema table, IFetch fetch)
    {
        var hand = HandFile.Read(path);
        var name = hand.Name;
        using var text = new StreamReader(new MemoryStream(hand.Bytes));
        using var csv = CsvDataReader.Create(text, new CsvDataReaderOptions { HasHeaders = false, Delimiter = ',' });

        var (line, released) = (0L, "");
        string[]? header = null;
        var rows = new List<object?[]>();
        var numbers = new List<long>();
        while (csv.Read())
        {
            line = csv.RowNumber;
            var cells = Enumerable.Range(0, csv.RowFieldCount).Select(csv.GetString).ToArray();
            if (header is not null)
                ReadRow(cells, header, name, line, query, rows, numbers, fetch);
            else if (cells.Take(Lead.Length).SequenceEqual(Lead))
                header = cells;
            else if (cells is ["Last Updated Date", var day, ..])
                released = day;
        }

        if (header is null)
            throw new FactException($"{name}: no row '{string.Join(",", Lead)},1960,...': it is no CSV of an indicator from data.worldbank.org");
        if (query.AsOf is { } asOf && string.CompareOrdinal(released, asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) > 0)
            throw new FactException(string.Create(CultureInfo.InvariantCulture,
                $"{name}: is of {released}, after {asOf:yyyy-MM-dd}"));
        fetch.Keep(name, hand.Answer with { Released = released }, [new RowBatch(table, rows, numbers)]);
    }

    private static void ReadRow(
        string[] cells, string[] header, string name, long line, FetchQuery query, List<object?[]> rows, List<long> numbers, IFetch fetch)
    {
        if (cells.Length < Lead.Length)
            return;
        var (economy, indicator) = (cells[1], cells[3]);
        var wanted = query.Parties.Count > 0 ? query.Parties.Contains(economy) : !Aggregates.Contains(economy);
        if (!wanted)
            return;
        for (var c = Lead.Length; c < Math.Min(cells.Length, header.Length); c++)
        {
            // The header ends with a comma.
            if (cells[c].Length == 0 || header[c].Length == 0)
                continue;
            if (!int.TryParse(header[c], NumberStyles.None, CultureInfo.InvariantCulture, out var year))
                throw new FactException($"{name}: column '{header[c]}' is not a year");
            if (query.Years is { } years && (year < years.First || year > years.Last))
                continue;
            if (!double.TryParse(cells[c], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
            {
                fetch.Reject(new RowFault(name, line, header[c], cells[c], "is not a number (points in decimals)"));
                continue;
            }

            rows.Add([economy, indicator, year, value, null, null, 0]);
            numbers.Add(line);
        }
    }
}
