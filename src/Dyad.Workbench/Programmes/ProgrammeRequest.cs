using Dyad.Workbench.Simulations;

namespace Dyad.Workbench.Programmes;

/// <summary>Which measures are to be chosen from, on which data, with how many draws.</summary>
/// <param name="File">Path of the file of measures.</param>
public sealed record ProgrammeRequest(string File)
{
    /// <summary>Draws where none are asked for.</summary>
    public const int DefaultDraws = 40;

    /// <summary>A folder as in <see cref="SimulationRequest.Data"/>, or null.</summary>
    public string? Data { get; init; }

    /// <summary>The two sides in place of those of the file, <c>A,B</c>, or null.</summary>
    public string? Parties { get; init; }

    /// <summary>Draws behind intervals and probabilities; 0: none.</summary>
    public int Draws { get; init; } = DefaultDraws;

    /// <summary>Seed of the draws.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Threads, or null for all cores. Figures do not depend on it.</summary>
    public int? Threads { get; init; }

    /// <summary>Folder for page, pictures and figures, or null for none.</summary>
    public string? OutFolder { get; init; }

    /// <summary>The same as a request of one scenario: world, sides and draws.</summary>
    internal SimulationRequest World => new(File)
    {
        Data = Data, Parties = Parties, Draws = Draws, Seed = Seed, Threads = Threads, OutFolder = OutFolder,
    };
}
