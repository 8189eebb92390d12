using System.Net;
using Dyad.Web.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dyad.Web.Tests.Serving;

/// <summary>A session begins with a cookie that nobody had before, and ends for good.</summary>
[Collection(SiteTests.Name)]
public sealed class SessionTests(Site site)
{
    [Fact]
    public async Task TheCookieChangesAtSignIn()
    {
        using var first = await site.NewAsync("cn-editor");
        string planted = SessionOf(first);
        using var browser = new Visitor(site, null);
        // Somebody gave this browser a cookie of theirs.
        browser.Plant("dyad", planted);
        using var answer = await browser.FormAsync("/sign-in", ("handle", "ru-editor"), ("password", Site.Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.NotEqual(planted, SessionOf(browser));
        Assert.Contains("ru-editor", await browser.ReadAsync("/api/v1/me"), StringComparison.Ordinal);
        Assert.Contains("cn-editor", await first.ReadAsync("/api/v1/me"), StringComparison.Ordinal);
        using var clean = new Visitor(site, null);
        string anonymous = await clean.TokenAsync();
        clean.Plant("dyad", "no ticket of ours");
        using var entered = await clean.FormAsync("/sign-in", ("handle", "ru-editor"), ("password", Site.Password));
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        Assert.NotEqual("no ticket of ours", SessionOf(clean));
        Assert.NotEqual(planted, SessionOf(clean));
        // The token of before belongs to nobody, and nobody's is no user's.
        using var stale = await clean.FormAsync("/account/password", ("current", "x"), ("password", "y"));
        Assert.Equal(HttpStatusCode.BadRequest, stale.StatusCode);
        Assert.NotEqual("", anonymous);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ASessionIsOverAfterSignOutAlsoForWhoKeptItsCookie(bool byForm)
    {
        using var browser = await site.NewAsync("cn-editor");
        using var otherWindow = await site.NewAsync("cn-editor");
        using var thief = new Visitor(site, null);
        thief.Plant("dyad", SessionOf(browser));
        Assert.Equal(HttpStatusCode.OK, await MeAsync(thief));
        using var answer = byForm ? await browser.FormAsync("/sign-out") : await browser.Client.DeleteAsync("/api/v1/session");
        Assert.True(answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.NoContent);
        Assert.DoesNotContain(browser.Cookies, c => c.Name == "dyad");
        Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(browser));
        Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(thief));
        Assert.Equal(HttpStatusCode.OK, await MeAsync(otherWindow));
    }

    [Fact]
    public async Task ASessionIsOverWhenItsAccountIsDisabled()
    {
        await using var own = new Site();
        await own.InitializeAsync();
        // Stamps are looked at once a minute; here, each time.
        own.Server.Services.GetRequiredService<IOptions<SecurityStampValidatorOptions>>().Value.ValidationInterval = TimeSpan.Zero;
        using var browser = await own.NewAsync("cn-editor");
        Assert.Equal(HttpStatusCode.OK, await MeAsync(browser));
        // No page that is only looked at ends it.
        foreach (string page in (string[])["/", "/account", "/missing", "/sign-in"])
            Assert.NotEmpty(await browser.ReadAsync(page));
        Assert.Equal(HttpStatusCode.OK, await MeAsync(browser));
        await own.WithAsync(async (AccountManager m) =>
        {
            await m.SetDisabledAsync((await m.FindByNameAsync("cn-editor"))!, true);
            return true;
        });
        Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(browser));
        using var home = await browser.GetAsync("/");
        Assert.Equal(HttpStatusCode.Redirect, home.StatusCode);
    }

    [Fact]
    public async Task ATicketThatWasTamperedWithIsNone()
    {
        using var browser = await site.NewAsync("cn-editor");
        string good = SessionOf(browser);
        string flipped = good[..40] + (good[40] == 'A' ? 'B' : 'A') + good[41..];
        foreach (string bad in (string[])[good[..^4], flipped, good + good, "chunks-2", new string('A', 3000), "%00"])
        {
            using var thief = new Visitor(site, null);
            thief.Plant("dyad", bad);
            Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(thief));
        }
    }

    [Fact]
    public async Task TooManyRequestsAndSignInsAreToldWhenToComeAgain()
    {
        await using var own = new Site { Change = o => o with { SignIns = 3 } };
        await own.InitializeAsync();
        using var anybody = new Visitor(own, "cn-head");
        for (int i = 0; i < 3; i++)
            await anybody.SignInAsync();
        using var api = await anybody.JsonAsync("/api/v1/session", new { handle = "cn-head", password = Site.Password });
        await LimitedAsync(api);
        using var form = await anybody.FormAsync("/sign-in", ("handle", "cn-head"), ("password", Site.Password));
        await LimitedAsync(form);
        Assert.Equal(HttpStatusCode.OK, await MeAsync(anybody));
    }

    [Fact]
    public async Task ASmallBurstIsEnoughForOneAndNotForMany()
    {
        await using var own = new Site { Change = o => o with { Burst = 5 } };
        await own.InitializeAsync();
        using var anybody = new Visitor(own, null);
        var answers = new List<HttpResponseMessage>();
        for (int i = 0; i < 20; i++)
            answers.Add(await anybody.GetAsync("/sign-in"));
        Assert.Equal(HttpStatusCode.OK, answers[0].StatusCode);
        await LimitedAsync(answers.First(a => a.StatusCode != HttpStatusCode.OK));
        answers.ForEach(a => a.Dispose());
    }

    [Theory]
    [InlineData(true, 404)]
    [InlineData(false, 200)]
    public async Task MetricsAreForThisMachineAlone(bool proxy, int status)
    {
        await using var own = new Site { Change = o => o with { BehindProxy = proxy } };
        await own.InitializeAsync();
        using var anybody = new Visitor(own, null);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Add("X-Forwarded-For", "203.0.113.5");
        using var answer = await anybody.Client.SendAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    private static async Task LimitedAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        // A line for programs, and nothing that tells one request from another.
        string body = await answer.Content.ReadAsStringAsync();
        Assert.True(body.Length == 0 || body.Contains("\"title\":\"Too Many Requests\"", StringComparison.Ordinal), body);
    }

    private static string SessionOf(Visitor who) => who.Cookies.Single(c => c.Name == "dyad").Value;

    private static async Task<HttpStatusCode> MeAsync(Visitor who)
    {
        using var answer = await who.GetAsync("/api/v1/me");
        return answer.StatusCode;
    }
}
