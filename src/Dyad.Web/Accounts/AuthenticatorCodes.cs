using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;

namespace Dyad.Web.Accounts;

/// <summary>
/// Checks codes of authenticators. Unlike Identity's own provider it takes each code once (RFC 6238, 5.2), so that who looks over a shoulder
/// or breaks into a connection cannot use one again, and its clock is injected.
/// </summary>
internal sealed class AuthenticatorCodes(AccountDatabase database, TimeProvider clock) : AuthenticatorTokenProvider<Account>
{
    /// <summary>Steps before and after the present one, for clocks that differ (RFC 6238, 5.2).</summary>
    private const int Tolerance = 1;

    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<Account> manager, Account user)
    {
        if (user.AuthenticatorKey is not { } text || Totp.KeyOf(text) is not { Length: > 0 } key)
            return false;
        // Apps show the digits in two groups.
        var code = Encoding.UTF8.GetBytes(token.Replace(" ", "", StringComparison.Ordinal));
        var now = Totp.StepAt(clock.GetUtcNow());
        for (var step = now - Tolerance; step <= now + Tolerance; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(code, Encoding.UTF8.GetBytes(Totp.CodeAt(key, step)))
                && await AccountStore.TakeStepAsync(database, user.Handle, step, CancellationToken.None))
            {
                return true;
            }
        }

        return false;
    }
}
