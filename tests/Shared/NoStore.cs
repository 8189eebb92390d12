using System.Runtime.CompilerServices;

namespace Dyad.Tests;

/// <summary>
/// Keeps what the developer has fetched or negotiates out of the tests: folders that are not there, unless a test names its own.
/// </summary>
internal static class NoStore
{
    [ModuleInitializer]
    internal static void Set()
    {
        Environment.SetEnvironmentVariable("DYAD_STORE", Path.Combine(Path.GetTempPath(), "dyad-no-store"));
        Environment.SetEnvironmentVariable("DYAD_DOSSIERS", Path.Combine(Path.GetTempPath(), "dyad-no-dossiers"));
    }
}
