using System.Globalization;
using Dyad.Data.Harmonise;
using Dyad.Data.Schema;
using Dyad.Data.Sources.Http;
using Dyad.Data.Sources.Reading;

namespace Dyad.Data.Sources.Comtrade;

/// <summary>
/// UN Comtrade: what both customs services of a pair state about their trade, by year and product, with the day of each release. Without
/// a key the public preview is asked (500 rows an answer), with one the API of subscribers (100,000 rows); what does not fit is asked
/// in smaller pieces.
/// </summary>
public sealed partial class ComtradeSource : ISource
{
    private const string KeyHeader = "Ocp-Apim-Subscription-Key";
    private const int PreviewRows = 500;
    private const int KeyedRows = 100_000;
    private const string ProductsPart = "products";
    private const string SplitNote = "split";

    /// <summary>Exports, imports, and within them what was imported or exported before.</summary>
    private static readonly string[] Flows = ["X", "M", "RX", "RM"];

    /// <summary>Of routes: imports alone are counted by origin.</summary>
    private static readonly string[] RouteFlows = ["M"];

    private static readonly string[] DefaultDatasets = ["HS2", "TOTAL"];

    private readonly FactTableSchema table;
    private readonly FactTableSchema routeTable;
    private readonly FactTableSchema releaseTable;
    private readonly int previewRows;

    /// <summary>The source.</summary>
    public ComtradeSource()
        : this(PreviewRows)
    {
    }

    /// <summary>The source, with another limit of the preview: for tests.</summary>
    internal ComtradeSource(int previewRows)
    {
        this.previewRows = previewRows;
        var tables = TableSchemas.Read("sources.Comtrade.schema.csv");
        (table, routeTable, releaseTable) = (tables[0], tables[1], tables[2]);
        Info = new SourceInfo(
            "comtrade",
            "UN Comtrade Database",
            "United Nations Statistics Division",
            "UN Comtrade licence agreement: internal use with citation; re-dissemination of the data needs permission",
            "United Nations Statistics Division. UN Comtrade Database. https://comtradeplus.un.org",
            new Uri("https://comtradeapi.un.org/"),
            "by hand: choose reporter, partner and years on https://comtradeplus.un.org/TradeFlow, download the CSV, then "
                + "'dyad data fetch comtrade --parties CHN,RUS --file FILE'",
            tables)
        {
            KeyVariable = "DYAD_COMTRADE_KEY",
            RequestsPerSecond = 1,
        };
    }

    /// <inheritdoc />
    public SourceInfo Info { get; }

    /// <inheritdoc />
    public FetchQuery Complete(FetchQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Parties.Count < 2)
            throw new FactException(
                "comtrade: name the economies whose trade with each other is wanted, two at least: --parties CHN,RUS");
        if (query.Parties.FirstOrDefault(p => !ComtradeAreas.Knows(p)) is { } unknown)
            throw new FactException($"comtrade: '{unknown}' is no area of UN Comtrade by ISO 3166 alpha-3");
        var levels = ComtradeLevel.All.Select(l => l.Name).ToList();
        if (query.Datasets.FirstOrDefault(d => !levels.Contains(d)) is { } wrong)
            throw new FactException($"comtrade: no dataset '{wrong}'; there are {string.Join(", ", levels)}");
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
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(fetch);
        var file = HandFile.Read(path);
        var rows = new List<object?[]>();
        var numbers = new List<long>();
        void Take(IRecordFields record, long number)
        {
            try
            {
                var row = ComtradeAnswer.Row(record);
                var wanted = query.Parties.Count == 0 || (query.Parties.Contains((string)row[0]!) && query.Parties.Contains((string)row[1]!));
                if (!wanted || (query.Years is { } y && ((int)row[3]! < y.First || (int)row[3]! > y.Last)))
                    return;
                rows.Add(row);
                numbers.Add(number);
            }
            catch (RowFaultException e)
            {
                fetch.Reject(e.Fault);
            }
        }

