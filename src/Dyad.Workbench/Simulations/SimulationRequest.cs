namespace Dyad.Workbench.Simulations;

/// <summary>What is to be simulated, on which data, how often.</summary>
/// <param name="Scenario">Path of the scenario file.</param>
public sealed record SimulationRequest(string Scenario)
{
    /// <summary>Most draws of an ensemble.</summary>
    public const int MaxDraws = 1_000_000;

    /// <summary>Draws where none are asked for: a second or two on the built-in facts.</summary>
    public const int DefaultDraws = 100;

    /// <summary>Most threads.</summary>
    private const int MaxThreads = 1024;

    /// <summary>
    /// A folder: tables of Caliendo and Parro (2015), tables of WIOD, or a user's own fact tables; null: the built-in facts.
    /// </summary>
    public string? Data { get; init; }

    /// <summary>The two sides in place of those of the file, <c>A,B</c>, or null.</summary>
    public string? Parties { get; init; }

    /// <summary>Draws of the ensemble; 0: none, no intervals; null: <see cref="DefaultDraws"/> where anything is uncertain.</summary>
    public int? Draws { get; init; }

    /// <summary>Seed of the draws.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Threads, or null for all cores. Figures do not depend on it.</summary>
    public int? Threads { get; init; }

    /// <summary>Whether workers that join take part in the draws. Figures do not depend on it.</summary>
    public bool Cluster { get; init; }

    /// <summary>ADDRESS:PORT at which workers join, or null for the default on this machine.</summary>
    public string? Listen { get; init; }

    /// <summary>Folder for the page, tables and pictures, or null for none.</summary>
    public string? OutFolder { get; init; }

    /// <summary>The two sides that the command names, or null.</summary>
    internal IReadOnlyList<string>? Sides => Parties?.Split(',', StringSplitOptions.TrimEntries);

    /// <summary>Checks what can be checked before anything is read.</summary>
    /// <exception cref="UserException">An option is out of its range.</exception>
    public void Validate()
    {
        if (Draws is < 0 or > MaxDraws)
            throw new UserException(FormattableString.Invariant($"--draws {Draws}: 0 to {MaxDraws:N0} are wanted"));
        if (Draws is > 0 and < 20)
            throw new UserException(FormattableString.Invariant($"--draws {Draws}: 20 at least are wanted for an interval, or 0 for none"));
        if (Threads is < 1 or > MaxThreads)
            throw new UserException(FormattableString.Invariant($"--threads {Threads}: from 1 to {MaxThreads:N0}"));
        if (Draws == 0 && Cluster)
            throw new UserException("--cluster: workers compute draws: give --draws N");
        if (Listen is not null && !Cluster)
            throw new UserException($"--listen {Listen}: it says where workers join: give --cluster");
        if (Sides is { Count: not 2 })
            throw new UserException($"--parties {Parties}: two economies are wanted, such as CHN,RUS");
    }
}
