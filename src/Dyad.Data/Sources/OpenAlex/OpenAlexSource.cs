using System.Globalization;
using System.Text.Json;
using Dyad.Data.Schema;
using Dyad.Data.Sources.Http;
using Dyad.Data.Sources.Reading;

namespace Dyad.Data.Sources.OpenAlex;

/// <summary>
/// OpenAlex: works whose authors have institutions in both economies of a pair, year by year, by cursor. What the two do together in
/// science, by field.
/// </summary>
public sealed class OpenAlexSource : ISource
{
    private const int PerPage = 100;
    private const int FirstYear = 2000;
    private const string FirstCursor = "*";
    private const string Fields = "id,publication_year,type,primary_topic,cited_by_count,countries_distinct_count,is_retracted";

    private readonly FactTableSchema table = TableSchemas.Read("sources.OpenAlex.schema.csv").Single();
    private readonly TimeProvider clock;

    /// <summary>The source.</summary>
    /// <param name="clock">Tells the current year, the last that is asked for where none is named; null: the machine's.</param>
    public OpenAlexSource(TimeProvider? clock = null)
    {
        this.clock = clock ?? TimeProvider.System;
        Info = new SourceInfo(
            "openalex",
            "OpenAlex: catalogue of scholarly works",
            "OurResearch",
            "CC0 1.0",
            "Priem, Piwowar and Orr (2022). OpenAlex: A fully-open index of scholarly works, authors, venues, institutions, "
                + "and concepts. arXiv:2205.01833",
            new Uri("https://api.openalex.org/"),
            "by hand: save "
                + "https://api.openalex.org/works?filter=institutions.country_code:cn,institutions.country_code:ru,publication_year:2023&per_page=100 "
                + "as JSON, then 'dyad data fetch openalex --parties CHN,RUS --file FILE'",
            [table])
        {
            KeyVariable = "DYAD_OPENALEX_KEY",
            RequestsPerSecond = 5,
        };
    }

    /// <inheritdoc />
    public SourceInfo Info { get; }

