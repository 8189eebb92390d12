using Dyad.Dossier.Storage;
using Dyad.Testing;
using Dyad.Web.Accounts;

namespace Dyad.Web.Tests.Accounts;

/// <summary>Links that let somebody set a password, on each engine.</summary>
public abstract class InvitationTests(Engine engine) : AccountTests(engine)
{
    [Fact]
    public async Task OfTwentyWhoTakeALinkOneIsLetIn()
    {
        await Host.AddAsync("anna");
        var token = await Host.IssueAsync("anna", LinkKind.Invitation);
        var number = 0;
        var taken = await ManyAsync(20, async () =>
        {
            var password = $"{Password} {Interlocked.Increment(ref number)}";
            return await FaultAsync(token, password) is { } fault ? (fault, null) : ((AccountFault?)null, password);
        });
        var winner = Assert.Single(taken, t => t.Item1 is null);
        Assert.All(taken.Except([winner]), t => Assert.Equal(AccountFault.LinkNotValid, t.Item1));
        var account = await Host.FindAsync("anna");
        Assert.True(await Host.WithAsync((AccountManager m) => m.CheckPasswordAsync(account, winner.Item2!)));
        Assert.Null(await FindAsync(token));
    }

    [Theory]
    [InlineData(LinkKind.Invitation, 7 * 24)]
    [InlineData(LinkKind.FirstUse, 24)]
    [InlineData(LinkKind.Reset, 24)]
    public async Task ALinkEnds(LinkKind kind, int hours)
    {
        await Host.AddAsync("anna");
        var token = await Host.IssueAsync("anna", kind);
        Host.Clock.Now += TimeSpan.FromHours(hours) - TimeSpan.FromMilliseconds(1);
        var link = await FindAsync(token);
        Assert.Equal(("anna", kind, Host.Clock.Now.AddMilliseconds(1)), (link!.Account.Handle, link.Kind, link.ExpiresAt));
        Host.Clock.Now += TimeSpan.FromMilliseconds(1);
        Assert.Null(await FindAsync(token));
        Assert.Equal(AccountFault.LinkNotValid, await FaultAsync(token, Password));
    }

    [Fact]
    public async Task ALaterLinkReplacesTheEarlier()
    {
        await Host.AddAsync("anna");
        await Host.AddAsync("boris");
        var others = await Host.IssueAsync("boris", LinkKind.Invitation);
        var earlier = await Host.IssueAsync("anna", LinkKind.Invitation);
        var later = await Host.IssueAsync("anna", LinkKind.Reset);
        Assert.Equal(AccountFault.LinkNotValid, await FaultAsync(earlier, Password));
        Assert.Null(await FaultAsync(later, Password));
        Assert.NotNull(await FindAsync(others));
    }

    [Theory]
    [InlineData("elevenchars", AccountFault.PasswordTooShort)]
    [InlineData("", AccountFault.PasswordTooShort)]
    [InlineData("Anna-Petrovna", AccountFault.PasswordIsHandle)]
    [InlineData("name of anna-petrovna", AccountFault.PasswordIsHandle)]
    public async Task ALinkOutlastsAPasswordThatIsNone(string password, AccountFault fault)
    {
        await Host.AddAsync("anna-petrovna");
        var token = await Host.IssueAsync("anna-petrovna", LinkKind.Invitation);
        Assert.Equal(fault, await FaultAsync(token, password));
        Assert.Null(await FaultAsync(token, "twelve chars"));
        var account = await Host.FindAsync("anna-petrovna");
        var change = await Host.WithAsync((AccountManager m) => m.ChangePasswordAsync(account, "twelve chars", password));
        Assert.Contains(fault.ToString(), change.Errors.Select(e => e.Code));
    }

    [Fact]
    public async Task ADisabledAccountHasNoLinks()
    {
        var account = await Host.AddAsync("anna");
        var token = await Host.IssueAsync("anna", LinkKind.Invitation);
        account.Disabled = true;
        await Host.WithAsync((AccountManager m) => m.UpdateAsync(account));
        Assert.Equal(AccountFault.LinkNotValid, await FaultAsync(token, Password));
        await Assert.ThrowsAsync<AccountException>(() => Host.IssueAsync("anna", LinkKind.Reset));
        await Assert.ThrowsAsync<AccountException>(() => Host.IssueAsync("nobody", LinkKind.Reset));
    }

    [Fact]
    public async Task AResetEndsALockout()
    {
        var account = await Host.AddAsync("anna", Password);
        for (var i = 0; i < 5; i++)
            await Host.WithAsync((AccountManager m) => m.AccessFailedAsync(account));
        Assert.True(await Host.WithAsync((AccountManager m) => m.IsLockedOutAsync(account)));
        Assert.Null(await FaultAsync(await Host.IssueAsync("anna", LinkKind.Reset), "another long password"));
        var after = await Host.FindAsync("anna");
        Assert.False(await Host.WithAsync((AccountManager m) => m.IsLockedOutAsync(after)));
        Assert.NotEqual(account.SecurityStamp, after.SecurityStamp);
    }

    [Fact]
    public async Task ANewServerHasALinkUntilItsOperatorHasAPassword()
    {
        var first = await Host.WithAsync((Invitations i) => i.FirstUseAsync());
        var second = await Host.WithAsync((Invitations i) => i.FirstUseAsync());
        Assert.Null(await FindAsync(first!));
        Assert.True((await FindAsync(second!))!.Account.IsOperator);
        Assert.Null(await FaultAsync(second!, Password));
        Assert.Null(await Host.WithAsync((Invitations i) => i.FirstUseAsync()));
    }

    [Fact]
    public async Task TheDatabaseDoesNotKnowTheToken()
    {
        await Host.AddAsync("anna");
        var token = await Host.IssueAsync("anna", LinkKind.Invitation);
        Assert.Equal(43, token.Length);
        var kept = await Host.Database.ReadAsync(
            async connection =>
            {
                await using var command = connection.Command("SELECT hash FROM account_links");
                return (string)(await command.ScalarAsync(default))!;
            },
            default);
        Assert.DoesNotContain(token, kept, StringComparison.Ordinal);
        Assert.Equal(64, kept.Length);
        foreach (var wrong in (string[])["", "x", kept, token[..^1] + (token[^1] == 'A' ? 'E' : 'A'), token + "=", new string('\0', 43)])
            Assert.Equal(AccountFault.LinkNotValid, await FaultAsync(wrong, Password));
        Assert.NotNull(await FindAsync(token));
    }

    private Task<OpenLink?> FindAsync(string token) => Host.WithAsync((Invitations i) => i.FindAsync(token));

    private Task<AccountFault?> FaultAsync(string token, string password) => Host.WithAsync<Invitations, AccountFault?>(async i =>
    {
        try
        {
            await i.AcceptAsync(token, password);
            return null;
        }
        catch (AccountException e)
        {
            return e.Fault;
        }
    });
}

public sealed class SqliteInvitationTests() : InvitationTests(new SqliteEngine());

public sealed class PostgresInvitationTests(PostgresServer server) : InvitationTests(new PostgresEngine(server));
