using System.Globalization;
using Dyad.Data.Schema;
using Dyad.Data.Sources.Http;
using Dyad.Data.Sources.Reading;

namespace Dyad.Data.Sources.WorldBank;

/// <summary>
/// The World Bank's Indicators API, version 2: indicators by economy and year, page by page. A database that is updated between two
/// pages is asked again from its first page, so that a vintage is of one release.
/// </summary>
public sealed class WorldBankSource : ISource
{
    /// <summary>Records a page: fewer requests than with the API's 50, and answers that stay small.</summary>
    private const int PerPage = 1000;

    /// <summary>More economies than these are asked as <c>all</c>: between two slashes there is room for 1,500 characters.</summary>
    private const int MostNamed = 300;

    private const string EconomiesPart = "economies";

    /// <summary>
    /// What is asked where nothing is named: size, trade, and governance with its standard errors and numbers of sources. <c>@3</c> is the API's number of the
    /// Worldwide Governance Indicators, without which it does not find them.
    /// </summary>
    internal static readonly IReadOnlyList<string> DefaultIndicators =
    [
        "NY.GDP.MKTP.CD", "NY.GDP.PCAP.CD", "SP.POP.TOTL", "NE.EXP.GNFS.CD", "NE.IMP.GNFS.CD", "TX.VAL.MRCH.CD.WT", "TM.VAL.MRCH.CD.WT",
        .. from dimension in new[] { "CC", "GE", "PV", "RL", "RQ", "VA" }
           from measure in new[] { "EST", "SE", "NO.SRC" }
           select $"GOV_WGI_{dimension}.{measure}@3",
    ];

    private readonly FactTableSchema table = TableSchemas.Read("sources.WorldBank.schema.csv").Single();

    /// <summary>The source.</summary>
    public WorldBankSource() => Info = new SourceInfo(
        "worldbank",
        "World Bank Open Data: World Development Indicators, Worldwide Governance Indicators",
        "World Bank",
        "CC BY 4.0",
        "World Bank. World Development Indicators; Worldwide Governance Indicators. https://data.worldbank.org",
        new Uri("https://api.worldbank.org/v2/"),
        "by hand: the CSV of an indicator from https://data.worldbank.org/indicator, unpacked, then 'dyad data fetch "
            + "worldbank --file FILE'",
        [table])
    {
        RequestsPerSecond = 4,
    };

    /// <inheritdoc />
    public SourceInfo Info { get; }

    /// <inheritdoc />
    public FetchQuery Complete(FetchQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        foreach (var dataset in query.Datasets)
            Indicator.Parse(dataset);
        return query.Datasets.Count > 0 ? query : query with { Datasets = DefaultIndicators };
    }

    /// <inheritdoc />
    public Task FetchAsync(FetchQuery query, IFetch fetch, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(fetch);
        return fetch.OfOneReleaseAsync(() => TryFetchAsync(query, fetch, cancel));
    }

    /// <inheritdoc />
    public void ReadFile(string path, FetchQuery query, IFetch fetch, CancellationToken cancel) =>
        WorldBankFile.Read(path, query, table, fetch);

    /// <summary>Asks all pages of all indicators; false where a database was updated in between.</summary>
    private async Task<bool> TryFetchAsync(FetchQuery query, IFetch fetch, CancellationToken cancel)
    {
        var economies = await EconomiesAsync(fetch, cancel).ConfigureAwait(false);
        if (query.Parties.FirstOrDefault(p => !economies.Contains(p)) is { } unknown)
            throw new FactException(
                $"{fetch.Http.Address.Host}: '{unknown}' is no economy of the World Bank; leave it out of --parties");
        var wanted = query.Parties.Count > 0 ? query.Parties.ToHashSet(StringComparer.Ordinal) : economies;

        var releases = new Dictionary<string, PageHead>(StringComparer.Ordinal);
        for (var i = 0; i < query.Datasets.Count; i++)
        {
            var indicator = Indicator.Parse(query.Datasets[i]);
            var pages = 1;
            for (var page = 1; page <= pages; page++)
            {
                fetch.Report(
                    string.Create(CultureInfo.InvariantCulture, $"{indicator.Code}, page {page} of {pages}"),
                    (i + ((page - 1.0) / pages)) / query.Datasets.Count);
                var head = await PageAsync(indicator, page, query, wanted, fetch, cancel).ConfigureAwait(false);
                if (query.AsOf is { } day && head.LastUpdated > day)
                    throw TooNew(fetch, indicator, head.LastUpdated.Value, day);
                // All indicators of a database are of one release; all pages of an indicator are of one count.
                var first = releases.GetValueOrDefault(head.Source);
                if ((first is not null && first.LastUpdated != head.LastUpdated) || (page > 1 && head.Pages != pages))
                    return false;
                releases[head.Source] = head;
                pages = head.Pages;
            }
        }

        return true;
    }

