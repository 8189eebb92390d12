using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dyad.Web.Accounts;

/// <summary>
/// What is done with accounts: Identity's manager, with an injected clock, failures that are counted one by one, and disabling.
/// </summary>
public sealed class AccountManager : UserManager<Account>
{
    private readonly AccountStore accounts;
    private readonly TimeProvider clock;

    /// <summary>As Identity's, with the store and the clock.</summary>
    public AccountManager(
        AccountStore accounts,
        TimeProvider clock,
        IOptions<IdentityOptions> options,
        IPasswordHasher<Account> passwordHasher,
        IEnumerable<IUserValidator<Account>> userValidators,
        IEnumerable<IPasswordValidator<Account>> passwordValidators,
        ILookupNormalizer keyNormalizer,
        IdentityErrorDescriber errors,
        IServiceProvider services,
        ILogger<UserManager<Account>> logger)
        : base(accounts, options, passwordHasher, userValidators, passwordValidators, keyNormalizer, errors, services, logger)
    {
        (this.accounts, this.clock) = (accounts, clock);
    }

    /// <summary>All accounts, in order of their handles.</summary>
    public Task<IReadOnlyList<Account>> ListAsync(CancellationToken cancellationToken = default) => accounts.ListAsync(cancellationToken);

    /// <summary>How many accounts there are.</summary>
    public Task<long> CountAsync(CancellationToken cancellationToken = default) => accounts.CountAsync(cancellationToken);

    /// <inheritdoc />
    public override Task<IdentityResult> CreateAsync(Account user)
    {
        ArgumentNullException.ThrowIfNull(user);
        user.CreatedAt = clock.GetUtcNow();
        return base.CreateAsync(user);
    }

    /// <summary>Keeps an account out, or lets it in again. Its sessions end within a minute, its links at once.</summary>
    /// <exception cref="AccountException">It is the last operator's, or was changed at the same time.</exception>
    public async Task SetDisabledAsync(Account account, bool disabled)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (disabled && account.IsOperator
            && !(await accounts.ListAsync()).Any(a => a.IsOperator && !a.Disabled && a.Handle != account.Handle))
            throw new AccountException(AccountFault.LastOperator);
        account.Disabled = disabled;
        var result = await UpdateSecurityStampAsync(account);
        if (!result.Succeeded)
            throw new AccountException(AccountFault.ChangedMeanwhile);
    }

    /// <summary>
    /// The secret that an account without an authenticator may share with one, made where there is none. Identity's own way to make it ends all
    /// sessions, which nobody expects of a page that they look at.
    /// </summary>
    public async Task<string?> OfferKeyAsync(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (account.AuthenticatorKey is not null)
            return account.AuthenticatorKey;
        account.AuthenticatorKey = GenerateNewAuthenticatorKey();
        // Where another window was faster, its key counts.
        return (await UpdateAsync(account)).Succeeded ? account.AuthenticatorKey : (await FindByNameAsync(account.Handle))?.AuthenticatorKey;
    }

    /// <inheritdoc />
    public override Task<bool> IsLockedOutAsync(Account user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return Task.FromResult(user.LockoutEnd > clock.GetUtcNow());
    }

    /// <inheritdoc />
    public override async Task<IdentityResult> AccessFailedAsync(Account user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var until = clock.GetUtcNow() + Options.Lockout.DefaultLockoutTimeSpan;
        await accounts.CountFailureAsync(user, Options.Lockout.MaxFailedAccessAttempts, until, CancellationToken);
        return IdentityResult.Success;
    }

    /// <inheritdoc />
    public override async Task<IdentityResult> ResetAccessFailedCountAsync(Account user)
    {
        await accounts.ResetAccessFailedCountAsync(user, CancellationToken);
        return IdentityResult.Success;
    }

    /// <summary>Takes as long as checking a password, so that nobody learns from the time whether there is an account with one.</summary>
    internal void SpendTime(string password) => PasswordHasher.HashPassword(new Account { Handle = "nobody", Name = "" }, password);

    /// <inheritdoc />
    protected override async Task<PasswordVerificationResult> VerifyPasswordAsync(
        IUserPasswordStore<Account> store, Account user, string password)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (user.PasswordHash is not null)
            return await base.VerifyPasswordAsync(store, user, password);
        SpendTime(password);
        return PasswordVerificationResult.Failed;
    }
}
