using System.Security.Cryptography;
using System.Text;

namespace Dyad.Workbench.Simulations;

/// <summary>A file that states changes or measures, the user's own or one that ships: its text and its checksum.</summary>
internal static class InputFile
{
    /// <summary>Reads it; a name that is no path, such as <c>trade-agreement</c>, is looked up among those that ship.</summary>
    /// <exception cref="UserException">It cannot be read.</exception>
    public static (string Text, string Sha256) Read(string path)
    {
        var bytes = Bytes(path);
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
        return (reader.ReadToEnd(), Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    private static byte[] Bytes(string path)
    {
        try
        {
            return !File.Exists(path) && ShippedFiles.Find(path) is { } shipped ? shipped : File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserException($"{path}: no such file; those that ship go by name: {string.Join(", ", ShippedFiles.Names)}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{path}: cannot be read: {e.Message}", e);
        }
    }
}
