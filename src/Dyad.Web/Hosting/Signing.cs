using Dyad.Dossier.Signing;
using Dyad.Web.Accounts;
using Dyad.Web.Dossiers;

namespace Dyad.Web.Hosting;

/// <summary>Signs for a side with the key of the account, which is made on its first use.</summary>
internal static class Signing
{
    /// <exception cref="AccountException">The passphrase is another, or too short for a new key.</exception>
    public static async Task<Dyad.Dossier.Log.LoggedEntry> SignAsync(
        Seat seat, string wording, string passphrase, AccountManager accounts, SigningKeys keys, CancellationToken cancel)
    {
        var account = await accounts.FindByNameAsync(seat.Member.Id) ?? throw new AccountException(AccountFault.NoSuchAccount);
        using var key = account.SigningKey is null
            ? await keys.MakeAsync(account, passphrase, cancel) : await Task.Run(() => SigningKeys.Open(account, passphrase), cancel);
        return await seat.SignAsync(wording, statement => (Ecdsa.PublicKey(key), Ecdsa.Sign(key, statement)), cancel);
    }
}
