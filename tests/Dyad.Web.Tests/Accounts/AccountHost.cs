using System.Security.Claims;
using Dyad.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dyad.Web.Tests.Accounts;

/// <summary>A server with accounts and nothing else: its addresses do what the pages will.</summary>
public sealed class AccountHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private AccountHost(WebApplication app, AccountDatabase database, FakeClock clock, Logs logs)
    {
        (this.app, Database, Clock, Logs) = (app, database, clock, logs);
    }

    public AccountDatabase Database { get; }

    public FakeClock Clock { get; }

    public Logs Logs { get; }

    public IServiceProvider Services => app.Services;

    public static async Task<AccountHost> StartAsync(Engine engine, FakeProvider? provider = null)
    {
        var database = await engine.OpenAsync();
        var clock = new FakeClock();
        var logs = new Logs();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer(o => o.BaseAddress = new Uri("https://dyad.example"));
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        builder.Services.AddSingleton<TimeProvider>(clock).AddRouting().AddAuthorization();
        var options = new AccountOptions { DataFolder = engine.Folder, Iterations = 100, Oidc = provider?.Options };
        builder.Services.AddAccounts(database, options);
        provider?.ConnectTo(builder.Services);
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        Map(app);
        app.MapExternalSignIn();
        await app.StartAsync();
        return new AccountHost(app, database, clock, logs);
    }

    /// <summary>A browser, with cookies of its own.</summary>
    public Browser NewBrowser() => new(app.GetTestServer().CreateHandler(), new Uri("https://dyad.example"));

    /// <summary>Does something as one request would.</summary>
    public async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> work)
        where TService : notnull
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public async Task<Account> AddAsync(string handle, string? password = null, bool isOperator = false)
    {
        var account = new Account { Handle = handle, Name = "Name of " + handle, IsOperator = isOperator };
        var result = await WithAsync((AccountManager m) => password is null ? m.CreateAsync(account) : m.CreateAsync(account, password));
        Assert.True(result.Succeeded, result.ToString());
        return account;
    }

    public async Task<Account> FindAsync(string handle) => (await WithAsync((AccountManager m) => m.FindByNameAsync(handle)))!;

    public Task<string> IssueAsync(string handle, LinkKind kind) => WithAsync((Invitations i) => i.IssueAsync(handle, kind));

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await Database.DisposeAsync();
    }

    private static void Map(WebApplication app)
    {
        app.MapPost("/sign-in", (string handle, string password, AccountSignIn signIn) =>
            Say(() => signIn.PasswordSignInAsync(handle, password, false, true)));
        app.MapPost(AccountPaths.Code, (string code, AccountSignIn signIn) =>
            Say(() => signIn.TwoFactorAuthenticatorSignInAsync(code, false, false)));
        app.MapPost("/recover", (string code, AccountSignIn signIn) => Say(() => signIn.TwoFactorRecoveryCodeSignInAsync(code)));
        app.MapPost(AccountPaths.Link, (string token, string password, AccountSignIn signIn) =>
            Say(() => signIn.AcceptAsync(token, password)));
        app.MapPost("/sign-out", (AccountSignIn signIn) => signIn.SignOutAsync());
        app.MapGet("/me", [Authorize] (ClaimsPrincipal user) => user.Identity!.Name);
        app.MapGet("/api/me", [Authorize] (ClaimsPrincipal user) => user.Identity!.Name);
        app.MapGet("/operators", [Authorize(Roles = AccountClaims.OperatorRole)] () => "yes");
    }

    private static async Task<string> Say(Func<Task<Microsoft.AspNetCore.Identity.SignInResult>> work)
    {
        try
        {
            return (await work()).ToString();
        }
        catch (AccountException e)
        {
            return e.Fault.ToString();
        }
    }
}
