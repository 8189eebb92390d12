using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Dyad.Testing;

namespace Dyad.Bench.Delegates;

/// <summary>Somebody at a dossier: opens a clause, thinks, saves, and starts again; their stream tells them what others do.</summary>
internal sealed partial class Delegate(ServeClient client, string dossier, bool edits, string[] clauses, int seed)
{
    /// <summary>Of 100 saves of all; editors make all of the last two kinds, so that the shares hold for everybody together.</summary>
    private const double Comments = 60, Suggestions = 10, Edits = 20, Positions = 10;

    /// <summary>One in so many reads the whole dossier first.</summary>
    private const int ReadsAll = 20;

    /// <summary>Times that somebody whose clause was changed meanwhile opens it again.</summary>
    private const int Retries = 5;

    private readonly Random random = new(seed);
    private int count;

    public ServeClient Client => client;

    public LiveStream Stream { get; } = new(client, dossier);

    /// <summary>Milliseconds of each save from sending to the answer.</summary>
    public List<double> Saves { get; } = [];

    /// <summary>Milliseconds of each reading of the whole dossier.</summary>
    public List<double> Reads { get; } = [];

    /// <summary>Hashes of what was saved.</summary>
    public List<string> Acknowledged { get; } = [];

    /// <summary>Refusals by kind.</summary>
    public Dictionary<string, int> Refused { get; } = [];

    private string Path => $"/api/v1/dossiers/{dossier}";

    /// <summary>Share of editors among delegates, of which the kinds of their saves follow.</summary>
    public required double Editors { get; init; }

    public async Task WorkAsync(CancellationToken cancel)
    {
        await Task.Delay(random.Next(2000), CancellationToken.None);
        while (!cancel.IsCancellationRequested)
        {
            if (random.Next(ReadsAll) == 0)
                await ReadAsync();
            string what = Next(), clause = clauses[random.Next(clauses.Length)];
            string? version = what == "comment-made" ? null : await VersionAsync(clause);
            // As a page does when somebody begins to type.
            await client.PostAsync($"{Path}/at", new { clause }, CancellationToken.None);
            await Task.Delay(random.Next(1000, 3000), CancellationToken.None);
            if (!cancel.IsCancellationRequested)
                await SaveAsync(what, clause, version);
        }
    }

    private async Task SaveAsync(string what, string clause, string? version)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"{client.Handle}-{++count}");
        for (int attempt = 0; attempt < Retries; attempt++)
        {
            object body = what switch
            {
                "comment-made" => new { comment = id, clause, text = Sentence() },
                "suggestion-made" => new { suggestion = id, clause, @base = version, texts = new { en = Sentence() }, reason = "" },
                "clause-written" => new { clause, section = Section(clause), order = Order(clause), texts = new { en = Sentence() }, @base = version },
                _ => new { clause, version, position = "reserve", text = new { en = Sentence() } },
            };
            long start = Stopwatch.GetTimestamp();
            var answer = await client.PostAsync($"{Path}/{what}", body);
            if (answer.Done)
            {
                Saves.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                Acknowledged.Add(answer.Hash);
                return;
            }

            Refused[answer.Refusal] = Refused.GetValueOrDefault(answer.Refusal) + 1;
            if (answer.Refusal != "changed")
                return;
            version = await VersionAsync(clause);
        }
    }

    private async Task ReadAsync()
    {
        long start = Stopwatch.GetTimestamp();
        await client.GetAsync(Path);
        Reads.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    /// <summary>The version of a clause, out of the part of the page that shows it.</summary>
    private async Task<string> VersionAsync(string clause) =>
        Shown().Match(Encoding.UTF8.GetString(await client.GetAsync($"/d/{dossier}/parts?id={clause}"))).Groups[1].Value;

    private string Next()
    {
        var (edit, state) = edits ? (Edits / Editors, Positions / Editors) : (0, 0);
        double at = random.NextDouble() * 100, talk = (100 - edit - state) / (Comments + Suggestions);
        return at < edit ? "clause-written" : at < edit + state ? "position-stated"
            : at < edit + state + (Comments * talk) ? "comment-made" : "suggestion-made";
    }

    private string Sentence() => string.Join(' ', Enumerable.Range(0, random.Next(8, 40)).Select(_ => Words[random.Next(Words.Length)])) + ".";

    /// <summary>Ids of clauses are their section and their place in it.</summary>
    public static string Section(string clause) => clause.Split('.')[0];

    public static int Order(string clause) => int.Parse(clause.Split('.')[1], CultureInfo.InvariantCulture);

    private static readonly string[] Words =
        "both sides agree that customs corridors rail freight payment tariff rules border delays insurance energy services grow by the year".Split(' ');

    [GeneratedRegex("data-version=\"([^\"]+)\"")]
    private static partial Regex Shown();
}
