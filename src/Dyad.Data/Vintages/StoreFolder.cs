namespace Dyad.Data.Vintages;

/// <summary>
/// Where things lie in a store of vintages:
/// <list type="bullet">
/// <item><c>catalogue.duckdb</c>: what was asked, when, and what came of it</item>
/// <item><c>objects/ab/ab12….parquet</c>: rows, named by their SHA-256; never changed</item>
/// <item><c>staging/</c>: parts of fetches that are under way or were killed</item>
/// <item><c>lock</c>: held by the process that reads or writes the catalogue</item>
/// </list>
/// </summary>
internal sealed record StoreFolder(string Root)
{
    public string Catalogue => Path.Combine(Root, "catalogue.duckdb");

    public string Objects => Path.Combine(Root, "objects");

    public string Staging => Path.Combine(Root, "staging");

    public string Lock => Path.Combine(Root, "lock");

    /// <summary>Place of an object by its checksum.</summary>
    public string Object(string sha256) => Path.Combine(Objects, sha256[..2], sha256 + ".parquet");

    /// <summary>Makes the folders.</summary>
    /// <exception cref="FactException">They cannot be made.</exception>
    public void Create()
    {
        try
        {
            foreach (var folder in new[] { Root, Objects, Staging })
                Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FactException($"{Root}: the store cannot be made: {e.Message}", e);
        }
    }
}
