namespace Dyad.Web.Accounts;

/// <summary>Who may sign in.</summary>
public sealed class Account
{
    /// <summary>Short name, which is their id in dossiers; it never changes and never becomes somebody else's.</summary>
    public required string Handle { get; init; }

    /// <summary>Name as others read it.</summary>
    public required string Name { get; set; }

    /// <summary>Hash of the password; null until they have set one.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Changes with whatever ends their sessions.</summary>
    public string SecurityStamp { get; set; } = Guid.NewGuid().ToString("N");

    /// <summary>Changes with each update, so that none overwrites another unseen.</summary>
    public string ConcurrencyStamp { get; set; } = Guid.NewGuid().ToString("N");

    /// <summary>Whether a code of their authenticator is asked for after the password.</summary>
    public bool TwoFactorEnabled { get; set; }

    /// <summary>Secret that they share with their authenticator, in base 32.</summary>
    public string? AuthenticatorKey { get; set; }

    /// <summary>Until when they cannot sign in after too many failures.</summary>
    public DateTimeOffset? LockoutEnd { get; set; }

    /// <summary>Failures since the last success or lockout.</summary>
    public int AccessFailedCount { get; set; }

    /// <summary>Whether they keep the accounts of others.</summary>
    public bool IsOperator { get; set; }

    /// <summary>Whether they are kept out; accounts are never removed, as dossiers name them.</summary>
    public bool Disabled { get; set; }

    /// <summary>Language that they read (ISO 639-1); null for that of their browser.</summary>
    public string? Language { get; set; }

    /// <summary>When the account was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>The key that they sign with, encrypted by their passphrase (PKCS #8 in PEM); null until they first use it.</summary>
    public string? SigningKey { get; internal set; }
}
