namespace Dyad.Reports.Tests.Chapters;

/// <summary>Texts that were read and found right (Snapshots/).</summary>
internal static class Snapshot
{
    public static void Matches(string name, IEnumerable<string> lines) => Assert.Equal(Reviewed(name), string.Join("\n", lines));

    private static string Reviewed(string name)
    {
        using var stream = typeof(Snapshot).Assembly.GetManifestResourceStream(name);
        Assert.NotNull(stream);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd('\n');
    }
}
