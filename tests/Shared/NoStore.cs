using System.Runtime.CompilerServices;

namespace Dyad.Tests;

/// <summary>Keeps what the developer has fetched out of the tests: a store that is not there, unless a test names its own.</summary>
internal static class NoStore
{
    [ModuleInitializer]
    internal static void Set() => Environment.SetEnvironmentVariable("DYAD_STORE", Path.Combine(Path.GetTempPath(), "dyad-no-store"));
}
