using System.Security.Cryptography;
using System.Text;

namespace Dyad.Data.Sources.Reading;

/// <summary>A file that was downloaded by hand.</summary>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Answer">What the catalogue keeps of it.</param>
internal sealed record HandFile(byte[] Bytes, Answer Answer)
{
    /// <summary>Name without its folder.</summary>
    public string Name => Answer.Address;

    /// <summary>Whether its first character, behind a byte-order mark and blanks, is this one.</summary>
    public bool StartsWith(char first)
    {
        var start = Bytes.AsSpan(Bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0).TrimStart(" \r\n\t"u8);
        return start.Length > 0 && start[0] == first;
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="FactException">It cannot be read; named with its path.</exception>
    public static HandFile Read(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            return new HandFile(bytes, new Answer(
                Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length, new DateTimeOffset(File.GetLastWriteTimeUtc(path))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FactException($"{path}: {e.Message}", e);
        }
    }
}
