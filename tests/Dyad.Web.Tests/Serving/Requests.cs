using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dyad.Dossier.Events;
using Dyad.Dossier.Live;
using Dyad.Dossier.Log;
using Dyad.Dossier.Signing;
using Dyad.Web.Api;
using Dyad.Web.Dossiers;
using Dyad.Web.Jobs;
using static Dyad.Web.Tests.Serving.Site;

namespace Dyad.Web.Tests.Serving;

/// <summary>
/// A request to each endpoint that would be taken from somebody who may make it: what stands in the way then is who asks. What it changes is new
/// with each, so that one does not spoil the next.
/// </summary>
public sealed class Requests(Site site)
{
    private static readonly Texts Word = Texts.All("Some words.");

    /// <summary>Sends the request of a row of the matrix to a dossier.</summary>
    /// <param name="row">Method and pattern, as <see cref="Matrix"/> has them.</param>
    /// <param name="who">Who asks.</param>
    /// <param name="live">The dossier; what is sent is about it.</param>
    /// <param name="id">The id in the address: the dossier's, or that of none.</param>
    public async Task<HttpResponseMessage> SendAsync(string row, Visitor who, LiveDossier live, string id)
    {
        string method = row.Split(' ')[0], path = row.Split(' ')[1];
        string job = path.Contains("{job}", StringComparison.Ordinal) ? Job(live) : "";
        path = path.Replace("{dossier}", id, StringComparison.Ordinal).Replace("{job}", job, StringComparison.Ordinal)
            .Replace("{file}", "welfare.csv", StringComparison.Ordinal).Replace("{clause}", "c1", StringComparison.Ordinal)
            .Replace("{clauseid}", "c1", StringComparison.Ordinal).Replace("{figure}", "f1", StringComparison.Ordinal)
            .Replace("{what}", "comment-made", StringComparison.Ordinal).Replace("{handle}", Spare, StringComparison.Ordinal)
            .Replace("{version}", "1", StringComparison.Ordinal).Replace("{name}", "app.css", StringComparison.Ordinal)
            .Replace("{documentName}", "v1", StringComparison.Ordinal);
        if (path.EndsWith("/search", StringComparison.Ordinal))
            path += "?q=trade";
        if (path.EndsWith("/parts", StringComparison.Ordinal))
            path += "?id=c1";
        if (method == "GET")
            return await who.Client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        if (method == "DELETE")
            return await who.Client.DeleteAsync(path);
        return path.StartsWith("/api/", StringComparison.Ordinal) ? await ApiAsync(path, who, live) : await FormAsync(path, who, live);
    }

    private static async Task<HttpResponseMessage> ApiAsync(string path, Visitor who, LiveDossier live)
    {
        string last = path.Split('/')[^1];
        if (EventTypes.Sendable.ContainsKey(last))
            return await who.RawAsync(path, Json(await EventAsync(last, live)));
        object body = last switch
        {
            "session" => new { handle = "nobody", password = Password },
            "accounts" => new { handle = "a" + DossierHall.NewId(), name = "New" },
            "dossiers" => new
            {
                title = new { en = "T" },
                heads = new[] { new { side = Own, member = "cn-head", name = "A" }, new { side = Other, member = "ru-head", name = "B" } },
            },
            "close" => new { wording = WordingOf(live) },
            "sign" => new { wording = WordingOf(live), passphrase = Password },
            "at" => new { clause = "c1" },
            "scenario" => new { name = "trade-agreement" },
            "fit" => new { formula = "y ~ x", table = "y,x\n1,2\n" },
            _ => new { },
        };
        return last == "merge" ? await who.RawAsync(path, live.Export().Bytes()) : await who.JsonAsync(path, body);
    }

    private static async Task<HttpResponseMessage> FormAsync(string path, Visitor who, LiveDossier live) => path.Split('/')[^1] switch
    {
        "merge" => await who.UploadAsync(path, live.Export().Bytes()),
        "fit" => await who.UploadAsync(path, "y,x\n1,2\n"u8.ToArray(), ("formula", "y ~ x"), ("family", "poisson"), ("vcov", "hetero")),
        "comment-made" => await who.FormAsync(path, ("comment", DossierHall.NewId()), ("clause", "c1"), ("text", "A remark.")),
        "close" => await who.FormAsync(path, ("wording", WordingOf(live))),
        "sign" => await who.FormAsync(path, ("wording", WordingOf(live)), ("passphrase", Password)),
        "scenario" => await who.FormAsync(path, ("name", "trade-agreement")),
        "dossiers" => await who.FormAsync(
            path, ("title.en?", "T"), ("side1", Own), ("member1", "cn-head"), ("name1", "A"), ("side2", Other), ("member2", "ru-head"), ("name2", "B")),
        "invite" => await who.FormAsync(path, ("handle", "a" + DossierHall.NewId()), ("name", "New")),
        "disable" => await who.FormAsync(path, ("handle", Spare), ("disabled", "false")),
        "link" when path.StartsWith("/operator", StringComparison.Ordinal) => await who.FormAsync(path, ("handle", Spare)),
        "preferences" => await who.FormAsync(path, ("return", "/")),
        _ => await who.FormAsync(path, ("handle", "nobody"), ("password", "wrong"), ("current", "wrong"), ("code", "000000"), ("token", "none")),
    };

