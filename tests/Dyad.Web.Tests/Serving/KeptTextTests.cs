using System.Net;
using Dyad.Web.Dossiers;

namespace Dyad.Web.Tests.Serving;

/// <summary>How the server tells a page that it took what was typed, and where it leads who has to sign in before it does.</summary>
[Collection(SiteTests.Name)]
public sealed class KeptTextTests(Site site)
{
    [Theory]
    [InlineData("comment-made", "m1x9", "kept=m1x9; max-age=60; path=/; samesite=lax")]
    [InlineData("comment-made", "", null)]
    [InlineData("comment-made", "a; domain=evil", null)]
    [InlineData("comment-made", "12345678901234567890123456789012345678901", null)]
    [InlineData("no-such-event", "m1x9", null)]
    public async Task OnlyWhatWasTakenIsSaidToBe(string what, string id, string? cookie)
    {
        var live = await site.NewDossierAsync();
        using var member = await site.NewAsync("cn-head");
        using var answer = await member.FormAsync(
            $"/d/{live.Current.State.Id}/do/{what}",
            ("kept", id), ("comment", DossierHall.NewId()), ("clause", "c1"), ("text", "A remark."));
        Assert.Equal(what == "comment-made", answer.StatusCode == HttpStatusCode.Redirect);
        string[] set = answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [];
        Assert.Equal(cookie, set.SingleOrDefault(c => c.StartsWith("kept", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task AStudyIsTakenToo()
    {
        var live = await site.NewDossierAsync();
        using var member = await site.NewAsync("cn-head");
        string id = live.Current.State.Id;
        using var scenario = await member.FormAsync($"/d/{id}/jobs/scenario", ("kept", "s1"), ("name", "trade-agreement"));
        using var fit = await member.UploadAsync(
            $"/d/{id}/jobs/fit", "y,x\n1,2\n"u8.ToArray(), ("kept", "f1"), ("formula", "y ~ x"), ("family", "poisson"), ("vcov", "hetero"));
        Assert.Contains("kept=s1;", string.Concat(scenario.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        Assert.Contains("kept=f1;", string.Concat(fit.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{site}/d/x/agenda?q=1", "/d/x/agenda?q=1")]
    [InlineData("{site}//evil.example", "/")]
    [InlineData("https://evil.example/d/x", "/")]
    [InlineData("/d/x", "/")]
    [InlineData("no address", "/")]
    [InlineData(null, "/")]
    public async Task WhoSendsAFormWithoutASessionComesBackToItsPage(string? page, string back)
    {
        using var nobody = new Visitor(site, null);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/d/x/do/comment-made") { Content = new FormUrlEncodedContent([]) };
        if (page is not null)
            request.Headers.TryAddWithoutValidation("Referer", page.Replace("{site}", site.Address, StringComparison.Ordinal));
        using var answer = await nobody.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal($"/sign-in?returnUrl={Uri.EscapeDataString(back)}", answer.Headers.Location!.ToString());
    }
}
