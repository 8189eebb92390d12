using Dyad.Dossier.Storage;
using Dyad.Testing;
using Dyad.Web.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Dyad.Web.Tests.Accounts;

/// <summary>What the store promises, on each engine.</summary>
public abstract class AccountStoreTests(Engine engine) : AccountTests(engine)
{
    [Fact]
    public async Task ReadsWhatWasWritten()
    {
        var made = new Account
        {
            Handle = "li.na",
            Name = "李娜 «Ли»",
            PasswordHash = "hash",
            TwoFactorEnabled = true,
            AuthenticatorKey = "KEY",
            LockoutEnd = Host.Clock.Now,
            AccessFailedCount = 3,
            IsOperator = true,
            Disabled = true,
            Language = "zh",
            CreatedAt = Host.Clock.Now.AddDays(-1),
            SigningKey = "pem",
        };
        Assert.True((await Host.WithAsync((AccountStore s) => s.CreateAsync(made, default))).Succeeded);
        Assert.Equivalent(made, await Host.FindAsync(" Li.Na "), strict: true);
        (made.Name, made.PasswordHash, made.Language, made.TwoFactorEnabled, made.Disabled) = ("Other", null, null, false, false);
        Assert.True((await Host.WithAsync((AccountStore s) => s.UpdateAsync(made, default))).Succeeded);
        Assert.Equivalent(made, await Host.FindAsync("li.na"), strict: true);
    }

    [Fact]
    public async Task ListsInOrderOfCodePoints()
    {
        foreach (var handle in (string[])["b", "a_b", "ab", "a-b", "a.b", "10", "9x"])
            await Host.AddAsync(handle.PadRight(2, '0'));
        var list = await Host.WithAsync((AccountManager m) => m.ListAsync());
        Assert.Equal(["10", "9x", "a-b", "a.b", "a_b", "ab", "b0"], list.Select(a => a.Handle));
        Assert.Equal(7, await Host.WithAsync((AccountManager m) => m.CountAsync()));
        Assert.Null(await Host.FindAsync("nobody"));
        Assert.Null(await Host.FindAsync("no\0body"));
    }

    [Fact]
    public async Task AHandleIsOnesOwn()
    {
        var results = await ManyAsync(8, () => Host.WithAsync(
            (AccountStore s) => s.CreateAsync(new Account { Handle = "anna", Name = "Anna" }, default)));
        Assert.Single(results, r => r.Succeeded);
        Assert.All(results.Where(r => !r.Succeeded), r => Assert.Equal("DuplicateUserName", r.Errors.Single().Code));
        Assert.False((await Host.WithAsync((AccountManager m) => m.CreateAsync(new Account { Handle = "secretary", Name = "S" }))).Succeeded);
        Assert.False((await Host.WithAsync((AccountManager m) => m.CreateAsync(new Account { Handle = "Anna", Name = "S" }))).Succeeded);
        var anna = await Host.FindAsync("anna");
        Assert.False((await Host.WithAsync((AccountManager m) => m.DeleteAsync(anna))).Succeeded);
    }

    [Fact]
    public async Task OfTwoWhoChangeAnAccountTheSecondIsRefused()
    {
        await Host.AddAsync("anna");
        var (first, second) = (await Host.FindAsync("anna"), await Host.FindAsync("anna"));
        first.Name = "First";
        second.Name = "Second";
        Assert.True((await Host.WithAsync((AccountManager m) => m.UpdateAsync(first))).Succeeded);
        var refused = await Host.WithAsync((AccountManager m) => m.UpdateAsync(second));
        Assert.Equal("ConcurrencyFailure", refused.Errors.Single().Code);
        Assert.Equal("First", (await Host.FindAsync("anna")).Name);
        // Who has been told may go on.
        first.Name = "Again";
        Assert.True((await Host.WithAsync((AccountManager m) => m.UpdateAsync(first))).Succeeded);
    }

