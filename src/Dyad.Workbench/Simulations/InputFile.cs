using System.Security.Cryptography;
using System.Text;
using Dyad.Reports.Model;

namespace Dyad.Workbench.Simulations;

/// <summary>A file that states changes or measures, the user's own or one that ships.</summary>
/// <param name="Name">Its name without folder.</param>
/// <param name="Text">What it says.</param>
/// <param name="Sha256">Checksum of its bytes.</param>
/// <param name="Ships">Whether it came with the product.</param>
internal sealed record InputFile(string Name, string Text, string Sha256, bool Ships)
{
    /// <summary>Reads it; a name that is no path, such as <c>trade-agreement</c>, is looked up among those that ship.</summary>
    /// <exception cref="UserException">It cannot be read.</exception>
    public static InputFile Read(string path)
    {
        var shipped = File.Exists(path) ? null : ShippedFiles.Find(path);
        var bytes = shipped ?? Bytes(path);
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
        return new InputFile(
            Path.GetFileName(path), reader.ReadToEnd(), Convert.ToHexStringLower(SHA256.HashData(bytes)), shipped is not null);
    }

    /// <summary>The file as a source.</summary>
    /// <param name="citations">What it cites.</param>
    public SourceRecord Source(IEnumerable<string> citations) => new(
        Table, Name, Release, Ships ? "Apache-2.0" : "the user's", string.Join("; ", citations), "Nothing", "", Text.Count(c => c == '\n'), Sha256);

    /// <summary>The file as an input of a figure.</summary>
    public ProvenanceInput Input => new(Table, Name, Release, Sha256);

    private string Table => Path.GetFileNameWithoutExtension(Name);

    private string Release => Sha256[..12];

    private static byte[] Bytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
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
