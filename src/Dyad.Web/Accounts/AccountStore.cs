using System.Globalization;
using Dyad.Dossier.Storage;
using Microsoft.AspNetCore.Identity;

namespace Dyad.Web.Accounts;

/// <summary>The store of accounts that ASP.NET Core Identity works on; one a request, over the one database.</summary>
public sealed partial class AccountStore : IUserStore<Account>
{
    private readonly AccountDatabase database;
    private readonly AccountOptions options;

    /// <summary>A store over a database.</summary>
    public AccountStore(AccountDatabase database, AccountOptions options)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(options);
        (this.database, this.options) = (database, options);
    }

    /// <summary>All accounts, in order of the code points of their handles.</summary>
    public async Task<IReadOnlyList<Account>> ListAsync(CancellationToken cancellationToken = default)
    {
        var accounts = await database.ReadAsync(c => AccountRows.ReadAsync(c, "1 = 1", [], cancellationToken), cancellationToken);
        return [.. accounts.OrderBy(a => a.Handle, StringComparer.Ordinal)];
    }

    /// <summary>How many accounts there are.</summary>
    public Task<long> CountAsync(CancellationToken cancellationToken = default) => database.ReadAsync(
        async connection =>
        {
            await using var command = connection.Command("SELECT count(*) FROM accounts");
            return Convert.ToInt64(await command.ScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
        },
        cancellationToken);

    /// <inheritdoc />
    public async Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken)
    {
        try
        {
            await database.WriteAsync(c => AccountRows.InsertAsync(c, user, cancellationToken), cancellationToken);
            return IdentityResult.Success;
        }
        catch (StoreException e) when (e.Kind == StoreFault.Conflict)
        {
            return IdentityResult.Failed(new IdentityErrorDescriber().DuplicateUserName(user.Handle));
        }
    }

    /// <inheritdoc />
    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken)
    {
        var before = user.ConcurrencyStamp;
        user.ConcurrencyStamp = Guid.NewGuid().ToString("N");
        int changed;
        try
        {
            // With another key the codes are others, of which none has been used.
            changed = await database.ChangeAsync(
                """
                UPDATE accounts SET name = @name, password_hash = @password_hash, security_stamp = @security_stamp,
                    concurrency_stamp = @concurrency_stamp, two_factor = @two_factor, is_operator = @is_operator, disabled = @disabled,
                    language = @language, authenticator_key = @authenticator_key,
                    authenticator_step = CASE WHEN coalesce(authenticator_key, '') = @same_key THEN authenticator_step ELSE 0 END
                WHERE handle = @handle AND concurrency_stamp = @before
                """,
                [.. AccountRows.Values(user), ("@same_key", user.AuthenticatorKey ?? ""), ("@before", before)],
                cancellationToken);
        }
        catch
        {
            user.ConcurrencyStamp = before;
            throw;
        }

        if (changed == 1)
            return IdentityResult.Success;
        user.ConcurrencyStamp = before;
        return IdentityResult.Failed(new IdentityErrorDescriber().ConcurrencyFailure());
    }

    /// <summary>Refused: dossiers name accounts, and a handle must not become somebody else's. Accounts are disabled.</summary>
    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(
        IdentityResult.Failed(new IdentityError { Code = "NotDeleted", Description = "Accounts are disabled, not removed." }));

    /// <inheritdoc />
    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        FindAsync("handle = @handle", [("@handle", userId)], cancellationToken);

    /// <inheritdoc />
    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        FindByIdAsync(normalizedUserName, cancellationToken);

    /// <inheritdoc />
    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Handle);

    /// <inheritdoc />
    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Handle);

    /// <inheritdoc />
    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Handle);

    /// <summary>Refused: a handle never changes.</summary>
    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) =>
        userName == user.Handle ? Task.CompletedTask : throw new NotSupportedException("a handle never changes");

    /// <summary>Nothing to do: a handle has one form only.</summary>
    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Nothing to do: the database is the host's.</summary>
    public void Dispose()
    {
    }

    private async Task<Account?> FindAsync(string where, (string Name, object Value)[] parameters, CancellationToken cancellationToken)
    {
        // What is no text of the database (PostgreSQL keeps no NUL) is nobody's.
        if (parameters.Any(p => p.Value is string text && text.Contains('\0', StringComparison.Ordinal)))
            return null;
        var found = await database.ReadAsync(c => AccountRows.ReadAsync(c, where, parameters, cancellationToken), cancellationToken);
        return found.SingleOrDefault();
    }
}
