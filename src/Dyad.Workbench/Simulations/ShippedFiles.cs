using System.Reflection;

namespace Dyad.Workbench.Simulations;

/// <summary>
/// The scenarios and programmes that ship with the product, by name (<c>trade-agreement</c>), so that a report and its addresses stand
/// wherever the program runs.
/// </summary>
internal static class ShippedFiles
{
    private const string Ending = ".yaml";
    private static readonly Assembly Home = typeof(ShippedFiles).Assembly;

    /// <summary>Names of all, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Home.GetManifestResourceNames().Where(n => n.EndsWith(Ending, StringComparison.Ordinal)).Select(n => n[..^Ending.Length]).Order()];

    /// <summary>The bytes of a file, or null where none of that name ships.</summary>
    public static byte[]? Find(string name)
    {
        using var stream = Home.GetManifestResourceStream(name + Ending);
        if (stream is null)
            return null;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
