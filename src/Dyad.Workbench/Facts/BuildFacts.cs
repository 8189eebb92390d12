using Dyad.Data.Build;
using Dyad.Data.Provenance;

namespace Dyad.Workbench.Facts;

/// <summary>Makes the fact tables out of their sources.</summary>
public static class BuildFacts
{
    /// <summary>Builds into a folder and returns what was built.</summary>
    public static IReadOnlyList<ManifestEntry> Run(
        string from, string folder, IProgress<Stage> progress, CancellationToken cancel) =>
        FactBuild.Run(from, folder, WorkbenchDefaults.Version, new Relay(progress), cancel).Tables;

    private sealed class Relay(IProgress<Stage> progress) : IProgress<BuildProgress>
    {
        public void Report(BuildProgress value) =>
            progress.Report(new Stage($"table {value.Table}", (double)value.Done / value.Of));
    }
}