    /// <inheritdoc />
    public FetchQuery Complete(FetchQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Parties.Count != 2)
            throw new FactException("openalex: name the two economies whose joint works are wanted: --parties CHN,RUS");
        if (query.Parties.FirstOrDefault(p => Iso3166.Alpha2(p) is null) is { } unknown)
            throw new FactException($"openalex: '{unknown}' is no code of ISO 3166 alpha-3");
        if (query.Datasets.Count > 0)
            throw new FactException("openalex: it has one dataset; --datasets is not for it");
        if (query.AsOf is not null)
            throw new FactException("openalex: the service tells what is known today, and nothing as of a day");
        return query.Years is not null ? query : query with { Years = (FirstYear, clock.GetUtcNow().Year) };
    }

    /// <inheritdoc />
    public async Task FetchAsync(FetchQuery query, IFetch fetch, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(fetch);
        var (first, last) = query.Years ?? throw new FactException("openalex: no years are named");
        for (var year = first; year <= last; year++)
        {
            // Cursors outlive the process for a while; one that does not any more is refused by the service, by name.
            var cursor = FirstCursor;
            for (var page = 1; cursor.Length > 0; page++)
            {
                var part = string.Create(CultureInfo.InvariantCulture, $"{year} page {page}");
                fetch.Report(part, (double)(year - first) / (last - first + 1));
                if (!fetch.Has(part))
                    await PageAsync(part, query, year, cursor, fetch, cancel).ConfigureAwait(false);
                cursor = fetch.Note(part) ?? "";
            }
        }
    }

    /// <inheritdoc />
    public void ReadFile(string path, FetchQuery query, IFetch fetch, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(fetch);
        var file = HandFile.Read(path);
        var (rows, numbers, _, count) = Read(file.Bytes, file.Name, query, null, fetch);
        if (count > rows.Count)
        {
            throw new FactException(string.Create(
                CultureInfo.InvariantCulture,
                    $"{file.Name}: has {rows.Count} of {count} works: a page of several; name a single year and the largest "
                        + $"page, or fetch"));
        }

        fetch.Keep(file.Name, file.Answer, [new RowBatch(table, rows, numbers)]);
    }

    private async Task PageAsync(string part, FetchQuery query, int year, string cursor, IFetch fetch, CancellationToken cancel)
    {
        var filter = string.Join(',', query.Parties.Select(p => "institutions.country_code:" + Iso3166.Alpha2(p)!.ToLowerInvariant()));
        var path = string.Create(
            CultureInfo.InvariantCulture,
            $"works?filter={filter},publication_year:{year}&per_page={PerPage}&cursor={Uri.EscapeDataString(cursor)}&select={Fields}");
        var reply = await fetch.Http.GetAsync(new SourceRequest(path) { KeyParameter = "api_key" }, cancel).ConfigureAwait(false);
        var (rows, numbers, next, count) = Read(reply.Body, reply.Answer.Address, query, year, fetch);
        // Without a key the service gives the first page alone.
        if (next.Length == 0 && cursor == FirstCursor && count > PerPage)
        {
            throw new FactException(string.Create(
                CultureInfo.InvariantCulture,
                $"{fetch.Http.Address.Host}: {count} works in {year}, and no cursor to more than the first {rows.Count}; a "
                    + $"key, free at openalex.org/settings/api, is read from {Info.KeyVariable}"));
        }

        fetch.Keep(part, reply.Answer, [new RowBatch(table, rows, numbers)], next);
    }

    /// <summary>A page: <c>{"meta": {"count", "next_cursor"}, "results": [...]}</c>; the last has no cursor, or no results.</summary>
    private static (List<object?[]> Rows, List<long> Numbers, string Next, int Count) Read(
        ReadOnlyMemory<byte> body, string file, FetchQuery query, int? year, IFetch fetch)
    {
        using var document = JsonAnswer.Parse(body, file);
        var answer = new JsonRow(document.RootElement, file, 0);
        var results = answer.Field("results");
        if (results.ValueKind != JsonValueKind.Array)
            throw JsonAnswer.Changed(file, "'results' is no list");
        var pair = query.Parties.Order(StringComparer.Ordinal).ToList();
        var (rows, numbers, number) = (new List<object?[]>(), new List<long>(), 0L);
        foreach (var result in results.EnumerateArray())
        {
            try
            {
                rows.Add([.. pair, .. Work(new JsonRow(result, file, ++number), year)]);
                numbers.Add(number);
            }
            catch (RowFaultException e)
            {
                fetch.Reject(e.Fault);
            }
        }

        try
        {
            var meta = answer.Row("meta");
            var next = results.GetArrayLength() > 0 && meta.Has("next_cursor") ? meta.TextOrNull("next_cursor") : null;
            return (rows, numbers, next ?? "", meta.Whole("count"));
        }
        catch (RowFaultException e)
        {
            throw new FactException(e.Fault.ToString());
        }
    }

    private static object?[] Work(JsonRow work, int? asked)
    {
        var id = work.Text("id").Split('/')[^1];
        if (id.Length < 2 || id[0] != 'W' || !id.Skip(1).All(char.IsAsciiDigit))
            throw work.Fault("id", work.Text("id"), "is no work");
        var year = work.Whole("publication_year");
        if (asked is not null && year != asked)
            throw work.Fault("publication_year", year.ToString(CultureInfo.InvariantCulture), "was not asked for");
        JsonRow? topic = work.Field("primary_topic").ValueKind == JsonValueKind.Null ? null : work.Row("primary_topic");
        return
        [
            id, year, work.TextOrNull("type"), topic?.Row("field").Text("display_name"), topic?.Row("domain").Text("display_name"),
            work.Whole("cited_by_count"), work.Whole("countries_distinct_count"),
            work.TruthOrNull("is_retracted") ?? throw work.Fault("is_retracted", "", "is missing"),
        ];
    }
}
