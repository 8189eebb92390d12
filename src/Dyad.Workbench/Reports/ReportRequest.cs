using Dyad.Reports.Document;
using Dyad.Workbench.Vintages;

namespace Dyad.Workbench.Reports;

/// <summary>What to report on, and how. Immutable; change it with <c>with</c>.</summary>
/// <param name="A">One party: ISO code or name.</param>
/// <param name="B">The other party.</param>
public sealed record ReportRequest(string A, string B)
{
    /// <summary>Resamples behind intervals and ranks where none are asked for.</summary>
    public const int DefaultResamples = 200;

    /// <summary>Seed of the resampling where none is asked for.</summary>
    public const int DefaultSeed = 1;

    /// <summary>Year of the diagnosis; null: the latest that the facts hold.</summary>
    public int? Year { get; init; }

    /// <summary>Languages of the Word documents; the first is the one that the HTML opens in.</summary>
    public IReadOnlyList<Language> Languages { get; init; } = [Language.En];

    /// <summary>Folder to write to; null: <c>reports/A-B-YEAR</c> in the working folder.</summary>
    public string? OutFolder { get; init; }

    /// <summary>Folder with a user's own fact tables; null: the built-in facts alone.</summary>
    public string? UserData { get; init; }

    /// <summary>Folder of vintages; null: the default.</summary>
    public string? Store { get; init; }

    /// <summary>The moment whose vintages the report stands on; null: the latest.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>The facts that the report stands on.</summary>
    public StoreFacts Facts => new(UserData, Store, AsOf);

    /// <summary>Resamples of the pairs, 20 to 10,000.</summary>
    public int Resamples { get; init; } = DefaultResamples;

    /// <summary>Seed of the resampling; the same seed gives the same report.</summary>
    public int Seed { get; init; } = DefaultSeed;

    /// <summary>Checks what can be checked without the facts.</summary>
    /// <exception cref="UserException">An option is out of its range.</exception>
    public void Validate()
    {
        if (Resamples is < 20 or > 10_000)
            throw new UserException($"--resamples {Resamples}: from 20 to 10,000 (a 90% interval needs at least 20)");
    }
}
