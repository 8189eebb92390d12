using Dyad.Dossier.Storage;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace Dyad.Web.Accounts;

/// <summary>
/// Asks the database each minute whether a session still holds. Where the database is away, who only reads goes on with the session that they
/// have: nothing can be written then, and what they read is in memory. Whoever writes is asked for a database that answers.
/// </summary>
internal sealed class SessionCheck(TimeProvider clock)
{
    /// <summary>A database that does not answer may take seconds to say so: one reader in a while asks again, the others are not held up.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(10);

    private long _notBefore;

    /// <summary>Checks the session of a request.</summary>
    public async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        bool reads = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if (reads && clock.GetUtcNow().UtcTicks < Volatile.Read(ref _notBefore))
            return;
        try
        {
            await SecurityStampValidator.ValidatePrincipalAsync(context);
        }
        catch (StoreException) when (reads)
        {
            Volatile.Write(ref _notBefore, (clock.GetUtcNow() + Again).UtcTicks);
        }
    }
}