    /// <summary>An event that a head of the own side may write now.</summary>
    public static async Task<DossierEvent> EventAsync(string name, LiveDossier live)
    {
        string id = DossierHall.NewId();
        string version = live.Current.State.Clauses["c1"].Current.Id;
        switch (name)
        {
            case "member-added": return new MemberAdded("m" + id, "New", Own, Role.Delegate);
            case "member-removed":
                await DoAsync(live, Own, new MemberAdded("m" + id, "New", Own, Role.Delegate));
                return new MemberRemoved("m" + id);
            case "side-moved": return new SideMoved(new string('a', 20));
            case "section-written": return new SectionWritten(id, Word, 2);
            case "clause-written": return new ClauseWritten(id, "s1", 2, Word);
            case "clause-removed":
                await DoAsync(live, Own, new ClauseWritten(id, "s1", 2, Word));
                return new ClauseRemoved(id, live.Current.State.Clauses[id].Current.Id);
            case "figures-stated":
                return new FiguresStated("test", [new FigureStated("f" + id, Word, "a" + id)], [new AddressStated("a" + id, Word, [], "dyad")]);
            case "position-stated": return new PositionStated("c1", version, Position.Agree);
            case "comment-made": return new CommentMade(id, "c1", "A remark.");
            case "suggestion-made": return new SuggestionMade(id, "c1", version, Word, "");
            case "suggestion-answered":
                await DoAsync(live, Own, new SuggestionMade(id, "c1", version, Word, ""));
                return new SuggestionAnswered(id, true, "");
            case "note-written": return new NoteWritten(id, "A note.");
            case "round-opened": return Round(id);
            case "answer-given":
                await DoAsync(live, Own, Round(id));
                return new AnswerGiven(id, 1, 5, "");
            case "round-closed":
                await DoAsync(live, Own, Round(id));
                return new RoundClosed(id, 1);
            case "round-continued" or "parameter-accepted":
                await AnsweredAsync(live, id);
                return name == "round-continued" ? new RoundContinued(id, 2) : new ParameterAccepted(id, 1);
            case "group-formed": return new GroupFormed(id, Word, ["cn-head"]);
            case "session-planned": return new SessionPlanned(id, Word, "2026-01-01", "", "");
            case "minutes-recorded":
                await DoAsync(live, Own, new SessionPlanned(id, Word, "2026-01-01", "", ""));
                return new MinutesRecorded(id, "Minutes.");
            case "commitment-made": return Commitment(id);
            case "commitment-reported":
                await DoAsync(live, Own, Commitment(id));
                return new CommitmentReported(id, CommitmentStatus.Done, "");
            case "stance-recorded": return new StanceRecorded(id, Word, Word);
            case "text-reopened": return new TextReopened("New facts.");
            default: throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such event to test with.");
        }
    }

    /// <summary>The event as members send it: without its kind, which is in the address.</summary>
    public static string Json(DossierEvent what) => JsonSerializer.Serialize(what, what.GetType(), DossierJson.Options);

    /// <summary>As <see cref="Json"/>, to be changed.</summary>
    public static JsonObject Fields(DossierEvent what) => (JsonObject)JsonNode.Parse(Json(what))!;

    private static RoundOpened Round(string id) => new(id, Word, "%", 0, 10, "trade_elasticity");

    private static CommitmentMade Commitment(string id) => new(
        id, Word, new Dictionary<string, string> { [Own] = "Ministry", [Other] = "Ministry" }, "Indicator", "2026-12-31");

    private static async Task AnsweredAsync(LiveDossier live, string id)
    {
        await DoAsync(live, Own, Round(id));
        foreach (int i in Enumerable.Range(1, 3))
            await live.AppendAsync($"expert-{i}", Own, new AnswerGiven(id, 1, i, ""));
        await DoAsync(live, Own, new RoundClosed(id, 1));
    }

    private static string WordingOf(LiveDossier live) => (live.Current.State.Closed ?? FinalText.Of(live.Current.State)).WordingDigest();

    /// <summary>A job of a delegate of the own side, which has not begun, with a file.</summary>
    private string Job(LiveDossier live)
    {
        string dossier = live.Current.State.Id;
        var job = site.Jobs.Of(dossier) is [var first, ..] ? first : site.Jobs.Start(dossier, "draft", "test", "cn-delegate", Own, (_, _, _) => Task.FromResult(""));
        string folder = Directory.CreateDirectory(Path.Combine(site.Jobs.FolderOf(job), "files")).FullName;
        File.WriteAllText(Path.Combine(folder, "welfare.csv"), "economy,change\n");
        return job.Id;
    }
}
