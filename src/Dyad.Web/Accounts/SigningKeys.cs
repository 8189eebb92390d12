using System.Security.Cryptography;
using Dyad.Dossier.Signing;

namespace Dyad.Web.Accounts;

/// <summary>
/// Keys that accounts sign texts with, kept encrypted by a passphrase that the server does not know: neither who runs it nor who has a copy
/// of the database can sign for somebody. A passphrase that is forgotten is lost.
/// </summary>
public sealed class SigningKeys
{
    private readonly AccountDatabase database;
    private readonly PbeParameters encryption;

    /// <summary>Keys in a database.</summary>
    public SigningKeys(AccountDatabase database, AccountOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.database = database;
        encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, options.Iterations);
    }

    /// <summary>Makes the key of an account on its first use; the account has it then. Whoever calls disposes of the key.</summary>
    /// <exception cref="AccountException">The passphrase is too short, or there is a key.</exception>
    public async Task<ECDsa> MakeAsync(Account account, string passphrase, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (passphrase is null || passphrase.Length < PasswordRules.Shortest)
            throw new AccountException(AccountFault.PassphraseTooShort);
        var key = Ecdsa.Create();
        try
        {
            var text = key.ExportEncryptedPkcs8PrivateKeyPem(passphrase, encryption);
            // A key must not take the place of another, with which texts may be signed.
            var kept = await database.ChangeAsync(
                "UPDATE accounts SET signing_key = @key WHERE handle = @handle AND signing_key IS NULL",
                [("@key", text), ("@handle", account.Handle)],
                cancellationToken);
            if (kept != 1)
                throw new AccountException(AccountFault.SigningKeyExists);
            account.SigningKey = text;
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>Opens the key of an account. Whoever calls disposes of it.</summary>
    /// <exception cref="AccountException">The passphrase is another, or there is no key.</exception>
    public static ECDsa Open(Account account, string passphrase)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (account.SigningKey is not { } text)
            throw new AccountException(AccountFault.NoSigningKey);
        var key = ECDsa.Create();
        try
        {
            key.ImportFromEncryptedPem(text, passphrase);
            return key;
        }
        catch (CryptographicException e)
        {
            key.Dispose();
            throw new AccountException(AccountFault.WrongPassphrase, e);
        }
    }
}
