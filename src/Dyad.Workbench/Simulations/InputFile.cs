using Dyad.Data.Provenance;

namespace Dyad.Workbench.Simulations;

/// <summary>A file that a user wrote: its text and its checksum.</summary>
internal static class InputFile
{
    /// <summary>Reads it.</summary>
    /// <exception cref="UserException">It cannot be read.</exception>
    public static (string Text, string Sha256) Read(string path)
    {
        try
        {
            return (File.ReadAllText(path), Manifest.Checksum(path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserException($"{path}: no such file", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{path}: cannot be read: {e.Message}", e);
        }
    }
}
