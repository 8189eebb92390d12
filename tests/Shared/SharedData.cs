namespace Dyad.Testing;

/// <summary>The folder with the public statistics that tests may read; it is not part of a clone.</summary>
internal static class SharedData
{
    /// <summary>
    /// Path of a file or folder in it: under <c>DYAD_SHARED_DATA</c>, or <c>shared/data</c> beside the clone or above it.
    /// Where it is absent the test is skipped.
    /// </summary>
    public static string Require(params string[] parts)
    {
        var root = Root();
        Assert.SkipWhen(root is null, "shared/data is not here (set DYAD_SHARED_DATA)");
        return Path.Combine([root!, .. parts]);
    }

    private static string? Root()
    {
        if (Environment.GetEnvironmentVariable("DYAD_SHARED_DATA") is { Length: > 0 } set)
            return Directory.Exists(set) ? set : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
