namespace Dyad.Cli.Tests.Running;

/// <summary>The clone that the tests were built in.</summary>
internal static class Clone
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = Find();

    /// <summary>Path of a file in it.</summary>
    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Dyad.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("the tests do not run in a clone");
        return folder.FullName;
    }
}
