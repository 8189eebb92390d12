using System.Text;

namespace Dyad.Data;

/// <summary>Files that are compiled into the assembly.</summary>
internal static class Resources
{
    /// <summary>Opens one by its name.</summary>
    public static StreamReader Open(string name) =>
        new(typeof(Resources).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"resource {name}"), Encoding.UTF8);

    /// <summary>Reads one to its end.</summary>
    public static string Text(string name)
    {
        using var reader = Open(name);
        return reader.ReadToEnd();
    }
}
