using System.Net;
using Dyad.Testing;
using Dyad.Web.Accounts;

namespace Dyad.Web.Tests.Accounts;

/// <summary>Signing in and out in a browser, on each engine.</summary>
public abstract class SignInTests(Engine engine) : AccountTests(engine)
{
    [Fact]
    public async Task WhoSignsInIsKnown()
    {
        await Host.AddAsync("anna", Password, isOperator: true);
        await Host.AddAsync("boris", Password);
        using var browser = Host.NewBrowser();
        Assert.Equal("Failed", await browser.SignInAsync("anna", Password + "x"));
        Assert.Null(await browser.MeAsync());
        Assert.Equal("Succeeded", await browser.SignInAsync("Anna", Password));
        var cookie = Assert.Single(browser.LastSet).ToLowerInvariant();
        Assert.StartsWith("dyad=", cookie, StringComparison.Ordinal);
        foreach (var attribute in (string[])["; secure", "; samesite=strict", "; httponly", "; path=/"])
            Assert.Contains(attribute, cookie, StringComparison.Ordinal);
        Assert.Equal("anna", await browser.MeAsync());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/operators")).StatusCode);
        await browser.PostAsync("/sign-out");
        Assert.Null(await browser.MeAsync());
        await browser.SignInAsync("boris", Password);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/operators")).StatusCode);
    }

    [Fact]
    public async Task APageLeadsToTheSignInAndAProgramGetsAStatus()
    {
        using var browser = Host.NewBrowser();
        using var page = await browser.GetAsync("/me");
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.Equal("/sign-in?returnUrl=%2Fme", page.Headers.Location!.PathAndQuery);
        using var program = await browser.GetAsync("/api/me");
        Assert.Equal(HttpStatusCode.Unauthorized, program.StatusCode);
        Assert.Null(program.Headers.Location);
    }

