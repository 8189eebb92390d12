using System.IO.Compression;
using System.Text;

namespace Dyad.Sources.Tests.Fakes;

/// <summary>Small archives.</summary>
internal static class Zips
{
    public static string Write(string path, params (string Name, string Text)[] entries) =>
        Write(path, [.. entries.Select(e => (e.Name, Encoding.UTF8.GetBytes(e.Text)))]);

    public static string Write(string path, params (string Name, byte[] Bytes)[] entries)
    {
        using var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        foreach (var (name, bytes) in entries)
        {
            using var stream = archive.CreateEntry(name).Open();
            stream.Write(bytes);
        }

        return path;
    }
}