    private async Task<PageHead> PageAsync(
        Indicator indicator, int page, FetchQuery query, HashSet<string> wanted, IFetch fetch, CancellationToken cancel)
    {
        var part = string.Create(CultureInfo.InvariantCulture, $"{indicator.Code} page {page}");
        if (fetch.Has(part))
            return PageHead.FromNote(fetch.Note(part)!);

        var named = query.Parties.Count is > 0 and <= MostNamed ? string.Join(";", query.Parties) : "all";
        var path = string.Create(
            CultureInfo.InvariantCulture, $"country/{named}/indicator/{indicator.Code}?format=json&per_page={PerPage}&page={page}");
        if (query.Years is { } years)
            path += string.Create(CultureInfo.InvariantCulture, $"&date={years.First}:{years.Last}");
        if (indicator.Source is { } source)
            path += $"&source={source}";
        var reply = await fetch.Http.GetAsync(new SourceRequest(path), cancel).ConfigureAwait(false);

        var answer = WorldBankPage.Read(reply.Body, reply.Answer.Address, wanted, query.Years, fetch);
        if (answer.Aggregates > 0)
            fetch.Report(string.Create(CultureInfo.InvariantCulture,
                $"{indicator.Code}: {answer.Aggregates} figures of aggregates left out"), 0);
        fetch.Keep(
            part,
            reply.Answer with { Released = answer.Head.Release },
            [new RowBatch(table, answer.Rows, answer.Numbers)],
            answer.Head.ToNote());
        return answer.Head;
    }

    private static async Task<HashSet<string>> EconomiesAsync(IFetch fetch, CancellationToken cancel)
    {
        if (!fetch.Has(EconomiesPart))
        {
            // All 300 in one page.
            var reply = await fetch.Http.GetAsync(new SourceRequest("country?format=json&per_page=1000"), cancel).ConfigureAwait(false);
            var economies = WorldBankPage.ReadEconomies(reply.Body, reply.Answer.Address);
            fetch.Keep(EconomiesPart, reply.Answer, [], string.Join(' ', economies));
        }

        return [.. fetch.Note(EconomiesPart)!.Split(' ')];
    }

    private static FactException TooNew(IFetch fetch, Indicator indicator, DateOnly updated, DateOnly day) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{fetch.Http.Address.Host}: {indicator.Code} was updated on {updated:yyyy-MM-dd}, after {day:yyyy-MM-dd}, and its "
            + $"earlier figures are not offered; what was fetched before then is in the store"));
}

/// <summary>An indicator, as a dataset names it: <c>CODE</c>, or <c>CODE@SOURCE</c> with the API's number of its database.</summary>
internal readonly record struct Indicator(string Code, string? Source)
{
    /// <summary>Reads one.</summary>
    /// <exception cref="FactException">It cannot be one.</exception>
    public static Indicator Parse(string dataset)
    {
        var parts = dataset.Split('@');
        var valid = parts.Length <= 2 && parts[0].Length > 0
            && parts[0].All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_')
            && parts.Skip(1).All(p => p.Length > 0 && p.All(char.IsAsciiDigit));
        return valid
            ? new Indicator(parts[0], parts.Length == 2 ? parts[1] : null)
            : throw new FactException(
                $"worldbank: '{dataset}' is no indicator; it is CODE, or CODE@NUMBER with the number of its database: "
                    + $"GOV_WGI_RL.EST@3");
    }
}
