namespace Dyad.Scenarios.Tests.Worlds;

/// <summary>The clone that the tests were built in.</summary>
internal static class Clone
{
    /// <summary>Path of a file or folder in it.</summary>
    public static string At(params string[] parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Dyad.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("the tests do not run in a clone");
        return Path.Combine([folder.FullName, .. parts]);
    }
}
