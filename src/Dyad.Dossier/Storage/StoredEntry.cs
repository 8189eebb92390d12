namespace Dyad.Dossier.Storage;

/// <summary>One link of a chain as it is kept: bytes that nobody looks into here.</summary>
/// <param name="Dossier">Id of the dossier that it belongs to.</param>
/// <param name="Chain">Chain within the dossier; each chain counts for itself.</param>
/// <param name="Number">Its place in the chain: the first is 1, each further one the last + 1.</param>
/// <param name="Hash">Checksum that names it; kept, not computed.</param>
/// <param name="Content">What it says.</param>
public sealed record StoredEntry(string Dossier, string Chain, long Number, string Hash, byte[] Content);

/// <summary>What a site signed of a chain that it wrote, as text.</summary>
public sealed record StoredSeal(string Dossier, string Chain, string Content);
