namespace Dyad.Data.Sources;

/// <summary>
/// A source of figures: how it is asked, and how its answers become rows. It keeps nothing itself; rows and checksums go to the
/// <see cref="IFetch"/>, part by part, so that a fetch that was killed goes on where it stood.
/// </summary>
public interface ISource
{
    /// <summary>What is to be known of it.</summary>
    SourceInfo Info { get; }

    /// <summary>The query with the source's defaults in place of what was left empty.</summary>
    /// <exception cref="FactException">The source cannot answer it; the message says what it can.</exception>
    FetchQuery Complete(FetchQuery query);

    /// <summary>Asks the service, and hands over every part of the answer.</summary>
    /// <exception cref="FactException">The service cannot be reached, refuses, or answers what cannot be read.</exception>
    Task FetchAsync(FetchQuery query, IFetch fetch, CancellationToken cancel);

    /// <summary>Reads a file that was downloaded by hand from the source, as if it had been fetched.</summary>
    /// <exception cref="FactException">The file cannot be read or is none of the source's.</exception>
    void ReadFile(string path, FetchQuery query, IFetch fetch, CancellationToken cancel);
}
