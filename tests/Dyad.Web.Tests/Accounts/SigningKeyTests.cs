using Dyad.Dossier.Signing;
using Dyad.Testing;
using Dyad.Web.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Dyad.Web.Tests.Accounts;

/// <summary>Keys that accounts sign with, on each engine.</summary>
public abstract class SigningKeyTests(Engine engine) : AccountTests(engine)
{
    private const string Passphrase = "пароль 口令 passphrase";

    private SigningKeys Keys => Host.Services.GetRequiredService<SigningKeys>();

    [Fact]
    public async Task AKeyOpensWithItsPassphraseAlone()
    {
        var account = await Host.AddAsync("anna");
        Assert.Equal(AccountFault.NoSigningKey, Assert.Throws<AccountException>(() => SigningKeys.Open(account, Passphrase)).Fault);
        using var made = await Keys.MakeAsync(account, Passphrase);
        var read = await Host.FindAsync("anna");
        Assert.StartsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----", read.SigningKey, StringComparison.Ordinal);
        using var opened = SigningKeys.Open(read, Passphrase);
        var statement = new SignedStatement("d", "digest", "CHN", "anna");
        Assert.True(Ecdsa.Verify(Ecdsa.PublicKey(made), statement, Ecdsa.Sign(opened, statement)));
        foreach (var wrong in (string[])["", "a wrong passphrase", Passphrase + " "])
            Assert.Equal(AccountFault.WrongPassphrase, Assert.Throws<AccountException>(() => SigningKeys.Open(read, wrong)).Fault);
        Assert.DoesNotContain(Passphrase, Host.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AKeyIsMadeOnce()
    {
        await Host.AddAsync("anna");
        var made = await ManyAsync(8, async () =>
        {
            var account = await Host.FindAsync("anna");
            try
            {
                using var key = await Keys.MakeAsync(account, Passphrase);
                return Ecdsa.PublicKey(key);
            }
            catch (AccountException e) when (e.Fault == AccountFault.SigningKeyExists)
            {
                return null;
            }
        });
        var one = Assert.Single(made, m => m is not null);
        var kept = await Host.FindAsync("anna");
        using var opened = SigningKeys.Open(kept, Passphrase);
        Assert.Equal(one, Ecdsa.PublicKey(opened));
        // An update of the rest leaves it alone.
        await Host.WithAsync((AccountManager m) => m.UpdateAsync(kept));
        Assert.Equal(kept.SigningKey, (await Host.FindAsync("anna")).SigningKey);
    }

    [Fact]
    public async Task AShortPassphraseIsNone()
    {
        var account = await Host.AddAsync("anna");
        var refused = await Assert.ThrowsAsync<AccountException>(() => Keys.MakeAsync(account, "elevenchars"));
        Assert.Equal(AccountFault.PassphraseTooShort, refused.Fault);
        Assert.Null((await Host.FindAsync("anna")).SigningKey);
    }
}

public sealed class SqliteSigningKeyTests() : SigningKeyTests(new SqliteEngine());

public sealed class PostgresSigningKeyTests(PostgresServer server) : SigningKeyTests(new PostgresEngine(server));
