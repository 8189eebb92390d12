using Microsoft.AspNetCore.Identity;

namespace Dyad.Web.Accounts;

/// <summary>
/// What a password must be: long, and not what everybody knows of the account. No classes of characters (NIST SP 800-63B, 5.1.1.2).
/// </summary>
public sealed class PasswordRules : IPasswordValidator<Account>
{
    /// <summary>Fewest characters of a password, and of a passphrase.</summary>
    public const int Shortest = 12;

    /// <summary>What is wrong with a password for an account; null where nothing is.</summary>
    public static AccountFault? FaultOf(string handle, string name, string? password) =>
        password is null || password.Length < Shortest ? AccountFault.PasswordTooShort
        : Same(password, handle) || Same(password, name) ? AccountFault.PasswordIsHandle
        : null;

    /// <inheritdoc />
    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        ArgumentNullException.ThrowIfNull(user);
        return Task.FromResult(FaultOf(user.Handle, user.Name, password) is { } fault
            ? IdentityResult.Failed(new IdentityError { Code = fault.ToString(), Description = AccountException.Describe(fault) })
            : IdentityResult.Success);
    }

    private static bool Same(string password, string known) => password.Trim().Equals(known, StringComparison.OrdinalIgnoreCase);
}
