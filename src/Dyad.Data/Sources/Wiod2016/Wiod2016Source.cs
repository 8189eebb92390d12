using System.Globalization;
using System.Text.RegularExpressions;
using Dyad.Data.Sources.Http;
using Dyad.Data.Sources.InputOutput;

namespace Dyad.Data.Sources.Wiod2016;

/// <summary>
/// World Input-Output Database, release 2016: 43 economies and the rest of the world, 56 industries of ISIC rev. 4, 2000 to 2014. One zip
/// of Excel binary workbooks, a year each; by hand also the table of R as CSV.
/// </summary>
/// <param name="clock">Clock; null: that of the system.</param>
public sealed partial class Wiod2016Source(TimeProvider? clock = null) : ISource
{
    private const string Release = "2016";

    private const string Zip = "WIOTS_in_EXCEL.zip";

    /// <summary>Columns before the figures of the R table as CSV.</summary>
    private const int CsvNames = 5;

    private static readonly WorldFiles Files = new(
        "wiod2016", "WIOT2014_Nov16_ROW.xlsb, WIOT2014_October16_ROW.csv", Year, new Wiod2016Labels(),
        (shown, stream, year, scratch) => shown.EndsWith(WorldFiles.Workbook, StringComparison.OrdinalIgnoreCase)
            ? new Wiod2016Workbook(stream, year, scratch, shown)
            : new WorldCsv(stream, CsvNames, shown));

    private readonly TimeProvider clock = clock ?? TimeProvider.System;

    /// <inheritdoc />
    public SourceInfo Info { get; } = new(
        "wiod2016", "World Input-Output Database, 2016 Release", "University of Groningen",
        "CC BY 4.0",
        "Timmer, M. P., Dietzenbacher, E., Los, B., Stehrer, R. and de Vries, G. J. (2015), An Illustrated User Guide to the World Input-Output "
        + "Database, Review of International Economics 23: 575-605",
        new Uri("https://dataverse.nl/api/access/"),
        $"download {Zip} from https://doi.org/10.34894/PJ2M1C and run 'dyad data fetch wiod2016 --file {Zip}' (or a year of it, "
        + "WIOT2014_Nov16_ROW.xlsb)",
        WorldTable.Tables)
    {
        RequestsPerSecond = 1,
    };

    /// <inheritdoc />
    public FetchQuery Complete(FetchQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.AsOf is not null)
            throw new FactException("wiod2016: there is one release, of November 2016");
        if (query.Parties.Count > 0 || query.Datasets.Count > 0)
            throw new FactException("wiod2016: a year comes as a whole; leave --parties and --datasets out");
        return query;
    }

    /// <inheritdoc />
    public async Task FetchAsync(FetchQuery query, IFetch fetch, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(fetch);
        var path = Path.Combine(fetch.Scratch, Zip);
        // The number of WIOTS_in_EXCEL.zip at DataverseNL.
        var answer = await fetch.Http.DownloadAsync(
            new SourceRequest("datafile/199104") { Types = ["application/zip", "application/x-zip-compressed", "application/octet-stream"] },
            path, (received, all) => fetch.Report($"downloading {Zip}", all > 0 ? 0.5 * received / all.Value : 0), cancel).ConfigureAwait(false);
        Files.ReadZip(path, Zip, query, fetch, answer with { Released = Release }, (0.5, 1), cancel);
    }

    /// <inheritdoc />
    public void ReadFile(string path, FetchQuery query, IFetch fetch, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(fetch);
        Files.ReadFile(path, query, fetch, clock, _ => Release, cancel);
    }

    private static int? Year(string name) =>
        Pattern().Match(name) is { Success: true } m ? int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^WIOT(20\d\d)_(?:October16|Nov16)_ROW\.(?:csv|xlsb)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