        if (file.StartsWith('{'))
        {
            using var document = JsonAnswer.Parse(file.Bytes, file.Name);
            var records = ComtradeAnswer.Records(document.RootElement, file.Name, int.MaxValue)
                ?? throw new FactException($"{file.Name}: 'count' says that there are more records than the file has");
            for (var r = 0; r < records.Count; r++)
                Take(new JsonRow(records[r], file.Name, r + 1), r + 1);
        }
        else
        {
            foreach (var row in CsvAnswer.Rows(file.Bytes, file.Name))
                Take(row, row.Number);
        }

        fetch.Keep(file.Name, file.Answer, [new RowBatch(table, rows, numbers)]);
    }

    /// <summary>Asks everything; false where the source revised its figures since an earlier run kept its part of them.</summary>
    private async Task<bool> TryFetchAsync(FetchQuery query, IFetch fetch, CancellationToken cancel)
    {
        var limit = fetch.Http.HasKey ? KeyedRows : previewRows;
        var questions = new Queue<(ComtradeQuestion Question, string Released)>();
        var (first, last) = query.Years ?? (int.MinValue, int.MaxValue);
        foreach (var told in query.Parties.Select(p => FormerEconomies.BreakTold(p, first, last)).OfType<string>())
            fetch.Report(told, 0);
        foreach (var reporter in query.Parties)
        {
            if (await ReleasesAsync(reporter, fetch, cancel).ConfigureAwait(false) is not { } releases)
                return false;
            var years = Years(reporter, releases, query, fetch);
            var partners = query.Parties.Where(p => p != reporter).ToList();
            foreach (var level in ComtradeLevel.All.Where(l => query.Datasets.Contains(l.Name)))
            {
                foreach (var question in ComtradeQuestion.Of(reporter, partners, [.. years.Keys], level.Routes ? RouteFlows : Flows, level, limit))
                    questions.Enqueue((question, Day(question.Years.Max(y => years[y]))));
            }
        }

        var (done, all) = (0, questions.Count);
        while (questions.TryDequeue(out var next))
        {
            fetch.Report(next.Question.Part, (double)done / all);
            var smaller = await AskAsync(next.Question, next.Released, limit, fetch, cancel).ConfigureAwait(false);
            foreach (var question in smaller)
                questions.Enqueue((question, next.Released));
            (done, all) = (done + 1, all + smaller.Count);
        }

        return true;
    }

    /// <summary>The years that are asked of a reporter, with the day of their last release.</summary>
    private static SortedDictionary<int, DateOnly> Years(
        string reporter, IReadOnlyList<ComtradeRelease> releases, FetchQuery query, IFetch fetch)
    {
        var wanted = releases.Where(r => query.Years is not { } y || (r.Year >= y.First && r.Year <= y.Last)).ToList();
        var late = wanted.Where(r => r.Last > query.AsOf).ToList();
        foreach (var release in late)
            fetch.Report(string.Create(CultureInfo.InvariantCulture,
                $"{reporter} {release.Year} left out: released on {release.Last:yyyy-MM-dd}, after "
                    + $"{query.AsOf:yyyy-MM-dd}"), 0);
        var years = new SortedDictionary<int, DateOnly>();
        foreach (var release in wanted.Except(late))
            years[release.Year] = years.TryGetValue(release.Year, out var day) && day > release.Last ? day : release.Last;
        if (query.Years is { } span)
        {
            var missing = Enumerable.Range(span.First, span.Last - span.First + 1).Except(wanted.Select(r => r.Year)).ToList();
            if (missing.Count > 0)
                fetch.Report($"{reporter} has published nothing for {string.Join(", ", missing)}", 0);
        }

        return years;
    }

    /// <summary>What a reporter has released; null where it differs from what an earlier run kept.</summary>
    private async Task<IReadOnlyList<ComtradeRelease>?> ReleasesAsync(string reporter, IFetch fetch, CancellationToken cancel)
    {
        var all = new List<ComtradeRelease>();
        foreach (var area in ComtradeAreas.Codes(reporter))
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{Root(fetch)}/v1/getDa/C/A/HS?reporterCode={area}");
            var reply = await GetAsync(path, fetch, cancel).ConfigureAwait(false);
            var releases = ComtradeRelease.Read(reply.Body, reply.Answer.Address);
            var part = string.Create(CultureInfo.InvariantCulture, $"releases {reporter} {area}");
            var note = string.Join('\n', releases.Select(r => r.Mark));
            if (!fetch.Has(part))
                fetch.Keep(part, reply.Answer with { Released = releases.Count > 0 ? Day(releases.Max(r => r.Last)) : "" }, [new RowBatch(releaseTable, [.. releases.Select(r => r.Row)])], note);
            else if (fetch.Note(part) != note)
                return null;
            all.AddRange(releases);
        }

        return all;
    }

    /// <summary>Asks a question and keeps its answer; what comes back are the smaller questions to ask in its place.</summary>
    private async Task<IReadOnlyList<ComtradeQuestion>> AskAsync(
        ComtradeQuestion question, string released, int limit, IFetch fetch, CancellationToken cancel)
    {
        if (fetch.Has(question.Part))
            return fetch.Note(question.Part) == SplitNote ? await SmallerAsync(question, fetch, cancel).ConfigureAwait(false) : [];

        var verb = fetch.Http.HasKey ? "get" : "preview";
        var reply = await GetAsync($"{Root(fetch)}/v1/{verb}/C/A/HS?{question.Query(limit)}", fetch, cancel).ConfigureAwait(false);
        using var document = JsonAnswer.Parse(reply.Body, reply.Answer.Address);
        var records = ComtradeAnswer.Records(document.RootElement, reply.Answer.Address, limit);
        if (records is null)
        {
            var smaller = await SmallerAsync(question, fetch, cancel).ConfigureAwait(false);
            if (smaller.Count == 0)
                throw new FactException(
                    $"{reply.Answer.Address}: the answer is cut off at {limit.ToString(CultureInfo.InvariantCulture)} rows, "
                        + $"and the question cannot be made smaller");
            fetch.Keep(question.Part, reply.Answer with { Released = released }, [], SplitNote);
            return smaller;
        }

        var (rows, numbers) = (new List<object?[]>(), new List<long>());
        for (var r = 0; r < records.Count; r++)
        {
            try
            {
                var record = new JsonRow(records[r], reply.Answer.Address, r + 1);
                rows.Add(question.Level.Routes ? ComtradeAnswer.Route(record, question) : ComtradeAnswer.Row(record, question));
                numbers.Add(r + 1);
            }
            catch (RowFaultException e)
            {
                fetch.Reject(e.Fault);
            }
        }

        fetch.Keep(question.Part, reply.Answer with { Released = released },
            [new RowBatch(question.Level.Routes ? routeTable : table, rows, numbers)]);
        return [];
    }

    private static async Task<IReadOnlyList<ComtradeQuestion>> SmallerAsync(ComtradeQuestion question, IFetch fetch, CancellationToken cancel)
    {
        var halves = question.Halves();
        if (halves.Count > 0 || question.Level.Digits == 0 || question.Products is not null)
            return halves;
        if (question.Level.Digits == 2)
            return question.ByProduct(ComtradeLevel.Chapters);
        return question.ByProduct(await ProductsAsync(fetch, cancel).ConfigureAwait(false));
    }

    /// <summary>All codes of six digits, of all revisions, from the service's own list.</summary>
    private static async Task<IReadOnlyList<string>> ProductsAsync(IFetch fetch, CancellationToken cancel)
    {
        if (!fetch.Has(ProductsPart))
        {
            var reply = await GetAsync("files/v1/app/reference/HS.json", fetch, cancel).ConfigureAwait(false);
            using var document = JsonAnswer.Parse(reply.Body, reply.Answer.Address);
            var results = new JsonRow(document.RootElement, reply.Answer.Address, 0).Field("results");
            if (results.ValueKind != System.Text.Json.JsonValueKind.Array)
                throw JsonAnswer.Changed(reply.Answer.Address, "'results' is no list");
            var codes = results.EnumerateArray().Select((r, i) => new JsonRow(r, reply.Answer.Address, i + 1).Text("id"))
                .Where(c => c.Length == 6 && c.All(char.IsAsciiDigit)).Distinct().Order(StringComparer.Ordinal);
            fetch.Keep(ProductsPart, reply.Answer, [], string.Join(' ', codes));
        }

        return fetch.Note(ProductsPart)!.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Root(IFetch fetch) => fetch.Http.HasKey ? "data" : "public";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
