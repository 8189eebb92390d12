using System.Globalization;
using System.Text.RegularExpressions;
using Dyad.Data.Sources.InputOutput;

namespace Dyad.Data.Sources.Wiod2016;

/// <summary>
/// World Input-Output Database, release 2016: 43 economies and the rest of the world, 56 industries of ISIC rev. 4, 2000 to 2014. It is
/// published for Excel (xlsb), R and Stata, not as CSV: a year is brought by hand as CSV of the R table.
/// </summary>
/// <param name="clock">Clock; null: that of the system.</param>
public sealed partial class Wiod2016Source(TimeProvider? clock = null) : ISource
{
    private static readonly WorldFiles Files = new("wiod2016", "WIOT2014_October16_ROW.csv", Year, new Wiod2016Labels());

    private readonly TimeProvider clock = clock ?? TimeProvider.System;

    /// <inheritdoc />
    public SourceInfo Info { get; } = new(
        "wiod2016", "World Input-Output Database, 2016 Release", "University of Groningen",
        "CC BY 4.0",
        "Timmer, M. P., Dietzenbacher, E., Los, B., Stehrer, R. and de Vries, G. J. (2015), An Illustrated User Guide to the World Input-Output "
        + "Database, Review of International Economics 23: 575-605",
        new Uri("https://dataverse.nl/dataset.xhtml?persistentId=doi:10.34894/PJ2M1C"),
        "download WIOTS_in_R.zip from https://doi.org/10.34894/PJ2M1C, in R run load(\"WIOT2014_October16_ROW.RData\") and write.csv(wiot, "
        + "\"WIOT2014_October16_ROW.csv\", row.names = FALSE), and then 'dyad data fetch wiod2016 --file WIOT2014_October16_ROW.csv' (or a zip of years)",
        WorldTable.Tables);

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
    public Task FetchAsync(FetchQuery query, IFetch fetch, CancellationToken cancel) =>
        throw new FactException($"wiod2016: is published for Excel, R and Stata, which are not read here: {Info.ByHand}");

    /// <inheritdoc />
    public void ReadFile(string path, FetchQuery query, IFetch fetch, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(fetch);
        Files.ReadFile(path, query, fetch, clock, _ => "2016", cancel);
    }

    private static int? Year(string name) =>
        Pattern().Match(name) is { Success: true } m ? int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^WIOT(20\d\d)_(?:October16|Nov16)_ROW\.csv$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
