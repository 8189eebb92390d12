namespace Dyad.Data.Sources.Reading;

/// <summary>Fetches whose parts must be of one release of the source.</summary>
internal static class OneRelease
{
    /// <summary>How often a fetch starts again because the source was revised in its midst.</summary>
    private const int MostRestarts = 3;

    /// <summary>Runs a fetch until its parts are of one release; what was kept of an earlier one is forgotten.</summary>
    /// <param name="fetch">The fetch.</param>
    /// <param name="attempt">Asks for all parts that are not there; false where the source was revised between two of them.</param>
    /// <exception cref="FactException">The source was revised each time.</exception>
    public static async Task OfOneReleaseAsync(this IFetch fetch, Func<Task<bool>> attempt)
    {
        ArgumentNullException.ThrowIfNull(fetch);
        for (var restarts = 0; restarts <= MostRestarts; restarts++)
        {
            if (await attempt().ConfigureAwait(false))
                return;
            fetch.Restart();
        }

        throw new FactException(
            $"{fetch.Http.Address.Host}: its figures were revised while they were read, {MostRestarts + 1} times; try again later");
    }
}
