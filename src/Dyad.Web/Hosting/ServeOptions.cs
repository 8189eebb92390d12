namespace Dyad.Web.Hosting;

/// <summary>How the workbench is served.</summary>
public sealed record ServeOptions
{
    /// <summary>Where it listens where nothing is said: this machine alone.</summary>
    public const string DefaultUrls = "http://localhost:5080";

    /// <summary>Folder of everything that the server keeps: dossiers, accounts, keys, jobs.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Addresses to listen at, divided by semicolons.</summary>
    public string Urls { get; init; } = DefaultUrls;

    /// <summary>A connection string of PostgreSQL for dossiers and accounts; null: SQLite in the folder.</summary>
    public string? Postgres { get; init; }

    /// <summary>Requests that one account may make at once; a tenth of them comes back each second.</summary>
    public int Burst { get; init; } = 400;

    /// <summary>Passwords, codes and links that one address may try in a minute.</summary>
    public int SignIns { get; init; } = 30;

    /// <summary>Rounds of PBKDF2.</summary>
    public int Iterations { get; init; } = 210_000;

    /// <summary>Whether requests come through a proxy on this machine, whose X-Forwarded-For and -Proto are believed.</summary>
    public bool BehindProxy { get; init; }
}
