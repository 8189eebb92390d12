using System.Globalization;
using Dyad.Data.Schema;
using Dyad.Data.Sources.Http;
using Dyad.Data.Sources.Reading;

namespace Dyad.Data.Sources.Wits;

/// <summary>
/// WITS: tariffs of UNCTAD TRAINS by product of six digits. Each party's most-favoured-nation schedule, and what it grants to the other
/// parties where the source lists them as partners.
/// </summary>
public sealed class WitsSource : ISource
{
    private const string World = "000";
    private const string CountriesPart = "countries";
    private static readonly string[] DataTypes = ["reported", "aveestimated"];
    private static readonly string[] DefaultDatasets = ["reported"];
    private static readonly string[] Types = ["application/xml", "text/xml", "application/vnd.sdmx.structurespecificdata+xml", "application/vnd.sdmx.genericdata+xml"];

    private readonly FactTableSchema table = TableSchemas.Read("sources.Wits.schema.csv").Single();

    /// <summary>The source.</summary>
    public WitsSource() => Info = new SourceInfo(
        "wits",
        "World Integrated Trade Solution: UNCTAD TRAINS tariffs",
        "World Bank and UNCTAD",
        "WITS terms of use: free for use with citation of UNCTAD TRAINS and WITS",
        "UNCTAD TRAINS, by World Integrated Trade Solution (WITS). https://wits.worldbank.org",
        new Uri("https://wits.worldbank.org/API/V1/"),
        "by hand: save "
            + "https://wits.worldbank.org/API/V1/SDMX/V21/datasource/TRN/reporter/156/partner/000/product/ALL/year/2022/datatype/reported "
            + "as XML, then 'dyad data fetch wits --parties CHN,RUS --file FILE'",
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
        if (query.Parties.Count == 0)
            throw new FactException(
                "wits: name the economies whose tariffs are wanted: --parties CHN,RUS (EUN for the European Union)");
        if (query.Datasets.FirstOrDefault(d => !DataTypes.Contains(d)) is { } wrong)
            throw new FactException($"wits: no dataset '{wrong}'; there are {string.Join(", ", DataTypes)}");
        return query.Datasets.Count > 0 ? query : query with { Datasets = DefaultDatasets };
    }

    /// <inheritdoc />
    public Task FetchAsync(FetchQuery query, IFetch fetch, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(fetch);
        return fetch.OfOneReleaseAsync(() => TryFetchAsync(query, fetch, cancel));
    }

    /// <inheritdoc />
    public void ReadFile(string path, FetchQuery query, IFetch fetch, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(fetch);
        var file = HandFile.Read(path);
        var (rows, numbers) = WitsAnswers.Rates(file.Bytes, file.Name, Iso, fetch);
        fetch.Keep(file.Name, file.Answer, [new RowBatch(table, rows, numbers)]);
    }

    private async Task<bool> TryFetchAsync(FetchQuery query, IFetch fetch, CancellationToken cancel)
    {
        var codes = await CountriesAsync(fetch, cancel).ConfigureAwait(false);
        if (query.Parties.FirstOrDefault(p => !codes.ContainsKey(p)) is { } unknown)
            throw new FactException($"{fetch.Http.Address.Host}: '{unknown}' is no economy of WITS by ISO 3166 alpha-3");
        var isos = codes.ToDictionary(c => c.Value, c => c.Key, StringComparer.Ordinal);
        foreach (var reporter in query.Parties)
        {
            if (await YearsAsync(reporter, codes[reporter], fetch, cancel).ConfigureAwait(false) is not { } years)
                return false;
            foreach (var year in Wanted(reporter, years, query, fetch))
            {
                var partners = query.Parties.Where(p => p != reporter && year.Partners.Contains(codes[p])).Select(p => codes[p]).Prepend(World);
                foreach (var (partner, type) in partners.SelectMany(p => query.Datasets.Select(d => (p, d))))
                    await RatesAsync(reporter, codes[reporter], partner, year, type, isos, fetch, cancel).ConfigureAwait(false);
            }
        }

        return true;
    }

    private static IEnumerable<WitsYear> Wanted(string reporter, IReadOnlyList<WitsYear> years, FetchQuery query, IFetch fetch)
    {
        foreach (var year in years.Where(y => query.Years is not { } s || (y.Year >= s.First && y.Year <= s.Last)))
        {
            if (year.Updated > query.AsOf)
                fetch.Report(string.Create(CultureInfo.InvariantCulture,
                    $"{reporter} {year.Year} left out: updated on {year.Updated:yyyy-MM-dd}, after "
                        + $"{query.AsOf:yyyy-MM-dd}"), 0);
            else
                yield return year;
        }
    }

    private async Task RatesAsync(
        string reporter, string code, string partner, WitsYear year, string type, Dictionary<string, string> isos, IFetch fetch, CancellationToken cancel)
    {
        var part = string.Create(CultureInfo.InvariantCulture, $"{reporter} {isos[partner]} {year.Year} {type}");
        if (fetch.Has(part))
            return;
        fetch.Report(part, 0);
        var path = string.Create(
            CultureInfo.InvariantCulture,
                $"SDMX/V21/datasource/TRN/reporter/{code}/partner/{partner}/product/ALL/year/{year.Year}/datatype/{type}");
        var reply = await GetAsync(path, fetch, cancel).ConfigureAwait(false);
        var (rows, numbers) = reply.Status == 404 ? ([], []) : WitsAnswers.Rates(reply.Body, reply.Answer.Address, isos.GetValueOrDefault, fetch);
        fetch.Keep(
            part, reply.Answer with { Released = year.Updated?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "" }, [new RowBatch(table, rows, numbers)]);
    }

    /// <summary>Years of a reporter; null where they differ from what an earlier run kept.</summary>
    private static async Task<IReadOnlyList<WitsYear>?> YearsAsync(string reporter, string code, IFetch fetch, CancellationToken cancel)
    {
        var reply = await GetAsync(
            $"wits/datasource/trn/dataavailability/country/{code}/year/ALL", fetch, cancel).ConfigureAwait(false);
        var years = reply.Status == 404 ? [] : WitsAnswers.Years(reply.Body, reply.Answer.Address);
        var (part, note) = ($"years {reporter}", string.Join('\n', years.Select(y => y.Mark)));
        if (!fetch.Has(part))
            fetch.Keep(part, reply.Answer, [], note);
        return fetch.Note(part) == note ? years : null;
    }

    private static async Task<IReadOnlyDictionary<string, string>> CountriesAsync(IFetch fetch, CancellationToken cancel)
    {
        if (!fetch.Has(CountriesPart))
        {
            var reply = await GetAsync("wits/datasource/trn/country/ALL", fetch, cancel).ConfigureAwait(false);
            var codes = WitsAnswers.Countries(reply.Body, reply.Answer.Address);
            fetch.Keep(CountriesPart, reply.Answer, [], string.Join(' ', codes.Select(c => $"{c.Key}={c.Value}")));
        }

        return fetch.Note(CountriesPart)!.Split(' ').Select(c => c.Split('=')).ToDictionary(c => c[0], c => c[1], StringComparer.Ordinal);
    }

    private static Task<Reply> GetAsync(string path, IFetch fetch, CancellationToken cancel) =>
        fetch.Http.GetAsync(new SourceRequest(path) { Types = Types, Statuses = [404] }, cancel);

    /// <summary>ISO code of the source's number, for files that come without its list: M49, and its own for the union and the world.</summary>
    private static string? Iso(string code) => code switch
    {
        World => "WLD",
        "918" => "EUN",
        _ => Iso3166.FromNumeric(code),
    };
}
