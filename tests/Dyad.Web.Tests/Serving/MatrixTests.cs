using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Dyad.Dossier.Live;
using Dyad.Web.Dossiers;

namespace Dyad.Web.Tests.Serving;

/// <summary>Every endpoint for every role, against the table; and that nobody without a seat learns whether a dossier exists.</summary>
[Collection(SiteTests.Name)]
public sealed partial class MatrixTests(Site site)
{
    /// <summary>Rows whose request ends what the next would need: each cell gets a dossier of its own.</summary>
    private static readonly string[] Spoiling = ["/close", "/sign", "/text-reopened", "/side-moved"];

    /// <summary>Rows that end the session that they are asked in.</summary>
    private static readonly string[] Ending = ["DELETE /api/v1/session", "POST /sign-out"];

    [Fact]
    public void EveryEndpointHasARowAndEveryRowAnEndpoint() =>
        Assert.Equal(Matrix.Rows.Keys.Order(StringComparer.Ordinal), Matrix.Mapped(site.Server.Services));

    [Fact]
    public async Task EveryRoleGetsWhatTheTableSays()
    {
        site.HoldJobs();
        var requests = new Requests(site);
        var live = await site.NewDossierAsync();
        var found = new StringBuilder();
        foreach (var (row, expected) in Matrix.Rows)
        {
            var at = row.Contains("/jobs", StringComparison.Ordinal) ? await site.NewDossierAsync() : live;
            for (int i = 0; i < Matrix.Roles.Count; i++)
            {
                if (Spoiling.Any(s => row.EndsWith(s, StringComparison.Ordinal)))
                    at = await PreparedAsync(site, row);
                string? handle = Matrix.Roles[i].Handle;
                using var own = handle is not null && Ending.Contains(row) ? await site.NewAsync(handle) : null;
                using var answer = await requests.SendAsync(row, own ?? await site.AsAsync(handle), at, at.Current.State.Id);
                if ((int)answer.StatusCode != expected[i])
                    found.AppendLine($"{row} as {Matrix.Roles[i].Column}: {(int)answer.StatusCode}, not {expected[i]}");
            }
        }

        Assert.Equal("", found.ToString());
    }

    public static TheoryData<string?> Seatless => new(null, Site.Outsider, Site.Operator, Site.Removed);

    [Theory]
    [MemberData(nameof(Seatless))]
    public async Task WhoHasNoSeatCannotTellADossierFromNone(string? handle)
    {
        site.HoldJobs();
        var requests = new Requests(site);
        var live = await site.NewDossierAsync();
        var who = await site.AsAsync(handle);
        string id = live.Current.State.Id, none = DossierHall.NewId();
        var rows = Matrix.Rows.Keys.Where(r => r.Contains("{dossier}", StringComparison.Ordinal)).ToList();
        Assert.True(rows.Count > 50);
        foreach (string row in rows)
            Assert.Equal($"{row}\n{await SaidAsync(none, row)}", $"{row}\n{await SaidAsync(id, row)}");

        async Task<string> SaidAsync(string dossier, string row)
        {
            using var answer = await requests.SendAsync(row, who, live, dossier);
            return Plain(answer, await answer.Content.ReadAsStringAsync(), dossier);
        }
    }

    [Fact]
    public async Task NorTellThemApartByTime()
    {
        var live = await site.NewDossierAsync();
        var who = await site.AsAsync(Site.Outsider);
        var (there, none) = (new List<long>(), new List<long>());
        for (int i = 0; i < 300; i++)
        {
            there.Add(await TimeAsync(live.Current.State.Id));
            none.Add(await TimeAsync(DossierHall.NewId()));
        }

        double ratio = (double)Median(there) / Median(none);
        Assert.InRange(ratio, 0.67, 1.5);

        async Task<long> TimeAsync(string dossier)
        {
            long from = Stopwatch.GetTimestamp();
            using var answer = await who.GetAsync($"/api/v1/dossiers/{dossier}");
            return Stopwatch.GetTimestamp() - from;
        }

        static long Median(List<long> times) => times.Order().ElementAt(times.Count / 2);
    }

    public static async Task<LiveDossier> PreparedAsync(Site site, string row)
    {
        var live = await site.NewDossierAsync();
        if (row.EndsWith("/close", StringComparison.Ordinal))
            await Site.SettleAsync(live);
        else if (!row.EndsWith("/side-moved", StringComparison.Ordinal))
            await Site.CloseAsync(live);
        return live;
    }

    /// <summary>Status, headers and body without what differs each time.</summary>
    private static string Plain(HttpResponseMessage answer, string body, string dossier)
    {
        string headers = string.Join('\n', answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is not ("Date" or "Set-Cookie"))
            .Select(h => $"{h.Key}: {string.Join(", ", h.Value)}").Order(StringComparer.Ordinal));
        string text = $"{(int)answer.StatusCode}\n{headers}\n{body}".Replace(dossier, "ID", StringComparison.Ordinal);
        return Trace().Replace(Token().Replace(Job().Replace(text, "/jobs/JOB"), "TOKEN"), "TRACE");
    }

    [GeneratedRegex("value=\"CfDJ8[^\"]+\"")]
    private static partial Regex Token();

    [GeneratedRegex("\"trace_id\":\"[^\"]+\"")]
    private static partial Regex Trace();

    [GeneratedRegex("(/|%2F)jobs(/|%2F)[0-9a-f]{16}")]
    private static partial Regex Job();
}
