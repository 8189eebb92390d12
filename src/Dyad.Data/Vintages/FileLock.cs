using System.Diagnostics;

namespace Dyad.Data.Vintages;

/// <summary>
/// A lock between processes: an open file that nobody else may open. The system lets go of it when the process ends, however it ends.
/// </summary>
internal static class FileLock
{
    // EAGAIN of either system, and the sharing violation of Windows: somebody else has the file.
    private const int LinuxHeld = 11;
    private const int MacHeld = 35;
    private const int WindowsHeld = unchecked((int)0x80070020);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    /// <summary>Waits for the lock; disposing gives it back.</summary>
    /// <param name="path">The file.</param>
    /// <param name="patience">How long to wait.</param>
    /// <returns>The lock, or null where another process still holds it.</returns>
    /// <exception cref="FactException">The file cannot be made.</exception>
    public static IDisposable? Take(string path, TimeSpan patience)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (e.HResult is LinuxHeld or MacHeld or WindowsHeld)
            {
                if (Stopwatch.GetElapsedTime(start) >= patience)
                    return null;
                Thread.Sleep(Pause);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new FactException($"{path}: {e.Message}", e);
            }
        }
    }
}
