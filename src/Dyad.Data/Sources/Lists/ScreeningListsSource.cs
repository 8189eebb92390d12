using System.Globalization;
using Dyad.Data.Schema;
using Dyad.Data.Sources.Http;
using Dyad.Data.Sources.Reading;

namespace Dyad.Data.Sources.Lists;

/// <summary>
/// Published consolidated screening lists: of the Security Council, the United States and the European Union. Partners are held against
/// them before they are shown. Each list is one file, whole.
/// </summary>
public sealed class ScreeningListsSource : ISource
{
    private static readonly IReadOnlyList<ListFile> Files =
    [
        new("un", "https://scsanctions.un.org/resources/xml/en/consolidated.xml", XmlLists.Un),
        new("ofac-sdn", "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/SDN.XML", XmlLists.Ofac),
        new("ofac-consolidated", "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/CONSOLIDATED.XML", XmlLists.Ofac),
        // The token is the public one of the Commission's page, and no secret.
        new("eu", "https://webgate.ec.europa.eu/fsd/fsf/public/files/csvFullSanctionsList_1_1/content?token=dG9rZW4tMjAxNw", CsvLists.Eu),
        new("us-csl", "https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.csv", CsvLists.UsCsl),
    ];

    private static readonly string[] Types =
    [
        "application/xml", "text/xml", "text/csv", "application/csv", "text/plain", "application/octet-stream", "binary/octet-stream",
        "application/vnd.ms-excel",
    ];

    private readonly FactTableSchema table = TableSchemas.Read("sources.Lists.schema.csv").Single();

    /// <summary>The source.</summary>
    public ScreeningListsSource() => Info = new SourceInfo(
        "lists",
        "Consolidated screening lists: UN Security Council, OFAC, European Union, US Consolidated Screening List",
        "United Nations, US Department of the Treasury, European Commission, US International Trade Administration",
        "public lists: UN free for use; US public domain; EU free for reuse with citation",
        "the list, its publisher, and the day of its publication",
        new Uri("https://scsanctions.un.org/"),
        "by hand: download the list from its publisher, then 'dyad data fetch lists --datasets LIST --file FILE' with one of "
            + "un, ofac-sdn, ofac-consolidated, eu, us-csl",
        [table])
    {
        RequestsPerSecond = 1,
    };

    /// <inheritdoc />
    public SourceInfo Info { get; }

    /// <inheritdoc />
    public FetchQuery Complete(FetchQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Parties.Count > 0 || query.Years is not null)
            throw new FactException("lists: a list is read whole; --parties and --years are not for it");
        foreach (var dataset in query.Datasets)
            Find(dataset);
        return query.Datasets.Count > 0 ? query : query with { Datasets = [.. Files.Select(f => f.Name)] };
    }

    /// <inheritdoc />
    public async Task FetchAsync(FetchQuery query, IFetch fetch, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(fetch);
        for (var i = 0; i < query.Datasets.Count; i++)
        {
            var list = Find(query.Datasets[i]);
            if (fetch.Has(list.Name))
                continue;
            var path = Path.Combine(fetch.Scratch, list.Name);
            var (done, all) = (i, query.Datasets.Count);
            var answer = await fetch.Http.DownloadAsync(
                new SourceRequest(Address(list, fetch)) { Types = Types },
                path,
                (received, length) => fetch.Report(list.Name, (done + (length > 0 ? (double)received / length.Value : 0)) / all),
                cancel).ConfigureAwait(false);
            Keep(list, path, answer.Address, answer, query, fetch);
        }
    }

    /// <inheritdoc />
    public void ReadFile(string path, FetchQuery query, IFetch fetch, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(fetch);
        var list = query.Datasets is [var one] ? Find(one) : throw new FactException("lists: a file is of one list: --datasets LIST");
        var hand = HandFile.Read(path);
        Keep(list, path, hand.Name, hand.Answer, query, fetch);
    }

    private void Keep(ListFile list, string path, string file, Answer answer, FetchQuery query, IFetch fetch)
    {
        ScreeningList read;
        try
        {
            using var stream = File.OpenRead(path);
            read = list.Read(stream, file);
        }
        catch (RowFaultException e)
        {
            // A screening that lets an entry fall is worse than none: no part of a list is left out.
            throw new FactException(e.Fault.ToString());
        }

        if (read.Entries.Count == 0)
            throw JsonAnswer.Changed(file, "the list has no entries");
        if (read.Released > query.AsOf)
        {
            throw new FactException(string.Create(
                CultureInfo.InvariantCulture,
                    $"{file}: is of {read.Released:yyyy-MM-dd}, after {query.AsOf:yyyy-MM-dd}; what was fetched before then "
                        + $"is in the store"));
        }

        var rows = read.Entries.SelectMany(e => e.Entry.Rows(list.Name).Select(r => (Row: r, e.Row))).ToList();
        fetch.Keep(
            list.Name,
            answer with { Released = read.Released?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "" },
            [new RowBatch(table, [.. rows.Select(r => r.Item1)], [.. rows.Select(r => r.Item2)])]);
    }

    /// <summary>The publisher's own address; its path below the one that was given in its place, where one was.</summary>
    private string Address(ListFile list, IFetch fetch) =>
        fetch.Http.Address == Info.Address ? list.Address : new Uri(list.Address).PathAndQuery.TrimStart('/');

    private static ListFile Find(string name) => Files.FirstOrDefault(f => f.Name == name)
        ?? throw new FactException($"lists: no list '{name}'; there are {string.Join(", ", Files.Select(f => f.Name))}");

    private sealed record ListFile(string Name, string Address, Func<Stream, string, ScreeningList> Read);
}
