using Dyad.Dossier.Storage;
using Microsoft.AspNetCore.Identity;

namespace Dyad.Web.Accounts;

/// <summary>
/// Failures to sign in. They are counted in the database at once: whoever tries many passwords at a time must not get away with one count
/// for all, as they would if the count were written with the rest of the account.
/// </summary>
public sealed partial class AccountStore : IUserLockoutStore<Account>
{
    /// <summary>Counts a failure, and locks the account where it is one too many; in one statement.</summary>
    /// <param name="user">The account, which gets the new values.</param>
    /// <param name="most">The failure that locks.</param>
    /// <param name="until">Until when it would be locked.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task CountFailureAsync(Account user, int most, DateTimeOffset until, CancellationToken cancellationToken) => database.WriteAsync(
        async connection =>
        {
            await using var command = connection.Command(
                """
                UPDATE accounts SET failed_count = CASE WHEN failed_count + 1 >= @most THEN 0 ELSE failed_count + 1 END,
                    lockout_end = CASE WHEN failed_count + 1 >= @most THEN @until ELSE lockout_end END
                WHERE handle = @handle RETURNING failed_count, lockout_end
                """,
                ("@most", (long)most),
                ("@until", until.ToUnixTimeMilliseconds()),
                ("@handle", user.Handle));
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            if (!await reader.ReadAsync(cancellationToken))
                return false;
            user.AccessFailedCount = (int)reader.GetInt64(0);
            user.LockoutEnd = reader.IsDBNull(1) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1));
            return true;
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.LockoutEnd);

    /// <inheritdoc />
    public async Task SetLockoutEndDateAsync(Account user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken)
    {
        await database.ChangeAsync(
            "UPDATE accounts SET lockout_end = @until WHERE handle = @handle",
            [("@until", AccountRows.Value(lockoutEnd)), ("@handle", user.Handle)],
            cancellationToken);
        user.LockoutEnd = lockoutEnd;
    }

    /// <inheritdoc />
    public async Task<int> IncrementAccessFailedCountAsync(Account user, CancellationToken cancellationToken)
    {
        await CountFailureAsync(user, int.MaxValue, DateTimeOffset.UnixEpoch, cancellationToken);
        return user.AccessFailedCount;
    }

    /// <inheritdoc />
    public async Task ResetAccessFailedCountAsync(Account user, CancellationToken cancellationToken)
    {
        await database.ChangeAsync(
            "UPDATE accounts SET failed_count = 0 WHERE handle = @handle", [("@handle", user.Handle)], cancellationToken);
        user.AccessFailedCount = 0;
    }

    /// <inheritdoc />
    public Task<int> GetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.AccessFailedCount);

    /// <summary>All accounts can be locked.</summary>
    public Task<bool> GetLockoutEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(true);

    /// <summary>Nothing to do: all accounts can be locked.</summary>
    public Task SetLockoutEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Takes a time step of an authenticator for the account, unless it or a later one has been taken; of many takers one succeeds.
    /// </summary>
    internal static async Task<bool> TakeStepAsync(
        AccountDatabase database, string handle, long step, CancellationToken cancellationToken) =>
        await database.ChangeAsync(
            "UPDATE accounts SET authenticator_step = @step WHERE handle = @handle AND authenticator_step < @step",
            [("@step", step), ("@handle", handle)],
            cancellationToken) == 1;
}
