using Dyad.Dossier;
using Dyad.Dossier.Live;
using Dyad.Dossier.Storage;

namespace Dyad.Workbench.Dossiers;

/// <summary>What goes wrong with a dossier or its folder, as an error that a user can act on.</summary>
internal static class DossierFaults
{
    public static async Task<T> ToldAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is DossierException or StoreException or RefusedException)
        {
            throw new UserException(Line(e.Message), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException(Line(e.Message), e);
        }
    }

    public static T Told<T>(Func<T> work) => ToldAsync(() => Task.FromResult(work())).GetAwaiter().GetResult();

    /// <summary>
    /// One line without control characters: what a file says is repeated in messages, and must not speak to the terminal of who reads
    /// them.
    /// </summary>
    public static string Line(string message) => string.Concat(message.Select(c => char.IsControl(c) ? ' ' : c));
}
