namespace Dyad.Scenarios.Model;

/// <summary>A sector of the data.</summary>
/// <param name="Code">Its code, unique.</param>
/// <param name="Goods">Whether it trades goods; else services.</param>
public sealed record SectorCode(string Code, bool Goods);

/// <summary>Names of a world: what a scenario may speak of.</summary>
/// <param name="Economies">Codes of the economies, in the order of the arrays.</param>
/// <param name="Sectors">Sectors, in the order of the arrays.</param>
public sealed record WorldNames(IReadOnlyList<string> Economies, IReadOnlyList<SectorCode> Sectors);
