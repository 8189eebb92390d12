using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Dyad.Dossier.Exchange;
using Dyad.Testing;

namespace Dyad.Bench.Delegates;

/// <summary>
/// Delegates who work on one dossier at a server of its own: how long a save takes, and that nothing of what the server acknowledged is
/// missing in the log, on any stream or on a page that stayed open.
/// </summary>
internal sealed class DelegateStudy(string dll, double minutes, int number, string? postgres)
{
    private const int Sections = 6, ClausesEach = 10, Pages = 3, Seed = 20261129;

    /// <summary>Of all; the heads of the sides speak and write no more than delegates, as what a head has agreed to may not be changed.</summary>
    private const double Editors = 0.56;

    private static readonly string[] Sides = ["AAA", "BBB"];

    private static readonly TimeSpan CatchUp = TimeSpan.FromSeconds(20);

    private readonly string[] _clauses =
        [.. Enumerable.Range(1, Sections).SelectMany(s => Enumerable.Range(1, ClausesEach).Select(c => $"s{s}.{c}"))];

    /// <summary>Runs it; the first line names the columns. Whether all held.</summary>
    public async Task<bool> RunAsync(TextWriter output, TextWriter notes)
    {
        string folder = Directory.CreateTempSubdirectory("dyad-delegates-").FullName;
        try
        {
            string[] engine = postgres is null ? [] : ["--postgres", postgres];
            using var serve = await ServeProcess.StartAsync(dll, folder, null, ["--behind-proxy", .. engine]);
            return await RunAsync(serve, output, notes);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<bool> RunAsync(ServeProcess serve, TextWriter output, TextWriter notes)
    {
        var (dossier, delegates) = await OpenAsync(serve, notes);
        var head = delegates[0].Client;
        using var listen = new CancellationTokenSource();
        var streams = delegates.Select(d => d.Stream.ListenAsync(listen.Token)).ToList();
        await Task.WhenAll(delegates.Select(d => d.Stream.Open));
        int before = (int)(await head.GetJsonAsync($"/api/v1/dossiers/{dossier}"))["entries"]!;
        await using var pages = await OpenPages.OpenAsync(delegates.Take(Pages).Select(d => d.Client), dossier);
        await notes.WriteLineAsync(pages is null ? "no browser here: no pages stay open" : $"{pages.Count} pages are open");
        serve.Process.Refresh();
        var (cpu, start) = (serve.Process.TotalProcessorTime, Stopwatch.GetTimestamp());
        using (var stop = new CancellationTokenSource(TimeSpan.FromMinutes(minutes)))
            await Task.WhenAll(delegates.Select(d => d.WorkAsync(stop.Token)));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        serve.Process.Refresh();
        double busy = (serve.Process.TotalProcessorTime - cpu).TotalSeconds / seconds;
        var check = FileCheck.Of(await head.GetAsync($"/api/v1/dossiers/{dossier}/export"));
        foreach (string fault in check.Faults)
            await notes.WriteLineAsync(fault);
        var entries = check.History!.Public().ToList();
        string[] expected = [.. entries.Skip(before).Select(e => Line(JsonNode.Parse(e.Content)!))];
        await CaughtUpAsync(delegates, expected.Length);
        int missing = delegates.SelectMany(d => d.Acknowledged).Except(entries.Select(e => e.Hash)).Count();
        int doubled = expected.Length - delegates.Sum(d => d.Acknowledged.Count);
        int silent = delegates.Count(d => d.Stream.Cuts == 0 && !d.Stream.Told().SequenceEqual(expected));
        var views = await Task.WhenAll(delegates.Select(d => d.Client.GetJsonAsync($"/api/v1/dossiers/{dossier}")));
        int states = views.Select(v => (string)v["log_digest"]!).Append(check.State!.LogDigest).Distinct().Count();
        var (differ, agreed) = pages is null ? (0, 0) : await AgreedAsync(pages, views[0], notes);
        await listen.CancelAsync();
        await Task.WhenAll(streams);
        serve.Process.Refresh();
        double[] saves = [.. delegates.SelectMany(d => d.Saves).Order()], reads = [.. delegates.SelectMany(d => d.Reads).Order()];
        string refused = string.Join(' ', delegates.SelectMany(d => d.Refused).GroupBy(r => r.Key).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"{g.Key}:{g.Sum(r => r.Value)}"));
        (string Name, FormattableString Value)[] columns =
        [
            ("engine", $"{(postgres is null ? "sqlite" : "postgresql")}"), ("delegates", $"{number}"), ("seconds", $"{seconds:F0}"),
            ("saves", $"{saves.Length}"), ("median_ms", $"{At(saves, 0.5):F1}"), ("p95_ms", $"{At(saves, 0.95):F1}"),
            ("p99_ms", $"{At(saves, 0.99):F1}"), ("largest_ms", $"{saves[^1]:F1}"), ("refused", $"{refused}"),
            ("whole_reads", $"{reads.Length}"), ("read_p95_ms", $"{At(reads, 0.95):F1}"), ("missing", $"{missing}"), ("unasked", $"{doubled}"),
            ("faults", $"{check.Faults.Count}"), ("states", $"{states}"), ("told", $"{delegates.Sum(d => d.Stream.Told().Count)}"),
            ("presence", $"{delegates.Sum(d => d.Stream.Presence)}"), ("cut_streams", $"{delegates.Sum(d => d.Stream.Cuts)}"),
            ("streams_that_missed", $"{silent}"), ("pages", $"{pages?.Count ?? 0}"), ("pages_that_differ", $"{differ}"),
            ("pages_agree_s", $"{agreed:F1}"), ("cores", $"{busy:F2}"),
            ("peak_mb", $"{serve.Process.PeakWorkingSet64 / 1e6:F0}"),
        ];
        await output.WriteLineAsync(string.Join(',', columns.Select(c => c.Name)));
        await output.WriteLineAsync(string.Join(',', columns.Select(c => c.Value.ToString(CultureInfo.InvariantCulture))));
        return (missing, doubled, check.Faults.Count, states, silent, differ) == (0, 0, 0, 1, 0, 0);
    }

    /// <summary>Accounts and sessions one after the other, since a password takes its time; then the dossier with sections and clauses.</summary>
    private async Task<(string Dossier, List<Delegate> Delegates)> OpenAsync(ServeProcess serve, TextWriter notes)
    {
        using var self = new ServeClient(serve.Address!, "operator", "10.0.0.1");
        await self.JoinAsync(serve.FirstUse!);
        var clients = new List<ServeClient>();
        for (int i = 0; i < number; i++)
            clients.Add(await self.InviteAsync($"delegate{i + 1:D3}", string.Create(CultureInfo.InvariantCulture, $"10.0.1.{1 + (i % 250)}")));
        await notes.WriteLineAsync($"{clients.Count} have joined");
        var made = await self.DoAsync("/api/v1/dossiers", new
        {
            title = new { en = "Joint report" },
            heads = Sides.Select((side, i) => new { side, member = clients[i].Handle, name = clients[i].Handle }).ToArray(),
        });
        string dossier = (string)made.Json!["dossier"]!, path = $"/api/v1/dossiers/{dossier}";
        int editors = (int)(Editors * number);
        for (int i = 2; i < number; i++)
        {
            string role = i < 2 + editors ? "editor" : "delegate";
            await clients[i % 2].DoAsync($"{path}/member-added", new { member = clients[i].Handle, name = clients[i].Handle, side = Sides[i % 2], role });
        }

        for (int s = 1; s <= Sections; s++)
            await clients[0].DoAsync($"{path}/section-written", new { section = $"s{s}", title = new { en = $"Section {s}" }, order = s });
        foreach (string clause in _clauses)
        {
            await clients[0].DoAsync($"{path}/clause-written", new
            {
                clause, section = Delegate.Section(clause), order = Delegate.Order(clause), texts = new { en = $"First wording of {clause}." },
            });
        }

        return (dossier, [.. clients.Select((c, i) => new Delegate(c, dossier, i >= 2 && i < 2 + editors, _clauses, Seed + i)
        {
            Editors = (double)editors / number,
        })]);
    }

    /// <summary>Waits until all pages show what the API does, or their time is over: how many differ still, and the seconds that it took.</summary>
    private static async Task<(int Differ, double Seconds)> AgreedAsync(OpenPages pages, JsonNode dossier, TextWriter notes)
    {
        long start = Stopwatch.GetTimestamp();
        while (await pages.DifferAsync(dossier, TextWriter.Null) > 0 && Stopwatch.GetElapsedTime(start) < CatchUp)
            await Task.Delay(500);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return (await pages.DifferAsync(dossier, notes), seconds);
    }

    /// <summary>Waits until all streams have told as much as is in the log, or their time is over.</summary>
    private static async Task CaughtUpAsync(List<Delegate> delegates, int entries)
    {
        long start = Stopwatch.GetTimestamp();
        while (delegates.Any(d => d.Stream.Cuts == 0 && d.Stream.Told().Count < entries) && Stopwatch.GetElapsedTime(start) < CatchUp)
            await Task.Delay(100);
    }

    private static string Line(JsonNode entry)
    {
        var what = entry["event"]!;
        return LiveStream.Line((string?)what["type"], (string?)what["clause"], (string?)entry["actor"]);
    }

    private static double At(double[] sorted, double share) =>
        sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
}
