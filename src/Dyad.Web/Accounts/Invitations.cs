using System.Buffers.Text;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dyad.Dossier.Storage;
using Microsoft.AspNetCore.Identity;

namespace Dyad.Web.Accounts;

/// <summary>What a link is for.</summary>
public enum LinkKind
{
    /// <summary>Somebody is asked to join.</summary>
    Invitation,

    /// <summary>The operator of a new server.</summary>
    FirstUse,

    /// <summary>A password that was forgotten.</summary>
    Reset,
}

/// <summary>A link that works.</summary>
/// <param name="Account">Whom it lets in.</param>
/// <param name="Kind">What for.</param>
/// <param name="ExpiresAt">Until when.</param>
public sealed record OpenLink(Account Account, LinkKind Kind, DateTimeOffset ExpiresAt);

/// <summary>
/// Links that let somebody set a password. A link works once, until its time is over or a later link replaces it. The database knows only
/// a checksum of the token, so that nobody gets in with a copy of it; the token has 256 bits, which need no slow checksum.
/// </summary>
public sealed class Invitations
{
    /// <summary>Handle of the account that a new server makes.</summary>
    public const string FirstHandle = "operator";

    private const int TokenBytes = 32;

    private readonly AccountDatabase database;
    private readonly IPasswordHasher<Account> hasher;
    private readonly TimeProvider clock;

    /// <summary>Links in a database.</summary>
    public Invitations(AccountDatabase database, IPasswordHasher<Account> hasher, TimeProvider clock)
    {
        (this.database, this.hasher, this.clock) = (database, hasher, clock);
    }

    /// <summary>How long a link works.</summary>
    public static TimeSpan LifeOf(LinkKind kind) => kind == LinkKind.Invitation ? TimeSpan.FromDays(7) : TimeSpan.FromHours(24);

