using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dyad.Web.Accounts;

/// <summary>Signs in and out: Identity's manager, which knows of links and of disabled accounts.</summary>
public sealed class AccountSignIn : SignInManager<Account>
{
    private readonly AccountManager accounts;
    private readonly Invitations invitations;

    /// <summary>As Identity's, with the links.</summary>
    public AccountSignIn(
        AccountManager accounts,
        Invitations invitations,
        IHttpContextAccessor context,
        IUserClaimsPrincipalFactory<Account> claims,
        IOptions<IdentityOptions> options,
        ILogger<SignInManager<Account>> logger,
        IAuthenticationSchemeProvider schemes,
        IUserConfirmation<Account> confirmation)
        : base(accounts, context, claims, options, logger, schemes, confirmation)
    {
        (this.accounts, this.invitations) = (accounts, invitations);
    }

    /// <summary>Sets the password by a link and signs in; an account with an authenticator is asked for its code all the same.</summary>
    /// <exception cref="AccountException">The link does not work, or the password is none; the link still works then.</exception>
    public async Task<SignInResult> AcceptAsync(string token, string password, CancellationToken cancellationToken = default)
    {
        var account = await invitations.AcceptAsync(token, password, cancellationToken);
        return await SignInOrTwoFactorAsync(account, isPersistent: false);
    }

    /// <inheritdoc />
    public override Task SignInWithClaimsAsync(
        Account user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        authenticationProperties ??= new AuthenticationProperties();
        EndedSessions.Name(authenticationProperties);
        return base.SignInWithClaimsAsync(user, authenticationProperties, additionalClaims);
    }

    /// <summary>Ends the session here too, and not in the browser alone.</summary>
    public override Task SignOutAsync()
    {
        // What the request came with: asking anew would check the cookie again, which calls this where the cookie does not hold.
        if (Context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties is { } properties)
            Context.RequestServices.GetRequiredService<EndedSessions>().End(properties);
        return base.SignOutAsync();
    }

    /// <inheritdoc />
    public override Task<bool> CanSignInAsync(Account user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return Task.FromResult(!user.Disabled);
    }

    /// <summary>Tells of an unknown and of a disabled account what it tells of a wrong password, after as long a time.</summary>
    public override async Task<SignInResult> PasswordSignInAsync(string userName, string password, bool isPersistent, bool lockoutOnFailure)
    {
        if (await accounts.FindByNameAsync(userName) is { Disabled: false } account)
            return await PasswordSignInAsync(account, password, isPersistent, lockoutOnFailure);
        accounts.SpendTime(password);
        return SignInResult.Failed;
    }

    /// <summary>Identity's own lets a disabled or locked account in by a recovery code, and any number of codes be tried.</summary>
    public override async Task<SignInResult> TwoFactorRecoveryCodeSignInAsync(string recoveryCode)
    {
        if (await GetTwoFactorAuthenticationUserAsync() is not { } account)
            return SignInResult.Failed;
        if (await PreSignInCheck(account) is { } refused)
            return refused;
        var result = await base.TwoFactorRecoveryCodeSignInAsync(recoveryCode);
        if (!result.Succeeded)
            await accounts.AccessFailedAsync(account);
        return result;
    }

    /// <inheritdoc />
    public override async Task<Account?> ValidateSecurityStampAsync(ClaimsPrincipal? principal) =>
        await base.ValidateSecurityStampAsync(principal) is { Disabled: false } account ? account : null;
}
