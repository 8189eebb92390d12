using System.Net;
using Dyad.Web.Dossiers;

namespace Dyad.Web.Tests.Serving;

/// <summary>What another site, or somebody else's page, makes a browser send is not taken.</summary>
[Collection(SiteTests.Name)]
public sealed class ForgeryTests(Site site)
{
    public static TheoryData<string> Forms => new(
        Matrix.Rows.Keys.Where(r => r.StartsWith("POST", StringComparison.Ordinal) && !r.Contains("/api/", StringComparison.Ordinal)));

    public static TheoryData<string> Elsewhere => new("//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example/",
        "http:evil.example", "javascript:alert(1)", "evil.example", "/\t/evil.example", "/\r\nSet-Cookie: a=b", "%2f%2fevil.example", "", " //evil.example",
        "/дальше", "/中文?q=中");

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task AFormNeedsItsTokenAndThatOfItsUser(string row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var live = await site.NewDossierAsync();
        string path = row.Split(' ')[1].Replace("{dossier}", live.Current.State.Id, StringComparison.Ordinal)
            .Replace("{what}", "comment-made", StringComparison.Ordinal).Replace("{job}", "none", StringComparison.Ordinal);
        var user = await site.NewAsync(Site.Operator);
        using var without = new FormUrlEncodedContent([KeyValuePair.Create("name", "x")]);
        using var bare = await user.Client.PostAsync(path, without);
        // Who runs the server has no seat there: that comes first, and tells nothing either.
        Assert.True(bare.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound, $"{bare.StatusCode}");
        if (bare.StatusCode == HttpStatusCode.NotFound)
            return;

        // The whole of what a thief can plant: their own token and the cookie that goes with it.
        using var thief = await site.NewAsync("ru-head");
        string token = await thief.TokenAsync();
        string planted = thief.Cookies.Single(c => c.Name == "form").Value, session = user.Cookies.Single(c => c.Name == "dyad").Value;
        string body = $"__RequestVerificationToken={Uri.EscapeDataString(token)}";
        using var nobody = new Visitor(site, null);
        string answer = await RawRequest.SendAsync(
            nobody, $"POST {path}",
            $"Cookie: dyad={session}; form={planted}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n",
            System.Text.Encoding.ASCII.GetBytes(body));
        Assert.Equal(400, RawRequest.StatusOf(answer));
        user.Dispose();
    }

    [Fact]
    public async Task AFormOfAMemberNeedsItsTokenToo()
    {
        var live = await site.NewDossierAsync();
        int entries = live.Current.State.Entries;
        var member = await site.AsAsync("cn-head");
        foreach (string path in (string[])["do/comment-made", "close", "sign", "jobs/draft", "jobs/scenario", "jobs/fit", "jobs/x/cancel"])
        {
            using var form = new FormUrlEncodedContent(
                [KeyValuePair.Create("comment", "k"), KeyValuePair.Create("clause", "c1"), KeyValuePair.Create("text", "t")]);
            using var answer = await member.Client.PostAsync($"/d/{live.Current.State.Id}/{path}", form);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.Equal(entries, live.Current.State.Entries);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task ARequestOfAnotherSiteIsRefused(string header, string value)
    {
        var live = await site.NewDossierAsync();
        int entries = live.Current.State.Entries;
        var member = await site.AsAsync("cn-head");
        string token = await member.TokenAsync();
        foreach (string path in (string[])[$"/api/v1/dossiers/{live.Current.State.Id}/comment-made", $"/d/{live.Current.State.Id}/do/comment-made"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path);
            request.Headers.Add(header, value);
            request.Content = path.StartsWith("/api", StringComparison.Ordinal)
                ? new StringContent("""{"comment":"k1","clause":"c1","text":"x"}""", System.Text.Encoding.UTF8, "application/json")
                : new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["__RequestVerificationToken"] = token, ["comment"] = "k1", ["clause"] = "c1", ["text"] = "x",
                });
            using var answer = await member.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        Assert.Equal(entries, live.Current.State.Entries);
    }

    [Fact]
    public async Task OurOwnPagesAreNoOtherSite()
    {
        var live = await site.NewDossierAsync();
        var member = await site.AsAsync("cn-head");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/dossiers/{live.Current.State.Id}/comment-made");
        request.Headers.Add("Origin", site.Address);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Content = new StringContent("""{"comment":"k1","clause":"c1","text":"x"}""", System.Text.Encoding.UTF8, "application/json");
        using var answer = await member.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public async Task NobodyIsLedElsewhere(string address)
    {
        var live = await site.NewDossierAsync();
        using var nobody = new Visitor(site, null);
        var member = await site.AsAsync("cn-head");
        string id = live.Current.State.Id;
        using var signedIn = await nobody.FormAsync("/sign-in", ("returnUrl", address), ("handle", "cn-head"), ("password", Site.Password));
        using var preferences = await member.FormAsync("/preferences", ("return", address), ("theme", "dark"));
        using var done = await member.FormAsync(
            $"/d/{id}/do/comment-made", ("return", address), ("comment", DossierHall.NewId()), ("clause", "c1"), ("text", "x"));
        foreach (var answer in (HttpResponseMessage[])[signedIn, preferences, done])
        {
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            var to = new Uri(new Uri(site.Address), answer.Headers.Location!);
            Assert.Equal(new Uri(site.Address).Authority, to.Authority);
            Assert.StartsWith("http", to.Scheme, StringComparison.Ordinal);
            Assert.False(answer.Headers.TryGetValues("Set-Cookie", out var set) && set.Any(c => c.StartsWith("a=", StringComparison.Ordinal)));
        }

        using var refused = await member.FormAsync($"/d/{id}/do/comment-made", ("return", address), ("comment", "bad id!"), ("clause", "c1"), ("text", "x"));
        string page = await refused.Content.ReadAsStringAsync();
        Assert.DoesNotContain("href=\"//", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"javascript", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"https://evil", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NobodyIsSignedInByAnAddress()
    {
        using var nobody = new Visitor(site, null);
        using var answer = await nobody.GetAsync($"/sign-in?handle=cn-head&password={Uri.EscapeDataString(Site.Password)}");
        Assert.DoesNotContain(nobody.Cookies, c => c.Name == "dyad");
    }
}