    [Fact]
    public async Task FailuresAtATimeAreAllCounted()
    {
        await Host.AddAsync("anna");
        var seen = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Host.FindAsync("anna")));
        await Task.WhenAll(seen.Select(a => Host.WithAsync((AccountManager m) => m.AccessFailedAsync(a))));
        Assert.Equal(4, (await Host.FindAsync("anna")).AccessFailedCount);
        var last = seen[0];
        await Host.WithAsync((AccountManager m) => m.AccessFailedAsync(last));
        var locked = await Host.FindAsync("anna");
        Assert.Equal(0, locked.AccessFailedCount);
        Assert.Equal(Host.Clock.Now.AddMinutes(10), locked.LockoutEnd);
        // The account is as it was to who has it open.
        Assert.True((await Host.WithAsync((AccountManager m) => m.UpdateAsync(last))).Succeeded);
    }

    [Fact]
    public async Task ARecoveryCodeWorksOnce()
    {
        var account = await Host.AddAsync("anna");
        var codes = (await Host.WithAsync((AccountManager m) => m.GenerateNewTwoFactorRecoveryCodesAsync(account, 10)))!.ToList();
        Assert.Equal(10, await Host.WithAsync((AccountManager m) => m.CountRecoveryCodesAsync(account)));
        var taken = await ManyAsync(20, () => Host.WithAsync((AccountStore s) => s.RedeemCodeAsync(account, codes[0], default)));
        Assert.Single(taken, t => t);
        var typed = " " + codes[1].Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
        Assert.True(await Host.WithAsync((AccountStore s) => s.RedeemCodeAsync(account, typed, default)));
        Assert.Equal(8, await Host.WithAsync((AccountManager m) => m.CountRecoveryCodesAsync(account)));
        var other = await Host.AddAsync("boris");
        Assert.False(await Host.WithAsync((AccountStore s) => s.RedeemCodeAsync(other, codes[2], default)));
        await Host.WithAsync((AccountManager m) => m.GenerateNewTwoFactorRecoveryCodesAsync(account, 10));
        Assert.False(await Host.WithAsync((AccountStore s) => s.RedeemCodeAsync(account, codes[2], default)));
    }

    [Fact]
    public async Task AStepOfAnAuthenticatorIsTakenOnceAndNoneBeforeIt()
    {
        var account = await Host.AddAsync("anna");
        var taken = await ManyAsync(20, () => AccountStore.TakeStepAsync(Host.Database, "anna", 7, default));
        Assert.Single(taken, t => t);
        Assert.False(await AccountStore.TakeStepAsync(Host.Database, "anna", 6, default));
        account.Name = "Another";
        Assert.True((await Host.WithAsync((AccountManager m) => m.UpdateAsync(account))).Succeeded);
        Assert.False(await AccountStore.TakeStepAsync(Host.Database, "anna", 7, default));
        account.AuthenticatorKey = "ANOTHERKEY";
        Assert.True((await Host.WithAsync((AccountManager m) => m.UpdateAsync(account))).Succeeded);
        Assert.True(await AccountStore.TakeStepAsync(Host.Database, "anna", 7, default));
    }

    [Fact]
    public async Task AnAccountOfAProviderBelongsToOne()
    {
        var (anna, boris) = (await Host.AddAsync("anna"), await Host.AddAsync("boris"));
        var login = new UserLoginInfo("https://id.example", "s-1", null);
        Assert.True((await Host.WithAsync((AccountManager m) => m.AddLoginAsync(anna, login))).Succeeded);
        Assert.Equal("anna", (await Host.WithAsync((AccountManager m) => m.FindByLoginAsync("https://id.example", "s-1")))?.Handle);
        Assert.Null(await Host.WithAsync((AccountManager m) => m.FindByLoginAsync("https://other.example", "s-1")));
        Assert.False((await Host.WithAsync((AccountManager m) => m.AddLoginAsync(boris, login))).Succeeded);
        Assert.Single(await Host.WithAsync((AccountManager m) => m.GetLoginsAsync(anna)));
        await Host.WithAsync((AccountManager m) => m.RemoveLoginAsync(anna, "https://id.example", "s-1"));
        Assert.Null(await Host.WithAsync((AccountManager m) => m.FindByLoginAsync("https://id.example", "s-1")));
    }

    [Fact]
    public async Task TheLastOperatorIsNotDisabled()
    {
        var first = await Host.AddAsync("anna", isOperator: true);
        await Host.AddAsync("boris");
        var refused = await Assert.ThrowsAsync<AccountException>(() => DisableAsync(first));
        Assert.Equal(AccountFault.LastOperator, refused.Fault);
        await Host.AddAsync("chen", isOperator: true);
        await DisableAsync(first);
        Assert.True((await Host.FindAsync("anna")).Disabled);
    }

    [Fact]
    public async Task StandsInOneDatabaseWithDossiers()
    {
        await Host.AddAsync("anna");
        await using (var log = await LogAsync())
        {
            await log.AppendAsync([new StoredEntry("d", "c", 1, "h", [1])]);
            Assert.True(await log.HealthyAsync());
        }

        await using var again = await Engine.OpenAsync();
        Assert.True(await again.HealthyAsync());
        Assert.Equal("anna", (await new AccountStore(again, new AccountOptions { DataFolder = "" }).ListAsync()).Single().Handle);
    }

    private protected abstract Task<SqlEntryStore> LogAsync();

    private Task<bool> DisableAsync(Account account) => Host.WithAsync(async (AccountManager m) =>
    {
        await m.SetDisabledAsync(account, true);
        return true;
    });
}

public sealed class SqliteAccountStoreTests() : AccountStoreTests(new SqliteEngine())
{
    private protected override Task<SqlEntryStore> LogAsync() => SqlEntryStore.OpenSqliteAsync(((SqliteEngine)Engine).File);
}

public sealed class PostgresAccountStoreTests(PostgresServer server) : AccountStoreTests(new PostgresEngine(server))
{
    private protected override Task<SqlEntryStore> LogAsync() =>
        SqlEntryStore.OpenPostgresAsync(((PostgresEngine)Engine).ConnectionString);
}
