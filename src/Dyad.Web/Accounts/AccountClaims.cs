using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Dyad.Web.Accounts;

/// <summary>
/// What a session knows of its account, renewed when its stamp is checked. The id and the name of Identity are both the handle.
/// </summary>
public sealed class AccountClaims(AccountManager accounts, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<Account>(accounts, options)
{
    /// <summary>Role of who keeps the accounts of others.</summary>
    public const string OperatorRole = "operator";

    /// <summary>Type of the claim with the name that others read.</summary>
    public const string FullName = "dyad:name";

    /// <summary>Type of the claim with the language that the account reads.</summary>
    public const string Language = "dyad:language";

    /// <inheritdoc />
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(FullName, user.Name));
        if (user.Language is { } language)
            identity.AddClaim(new Claim(Language, language));
        if (user.IsOperator)
            identity.AddClaim(new Claim(identity.RoleClaimType, OperatorRole));
        return identity;
    }
}
