using Dyad.Dossier.Storage;
using Microsoft.AspNetCore.Identity;

namespace Dyad.Web.Accounts;

/// <summary>Accounts of other providers (OpenID Connect) that sign in to one here: the provider is the issuer's address.</summary>
public sealed partial class AccountStore : IUserLoginStore<Account>
{
    /// <inheritdoc />
    public Task AddLoginAsync(Account user, UserLoginInfo login, CancellationToken cancellationToken) => database.WriteAsync(
        c => AddLoginAsync(c, user.Handle, login.LoginProvider, login.ProviderKey, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task RemoveLoginAsync(Account user, string loginProvider, string providerKey, CancellationToken cancellationToken) =>
        database.ChangeAsync(
            "DELETE FROM account_logins WHERE handle = @handle AND provider = @provider AND subject = @subject",
            [("@handle", user.Handle), ("@provider", loginProvider), ("@subject", providerKey)],
            cancellationToken);

    /// <inheritdoc />
    public Task<IList<UserLoginInfo>> GetLoginsAsync(Account user, CancellationToken cancellationToken) =>
        database.ReadAsync<IList<UserLoginInfo>>(
            async connection =>
            {
                await using var command = connection.Command(
                    "SELECT provider, subject FROM account_logins WHERE handle = @handle", ("@handle", user.Handle));
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                var logins = new List<UserLoginInfo>();
                while (await reader.ReadAsync(cancellationToken))
                    logins.Add(new UserLoginInfo(reader.GetString(0), reader.GetString(1), null));
                return logins;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<Account?> FindByLoginAsync(string loginProvider, string providerKey, CancellationToken cancellationToken) => FindAsync(
        "handle = (SELECT handle FROM account_logins WHERE provider = @provider AND subject = @subject)",
        [("@provider", loginProvider), ("@subject", providerKey)],
        cancellationToken);

    internal static Task<int> AddLoginAsync(
        System.Data.Common.DbConnection connection, string handle, string provider, string subject, CancellationToken cancellationToken) =>
        AccountDatabase.ChangeAsync(
            connection,
            "INSERT INTO account_logins (provider, subject, handle) VALUES (@provider, @subject, @handle)",
            [("@provider", provider), ("@subject", subject), ("@handle", handle)],
            cancellationToken);
}
