using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dyad.Dossier.Storage;
using Microsoft.AspNetCore.Identity;

namespace Dyad.Web.Accounts;

/// <summary>
/// Codes for who has lost their authenticator. A code has some 50 bits: a plain checksum of it could be guessed by whoever has a copy of the
/// database, so it is derived as slowly as a password. The salt is the account's, so that one derivation finds the code.
/// </summary>
public sealed partial class AccountStore : IUserTwoFactorRecoveryCodeStore<Account>
{
    /// <inheritdoc />
    public Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken)
    {
        var hashes = recoveryCodes.Select(code => HashOf(user, code)).Distinct(StringComparer.Ordinal).ToList();
        return database.WriteAsync(
            async connection =>
            {
                await AccountDatabase.ChangeAsync(
                    connection, "DELETE FROM account_recovery_codes WHERE handle = @handle", [("@handle", user.Handle)], cancellationToken);
                foreach (var hash in hashes)
                {
                    await AccountDatabase.ChangeAsync(
                        connection,
                        "INSERT INTO account_recovery_codes (handle, hash) VALUES (@handle, @hash)",
                        [("@handle", user.Handle), ("@hash", hash)],
                        cancellationToken);
                }

                return true;
            },
            cancellationToken);
    }

    /// <summary>Uses a code up; of many who present it at a time one succeeds.</summary>
    public async Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken) =>
        await database.ChangeAsync(
            "DELETE FROM account_recovery_codes WHERE handle = @handle AND hash = @hash",
            [("@handle", user.Handle), ("@hash", HashOf(user, code))],
            cancellationToken) == 1;

    /// <inheritdoc />
    public Task<int> CountCodesAsync(Account user, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            await using var command = connection.Command(
                "SELECT count(*) FROM account_recovery_codes WHERE handle = @handle", ("@handle", user.Handle));
            return Convert.ToInt32(await command.ScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
        },
        cancellationToken);

    /// <summary>Hyphens, spaces and lower case are how people copy from paper.</summary>
    private string HashOf(Account user, string code) => Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(
        string.Concat(code.Where(char.IsLetterOrDigit)).ToUpperInvariant(),
        SHA256.HashData(Encoding.UTF8.GetBytes("dyad recovery code of " + user.Handle)),
        options.Iterations,
        HashAlgorithmName.SHA256,
        outputLength: 32));
}
