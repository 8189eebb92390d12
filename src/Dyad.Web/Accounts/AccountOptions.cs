using Microsoft.Extensions.Configuration;

namespace Dyad.Web.Accounts;

/// <summary>How accounts are kept.</summary>
public sealed record AccountOptions
{
    /// <summary>Folder of the server's data; the keys that cookies are protected with are in "keys" in it.</summary>
    public required string DataFolder { get; init; }

    /// <summary>
    /// Rounds of PBKDF2 for passwords, passphrases and recovery codes (OWASP Password Storage Cheat Sheet, for SHA-512).
    /// </summary>
    public int Iterations { get; init; } = 210_000;

    /// <summary>A provider of OpenID Connect; null for none.</summary>
    public OidcOptions? Oidc { get; init; }
}

/// <summary>A provider of OpenID Connect.</summary>
/// <param name="Authority">Its address, over https.</param>
/// <param name="ClientId">What it knows this server as.</param>
/// <param name="ClientSecret">How this server proves that.</param>
public sealed record OidcOptions(string Authority, string ClientId, string ClientSecret)
{
    /// <summary>Out of the settings Oidc:Authority, Oidc:ClientId and Oidc:ClientSecret; null where there is no authority.</summary>
    /// <exception cref="ArgumentException">One is missing, or the authority is no address of https.</exception>
    public static OidcOptions? From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var authority = configuration["Oidc:Authority"];
        if (string.IsNullOrWhiteSpace(authority))
            return null;
        if (!Uri.TryCreate(authority, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps)
            throw new ArgumentException("The setting Oidc:Authority is no address of https.");
        return new OidcOptions(authority, Required("ClientId"), Required("ClientSecret"));

        string Required(string name) => configuration["Oidc:" + name] is { Length: > 0 } value
            ? value
            : throw new ArgumentException($"The setting Oidc:{name} is missing.");
    }

    /// <summary>Without the secret, which must not get into a log.</summary>
    public override string ToString() => $"{ClientId} at {Authority}";
}
