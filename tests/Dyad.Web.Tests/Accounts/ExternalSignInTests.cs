using System.Net;
using Dyad.Testing;
using Dyad.Web.Accounts;

namespace Dyad.Web.Tests.Accounts;

/// <summary>Sign-in by a provider of OpenID Connect, on each engine.</summary>
public abstract class ExternalSignInTests(Engine engine) : AccountTests(engine)
{
    private readonly FakeProvider provider = new();

    protected override FakeProvider Provider => provider;

    [Fact]
    public async Task WhoIsInvitedIsLinkedAndComesAgain()
    {
        await Host.AddAsync("anna");
        var token = await Host.IssueAsync("anna", LinkKind.Invitation);
        provider.PreferredUsername = "Anna";
        Assert.Equal("/dossiers?x=1", await EnterAsync("anna", "/dossiers?x=1"));
        // The invitation is used up; the name at the provider no longer counts.
        Assert.Null(await Host.WithAsync((Invitations i) => i.FindAsync(token)));
        provider.PreferredUsername = null;
        await EnterAsync("anna");
        foreach (var secret in (string[])[provider.IdToken!, provider.Options.ClientSecret, "c-1&"])
            Assert.DoesNotContain(secret, Host.Logs.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("boris")]
    [InlineData("chen")]
    [InlineData("secretary")]
    [InlineData("an\0na")]
    [InlineData(null)]
    public async Task NobodyElseComesIn(string? name)
    {
        await Host.AddAsync("boris", Password);
        await Host.AddAsync("chen");
        // Not a reset: it is sent to who has been here before.
        await Host.IssueAsync("chen", LinkKind.Reset);
        provider.PreferredUsername = name;
        Assert.Equal("/sign-in?failed=external", await EnterAsync(null));
        Assert.Equal(2, await Host.WithAsync((AccountManager m) => m.CountAsync()));
    }

    [Fact]
    public async Task AnInvitationThatIsTooOldOrUsedLetsNobodyIn()
    {
        await Host.AddAsync("anna");
        await Host.IssueAsync("anna", LinkKind.Invitation);
        Host.Clock.Now += TimeSpan.FromDays(7);
        provider.PreferredUsername = "anna";
        await EnterAsync(null);
        await Host.IssueAsync("anna", LinkKind.Invitation);
        await EnterAsync("anna");
        provider.Subject = "s-2";
        await EnterAsync(null);
    }

    [Fact]
    public async Task ADisabledAccountStaysOut()
    {
        var account = await Host.AddAsync("anna");
        await Host.IssueAsync("anna", LinkKind.Invitation);
        provider.PreferredUsername = "anna";
        await EnterAsync("anna");
        account = await Host.FindAsync("anna");
        account.Disabled = true;
        await Host.WithAsync((AccountManager m) => m.UpdateAsync(account));
        await EnterAsync(null);
    }

    [Fact]
    public async Task WhoHasAnAuthenticatorIsAskedForItsCode()
    {
        var account = await Host.AddAsync("anna");
        await Host.WithAsync((AccountManager m) => m.ResetAuthenticatorKeyAsync(account));
        await Host.WithAsync((AccountManager m) => m.SetTwoFactorEnabledAsync(account, true));
        await Host.IssueAsync("anna", LinkKind.Invitation);
        provider.PreferredUsername = "anna";
        Assert.Equal("/sign-in/code?returnUrl=%2F", await EnterAsync(null));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("")]
    public async Task NobodyIsLedElsewhere(string address)
    {
        await Host.AddAsync("anna");
        await Host.IssueAsync("anna", LinkKind.Invitation);
        provider.PreferredUsername = "anna";
        Assert.Equal("/", await EnterAsync("anna", address));
    }

    [Fact]
    public async Task AnAnswerThatWasNotAskedForIsRefused()
    {
        using var browser = Host.NewBrowser();
        using var back = await browser.GetAsync("/signin-oidc?code=c-1&state=made-up");
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.Equal("/sign-in?failed=external", back.Headers.Location!.ToString());
    }

    /// <summary>Goes to the provider and back; returns where the page leads.</summary>
    private async Task<string> EnterAsync(string? who, string returnUrl = "/")
    {
        using var browser = Host.NewBrowser();
        using var page = await provider.SignInAsync(browser, returnUrl);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(who, await browser.MeAsync());
        Assert.DoesNotContain("dyad.external", browser.Cookies.Keys);
        var html = await page.Content.ReadAsStringAsync();
        return WebUtility.HtmlDecode(html.Split("href=\"")[1].Split('"')[0]);
    }
}

public sealed class SqliteExternalSignInTests() : ExternalSignInTests(new SqliteEngine());

public sealed class PostgresExternalSignInTests(PostgresServer server) : ExternalSignInTests(new PostgresEngine(server));
