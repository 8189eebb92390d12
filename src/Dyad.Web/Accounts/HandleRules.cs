using System.Text.RegularExpressions;
using Dyad.Dossier.Live;
using Dyad.Dossier.Rounds;
using Microsoft.AspNetCore.Identity;

namespace Dyad.Web.Accounts;

/// <summary>What a handle is.</summary>
public static partial class HandleRules
{
    /// <summary>
    /// Whether a text is a handle: 2 to 40 lower-case letters, digits, dots, underscores and hyphens, neither the secretary nor like an expert
    /// of a round.
    /// </summary>
    public static bool IsHandle(string? text) =>
        text is not null && Form().IsMatch(text) && text != Opening.Secretary && !text.StartsWith(Pseudonyms.Prefix, StringComparison.Ordinal);

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]{1,39}\z")]
    private static partial Regex Form();
}

/// <summary>Lets no account be made whose handle is none.</summary>
internal sealed class HandleValidator : IUserValidator<Account>
{
    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user) => Task.FromResult(
        HandleRules.IsHandle(user.Handle)
            ? IdentityResult.Success
            : IdentityResult.Failed(manager.ErrorDescriber.InvalidUserName(user.Handle)));
}

/// <summary>A handle is lower case; whoever signs in may write it as they like.</summary>
internal sealed class HandleNormalizer : ILookupNormalizer
{
    public string? NormalizeName(string? name) => name?.Trim().ToLowerInvariant();

    public string? NormalizeEmail(string? email) => email;
}