    /// <summary>Makes a link in place of those that the account has.</summary>
    /// <returns>Its token, which is nowhere else: whoever has it gets in.</returns>
    /// <exception cref="AccountException">There is no such account, or it is disabled.</exception>
    public async Task<string> IssueAsync(string handle, LinkKind kind, CancellationToken cancellationToken = default)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var now = clock.GetUtcNow();
        var made = await database.WriteAsync(
            async connection =>
            {
                await CloseAsync(connection, handle, now, cancellationToken);
                // Not into an account that is disabled at this moment.
                return await AccountDatabase.ChangeAsync(
                    connection,
                    """
                    INSERT INTO account_links (hash, handle, kind, expires_at)
                    SELECT @hash, handle, @kind, @expires FROM accounts WHERE handle = @handle AND disabled = 0
                    """,
                    [
                        ("@hash", HashOf(token)),
                        ("@kind", kind.ToString()),
                        ("@expires", (now + LifeOf(kind)).ToUnixTimeMilliseconds()),
                        ("@handle", handle),
                    ],
                    cancellationToken);
            },
            cancellationToken);
        return made == 1 ? token : throw new AccountException(AccountFault.NoSuchAccount);
    }

    /// <summary>
    /// A link for the operator of a server that nobody can keep yet, whose account is made; null where an operator can sign in. To be shown
    /// to who starts the server, and not to be logged.
    /// </summary>
    public async Task<string?> FirstUseAsync(CancellationToken cancellationToken = default)
    {
        var made = await database.WriteAsync(
            async connection =>
            {
                await using var command = connection.Command(
                    """
                    SELECT count(*) FROM accounts WHERE is_operator = 1 AND disabled = 0 AND (password_hash IS NOT NULL
                        OR EXISTS (SELECT 1 FROM account_logins WHERE account_logins.handle = accounts.handle))
                    """);
                if (Convert.ToInt64(await command.ScalarAsync(cancellationToken), CultureInfo.InvariantCulture) > 0)
                    return false;
                var there = await AccountRows.ReadAsync(connection, "handle = @handle", [("@handle", FirstHandle)], cancellationToken);
                if (there.Count == 0)
                {
                    var account = new Account { Handle = FirstHandle, Name = "Operator", IsOperator = true, CreatedAt = clock.GetUtcNow() };
                    await AccountRows.InsertAsync(connection, account, cancellationToken);
                }

                return true;
            },
            cancellationToken);
        return made ? await IssueAsync(FirstHandle, LinkKind.FirstUse, cancellationToken) : null;
    }

    /// <summary>The link of a token, for a page that greets; null where it does not work.</summary>
    public async Task<OpenLink?> FindAsync(string token, CancellationToken cancellationToken = default)
    {
        if (!IsToken(token))
            return null;
        return await database.ReadAsync(
            async connection =>
            {
                string handle;
                LinkKind kind;
                DateTimeOffset expires;
                await using (var command = connection.Command(
                    "SELECT handle, kind, expires_at FROM account_links WHERE hash = @hash AND closed_at IS NULL AND expires_at > @now",
                    ("@hash", HashOf(token)),
                    ("@now", clock.GetUtcNow().ToUnixTimeMilliseconds())))
                {
                    await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                    if (!await reader.ReadAsync(cancellationToken))
                        return null;
                    handle = reader.GetString(0);
                    kind = Enum.Parse<LinkKind>(reader.GetString(1));
                    expires = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2));
                }

                var found = await AccountRows.ReadAsync(
                    connection, "handle = @handle AND disabled = 0", [("@handle", handle)], cancellationToken);
                return found is [var account] ? new OpenLink(account, kind, expires) : null;
            },
            cancellationToken);
    }

    /// <summary>Sets the password of the account that a link is for, ends its sessions and lockout, and uses the link up.</summary>
    /// <exception cref="AccountException">The link does not work, or the password is none; then nothing has changed.</exception>
    public async Task<Account> AcceptAsync(string token, string password, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(token, cancellationToken) is not { } link)
            throw new AccountException(AccountFault.LinkNotValid);
        if (PasswordRules.FaultOf(link.Account.Handle, link.Account.Name, password) is { } fault)
            throw new AccountException(fault);
        // Takes a while, so before the transaction, in which one of many takers is let in.
        var hash = hasher.HashPassword(link.Account, password);
        return await database.WriteAsync(
            async connection =>
            {
                var now = clock.GetUtcNow();
                await TakeAsync(connection, "hash = @of", HashOf(token), now, cancellationToken);
                await CloseAsync(connection, link.Account.Handle, now, cancellationToken);
                await AccountDatabase.ChangeAsync(
                    connection,
                    """
                    UPDATE accounts SET password_hash = @password, security_stamp = @security, concurrency_stamp = @concurrency,
                        failed_count = 0, lockout_end = NULL
                    WHERE handle = @handle
                    """,
                    [
                        ("@password", hash),
                        ("@security", Guid.NewGuid().ToString("N")),
                        ("@concurrency", Guid.NewGuid().ToString("N")),
                        ("@handle", link.Account.Handle),
                    ],
                    cancellationToken);
                return await OpenAccountAsync(connection, link.Account.Handle, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>
    /// Links an account of another provider to an account here that has been invited and has not come yet, and uses the invitation up.
    /// What the provider says of the handle is not proof enough without it: in many a directory people name themselves.
    /// </summary>
    /// <exception cref="AccountException">There is no open invitation for the handle.</exception>
    public Task<Account> LinkAsync(string handle, string provider, string subject, CancellationToken cancellationToken = default)
    {
        if (!HandleRules.IsHandle(handle))
            throw new AccountException(AccountFault.LinkNotValid);
        return database.WriteAsync(
            async connection =>
            {
                var now = clock.GetUtcNow();
                await TakeAsync(connection, $"kind = '{LinkKind.Invitation}' AND handle = @of", handle, now, cancellationToken);
                await CloseAsync(connection, handle, now, cancellationToken);
                await AccountStore.AddLoginAsync(connection, handle, provider, subject, cancellationToken);
                return await OpenAccountAsync(connection, handle, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Closes an open link; of many who try at a time one succeeds, as the statement holds its row.</summary>
    private static async Task TakeAsync(
        DbConnection connection, string where, string of, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var taken = await AccountDatabase.ChangeAsync(
            connection,
            $"UPDATE account_links SET closed_at = @now WHERE {where} AND closed_at IS NULL AND expires_at > @now",
            [("@of", of), ("@now", now.ToUnixTimeMilliseconds())],
            cancellationToken);
        if (taken == 0)
            throw new AccountException(AccountFault.LinkNotValid);
    }

    private static Task<int> CloseAsync(DbConnection connection, string handle, DateTimeOffset now, CancellationToken cancellationToken) =>
        AccountDatabase.ChangeAsync(
            connection,
            "UPDATE account_links SET closed_at = @now WHERE handle = @handle AND closed_at IS NULL",
            [("@handle", handle), ("@now", now.ToUnixTimeMilliseconds())],
            cancellationToken);

    /// <summary>An account that may come in; the exception undoes what the transaction did.</summary>
    private static async Task<Account> OpenAccountAsync(DbConnection connection, string handle, CancellationToken cancellationToken)
    {
        var found = await AccountRows.ReadAsync(
            connection, "handle = @handle AND disabled = 0", [("@handle", handle)], cancellationToken);
        return found is [var account] ? account : throw new AccountException(AccountFault.LinkNotValid);
    }

    private static bool IsToken(string? token) => token?.Length == Base64Url.GetEncodedLength(TokenBytes);

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
