namespace Dyad.Dossier.Storage;

/// <summary>Tables that belong together and have a version of their own; several families may stand in one database.</summary>
/// <param name="VersionTable">The table that tells their version.</param>
/// <param name="Upgrades">Statements that lead from each version to the next; the first from nothing to version 1.</param>
internal sealed record TableFamily(string VersionTable, IReadOnlyList<string> Upgrades);
