using System.Net;
using System.Text;
using Dyad.Dossier.Live;
using Dyad.Web.Api;

namespace Dyad.Web.Tests.Serving;

/// <summary>Bodies that are too large, too deep, twofold or broken are refused, and nothing of them is written.</summary>
[Collection(SiteTests.Name)]
public sealed class BodyTests(Site site)
{
    private const string Good = "{\"comment\":\"k1\",\"clause\":\"c1\",\"text\":\"x\"}";

    public static TheoryData<string> Broken => new(
        "", "null", "[]", "\"x\"", "1", "{", Good + "x", Good + Good, "{\"comment\":\"k1\"}", "{\"comment\":1,\"clause\":\"c1\",\"text\":\"x\"}",
        Good.Replace("}", ",\"text\":\"y\"}", StringComparison.Ordinal), Good.Replace("}", ",\"more\":\"y\"}", StringComparison.Ordinal),
        Good.Replace("}", ",\"type\":\"text-signed\"}", StringComparison.Ordinal), Good.Replace("\"x\"", "null", StringComparison.Ordinal),
        Good.Replace("\"x\"", "\"\\ud800\"", StringComparison.Ordinal), Good.Replace("\"x\"", "\"\\u0000\"", StringComparison.Ordinal),
        Good.Replace("\"x\"", new string('[', 5000), StringComparison.Ordinal), string.Concat(Enumerable.Repeat("{\"comment\":", 20_000)),
        Good.Replace("\"x\"", "\"" + new string('x', 20_001) + "\"", StringComparison.Ordinal), "// c\n" + Good,
        Good.Replace("\"x\"", "'x'", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task ABrokenBodyIsRefused(string body)
    {
        var (live, path) = await AtAsync("comment-made");
        await RefusedAsync(live, who => who.RawAsync(path, body), 400, 422);
    }

    [Theory]
    [InlineData("{bad", "the request is no JSON")]
    [InlineData("{\"handle\":\"x\"}", "the request lacks name")]
    [InlineData("{\"handle\":\"x\",\"name\":5}", "cannot be read at name")]
    public async Task ARequestThatCannotBeReadIsToldWhatItLacks(string body, string told)
    {
        using var answer = await (await site.AsAsync(Site.Operator)).RawAsync("/api/v1/accounts", body);
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains(told, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWholeOneIsTaken()
    {
        var (_, path) = await AtAsync("comment-made");
        using var answer = await (await site.AsAsync("cn-head")).RawAsync(path, Good);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task BytesThatAreNoTextAreRefused()
    {
        var (live, path) = await AtAsync("comment-made");
        foreach (byte[] bad in (byte[][])[[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80], [0x00]])
        {
            byte[] body = [.. Encoding.UTF8.GetBytes(Good[..^2]), .. bad, .. "\"}"u8];
            await RefusedAsync(live, who => who.RawAsync(path, body), 400, 422);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("text/html")]
    [InlineData("application/json; charset=utf-7")]
    public async Task AnotherTypeIsRefused(string? type)
    {
        var (live, path) = await AtAsync("comment-made");
        await RefusedAsync(live, who => who.RawAsync(path, Good, type), 400, 415);
        // A file is bytes, whose encoding nobody asks for.
        if (type?.StartsWith("application/json", StringComparison.Ordinal) == false)
            await RefusedAsync(live, who => who.RawAsync("/api/v1/dossiers/merge", live.Export().Bytes(), type), 400, 415);
    }

    [Theory]
    [InlineData("1e999")]
    [InlineData("NaN")]
    [InlineData("\"5\"")]
    [InlineData("-1e308")]
    public async Task ANumberOutOfRangeIsRefused(string number)
    {
        var (live, path) = await AtAsync("round-opened");
        await RefusedAsync(
            live, who => who.RawAsync(path, $"{{\"round\":\"r1\",\"question\":{{\"en\":\"q\"}},\"unit\":\"\",\"minimum\":0,\"maximum\":{number}}}"), 400, 422);
    }

    [Fact]
    public async Task ALargeBodyIsRefused()
    {
        var (live, path) = await AtAsync("comment-made");
        string large = new('x', 1 << 20);
        await RefusedAsync(live, who => who.RawAsync(path, Good.Replace("\"x\"", $"\"{large}\"", StringComparison.Ordinal)), 413);
        await RefusedAsync(live, who => who.FormAsync($"/d/{live.Current.State.Id}/do/comment-made", ("comment", "k1"), ("clause", "c1"), ("text", large)), 413);
        await RefusedAsync(live, _ => new Visitor(site, null).RawAsync("/sign-in", "handle=" + large, "application/x-www-form-urlencoded"), 413);
        await RefusedAsync(live, _ => new Visitor(site, null).RawAsync("/api/v1/session", $"{{\"handle\":\"{large}\"}}"), 413);
    }

    [Theory]
    [InlineData("/api/v1/dossiers/merge", "application/json")]
    [InlineData("/merge", "multipart/form-data; boundary=x")]
    public async Task ALargeFileIsRefusedBeforeItIsRead(string path, string type)
    {
        var head = await site.AsAsync("cn-head");
        string answer = await RawRequest.SendAsync(head, "POST " + path, $"Content-Type: {type}\r\nContent-Length: {80L << 20}\r\n");
        Assert.Equal(413, RawRequest.StatusOf(answer));
        Inspector.CheckText(path, answer, site.Folder);
    }

    [Fact]
    public async Task AFormThatIsNoneIsRefused()
    {
        var (live, _) = await AtAsync("");
        string path = $"/d/{live.Current.State.Id}/do/comment-made", many = string.Join('&', Enumerable.Range(0, 3000).Select(i => $"f{i}=x"));
        var head = await site.AsAsync("cn-head");
        string token = "__RequestVerificationToken=" + Uri.EscapeDataString(await head.TokenAsync()) + "&";
        const string Form = "application/x-www-form-urlencoded";
        foreach (var (body, type) in ((string, string)[])[
            (many, Form), (token + many, Form), (new string('k', 5000) + "=x", Form),
            (token + new string('k', 5000) + "=x", Form), (token + "comment=%ff%fe&clause=c1&text=%c0%af", Form),
            (token + string.Join('.', Enumerable.Repeat("a", 1000)) + "=x", Form), (token + "a=1&a.b=2&a[]=3&=4&.=5&..=6&[]=7&?=8&:=9&a:number=x", Form),
            (token + "comment=k1&clause=c1&text=x&text=y&more=z", Form), ("x", "multipart/form-data; boundary=x"), ("--x\r\n\r\nx", "multipart/form-data"),
            ("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx", "multipart/form-data; boundary=x"), ("{}", "application/json"), ("", "text/plain")])
            await RefusedAsync(live, who => who.RawAsync(path, body, type), 400, 404, 413, 415, 422);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("image/png")]
    [InlineData("*/*")]
    [InlineData("nonsense")]
    public async Task ARefusalIsToldInWhateverIsAskedFor(string accept)
    {
        var (live, path) = await AtAsync("comment-made");
        await RefusedAsync(
            live,
            async who =>
            {
                string unknown = Good.Replace("c1", "c9", StringComparison.Ordinal);
                using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(unknown, Encoding.UTF8, "application/json") };
                request.Headers.TryAddWithoutValidation("Accept", accept);
                return await who.Client.SendAsync(request);
            },
            404);
    }

    [Fact]
    public async Task NoEventTakesWhatTheServerAloneMakes()
    {
        var (live, _) = await AtAsync("");
        foreach (string name in EventTypes.All.Keys.Except(EventTypes.Sendable.Keys).Append("no-such-event"))
        {
            await RefusedAsync(live, who => who.RawAsync($"/api/v1/dossiers/{live.Current.State.Id}/{name}", "{\"digest\":\"\"}"), 404, 405);
            await RefusedAsync(live, who => who.FormAsync($"/d/{live.Current.State.Id}/do/{name}", ("digest", "x")), 404);
        }
    }

    private async Task<(LiveDossier Live, string Path)> AtAsync(string name)
    {
        var live = await site.NewDossierAsync();
        return (live, $"/api/v1/dossiers/{live.Current.State.Id}/{name}");
    }

    private async Task RefusedAsync(LiveDossier live, Func<Visitor, Task<HttpResponseMessage>> send, params int[] statuses)
    {
        string before = live.Current.State.LogDigest;
        using var answer = await send(await site.AsAsync("cn-head"));
        Assert.Contains((int)answer.StatusCode, statuses);
        Assert.Equal(before, live.Current.State.LogDigest);
    }
}
