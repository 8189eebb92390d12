using Dyad.Data.Provenance;

namespace Dyad.Workbench.Facts;

/// <summary>Checks the fact tables.</summary>
public static class VerifyFacts
{
    /// <summary>All checks of a folder, or of the built-in tables.</summary>
    public static IReadOnlyList<FactCheck> Run(string? folder, IProgress<Stage> progress, CancellationToken cancel) =>
        FactVerification.Verify(folder ?? WorkbenchDefaults.DataFolder, new Relay(progress), cancel);

    private sealed class Relay(IProgress<Stage> progress) : IProgress<string>
    {
        public void Report(string value) => progress.Report(new Stage($"checking {value}", 0));
    }
}