    [Fact]
    public async Task FiveFailuresLockForTenMinutes()
    {
        await Host.AddAsync("anna", Password);
        using var browser = Host.NewBrowser();
        for (var i = 0; i < 4; i++)
            Assert.Equal("Failed", await browser.SignInAsync("anna", "a wrong password"));
        Assert.Equal("LockedOut", await browser.SignInAsync("anna", "a wrong password"));
        Host.Clock.Now += TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1);
        Assert.Equal("LockedOut", await browser.SignInAsync("anna", Password));
        Host.Clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal("Succeeded", await browser.SignInAsync("anna", Password));
    }

    [Fact]
    public async Task ASessionSlidesAndEndsAfterTwelveHoursOfNothing()
    {
        await Host.AddAsync("anna", Password);
        using var browser = Host.NewBrowser();
        await browser.SignInAsync("anna", Password);
        for (var i = 0; i < 3; i++)
        {
            Host.Clock.Now += TimeSpan.FromHours(11);
            Assert.Equal("anna", await browser.MeAsync());
        }

        Host.Clock.Now += TimeSpan.FromHours(12) + TimeSpan.FromSeconds(1);
        Assert.Null(await browser.MeAsync());
    }

    [Fact]
    public async Task ADisabledAccountIsOutWithinAMinute()
    {
        await Host.AddAsync("anna", Password);
        using var browser = Host.NewBrowser();
        await browser.SignInAsync("anna", Password);
        await DisableAsync("anna", true);
        Host.Clock.Now += TimeSpan.FromSeconds(61);
        Assert.Null(await browser.MeAsync());
        Assert.Equal("Failed", await browser.SignInAsync("anna", Password));
        await DisableAsync("anna", false);
        Assert.Null(await browser.MeAsync());
        Assert.Equal("Succeeded", await browser.SignInAsync("anna", Password));
    }

    [Fact]
    public async Task AnotherPasswordEndsTheSessionsOfOthers()
    {
        await Host.AddAsync("anna", Password);
        using var other = Host.NewBrowser();
        await other.SignInAsync("anna", Password);
        using var browser = Host.NewBrowser();
        var token = await Host.IssueAsync("anna", LinkKind.Reset);
        Assert.Equal("Succeeded", await browser.PostAsync(AccountPaths.Link, ("token", token), ("password", "another long password")));
        Host.Clock.Now += TimeSpan.FromSeconds(61);
        Assert.Equal("anna", await browser.MeAsync());
        Assert.Null(await other.MeAsync());
        Assert.Equal("LinkNotValid", await other.PostAsync(AccountPaths.Link, ("token", token), ("password", "another long password")));
    }

    [Fact]
    public async Task ACodeIsAskedForAndTakenOnce()
    {
        var key = await EnrolAsync("anna");
        using var browser = Host.NewBrowser();
        Assert.Equal("RequiresTwoFactor", await browser.SignInAsync("anna", Password));
        Assert.Null(await browser.MeAsync());
        var code = CodeAt(key, 0);
        Assert.Equal("Succeeded", await browser.PostAsync(AccountPaths.Code, ("code", code.Insert(3, " "))));
        Assert.Equal("anna", await browser.MeAsync());
        using var thief = Host.NewBrowser();
        await thief.SignInAsync("anna", Password);
        foreach (var replayed in (string[])[code, CodeAt(key, -1), CodeAt(key, -2), CodeAt(key, 2)])
            Assert.Equal("Failed", await thief.PostAsync(AccountPaths.Code, ("code", replayed)));
        Assert.Equal("LockedOut", await thief.PostAsync(AccountPaths.Code, ("code", "x")));
        Assert.Null(await thief.MeAsync());
        // Five failures: no code is looked at now, not even the next.
        Assert.Equal("LockedOut", await thief.PostAsync(AccountPaths.Code, ("code", CodeAt(key, 1))));
        Host.Clock.Now += TimeSpan.FromMinutes(10);
        await browser.SignInAsync("anna", Password);
        Assert.Equal("Succeeded", await browser.PostAsync(AccountPaths.Code, ("code", CodeAt(key, 1))));
    }

    [Fact]
    public async Task ARecoveryCodeStandsInForACode()
    {
        await EnrolAsync("anna");
        var account = await Host.FindAsync("anna");
        var codes = (await Host.WithAsync((AccountManager m) => m.GenerateNewTwoFactorRecoveryCodesAsync(account, 10)))!.ToList();
        using var browser = Host.NewBrowser();
        Assert.Equal("Failed", await browser.PostAsync("/recover", ("code", codes[0])));
        await browser.SignInAsync("anna", Password);
        Assert.Equal("Succeeded", await browser.PostAsync("/recover", ("code", codes[0])));
        Assert.Equal("anna", await browser.MeAsync());
        using var thief = Host.NewBrowser();
        await thief.SignInAsync("anna", Password);
        for (var i = 0; i < 5; i++)
            Assert.Equal("Failed", await thief.PostAsync("/recover", ("code", codes[0])));
        Assert.Equal("LockedOut", await thief.PostAsync("/recover", ("code", codes[1])));
        Host.Clock.Now += TimeSpan.FromMinutes(11);
        await thief.SignInAsync("anna", Password);
        await DisableAsync("anna", true);
        Assert.Equal("NotAllowed", await thief.PostAsync("/recover", ("code", codes[1])));
    }

    [Fact]
    public async Task AResetDoesNotStandInForACode()
    {
        var key = await EnrolAsync("anna");
        using var browser = Host.NewBrowser();
        var token = await Host.IssueAsync("anna", LinkKind.Reset);
        Assert.Equal(
            "RequiresTwoFactor", await browser.PostAsync(AccountPaths.Link, ("token", token), ("password", "another long password")));
        Assert.Null(await browser.MeAsync());
        Assert.Equal("Succeeded", await browser.PostAsync(AccountPaths.Code, ("code", CodeAt(key, 0))));
    }

    [Fact]
    public async Task NothingSecretIsLogged()
    {
        var key = await EnrolAsync("anna");
        using var browser = Host.NewBrowser();
        await browser.SignInAsync("anna", "a wrong password");
        var token = await Host.IssueAsync("anna", LinkKind.Reset);
        await browser.PostAsync(AccountPaths.Link, ("token", token), ("password", "another long password"));
        var code = CodeAt(key, 0);
        await browser.PostAsync(AccountPaths.Code, ("code", code));
        Assert.Equal("anna", await browser.MeAsync());
        Assert.Contains("Microsoft.AspNetCore", Host.Logs.Text, StringComparison.Ordinal);
        foreach (var secret in (string[])[Password, "a wrong password", "a%20wrong", "another", token, key, code, browser.Cookies["dyad"],
            (await Host.FindAsync("anna")).PasswordHash!])
            Assert.DoesNotContain(secret, Host.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeysAreTheServersAlone()
    {
        await Host.AddAsync("anna", Password);
        using var browser = Host.NewBrowser();
        await browser.SignInAsync("anna", Password);
        var folder = Path.Combine(Engine.Folder, "keys");
        Assert.NotEmpty(Directory.GetFiles(folder));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }

    private async Task<string> EnrolAsync(string handle)
    {
        var account = await Host.AddAsync(handle, Password);
        await Host.WithAsync((AccountManager m) => m.ResetAuthenticatorKeyAsync(account));
        await Host.WithAsync((AccountManager m) => m.SetTwoFactorEnabledAsync(account, true));
        return (await Host.FindAsync(handle)).AuthenticatorKey!;
    }

    private string CodeAt(string key, int steps) => Totp.CodeAt(Totp.KeyOf(key)!, Totp.StepAt(Host.Clock.Now) + steps);

    private Task<bool> DisableAsync(string handle, bool disabled) => Host.WithAsync(async (AccountManager m) =>
    {
        await m.SetDisabledAsync((await m.FindByNameAsync(handle))!, disabled);
        return true;
    });
}

public sealed class SqliteSignInTests() : SignInTests(new SqliteEngine());

public sealed class PostgresSignInTests(PostgresServer server) : SignInTests(new PostgresEngine(server));
