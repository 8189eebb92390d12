using Dyad.Data.Provenance;
using Dyad.Workbench.Vintages;

namespace Dyad.Workbench.Facts;

/// <summary>Checks the fact tables.</summary>
public static class VerifyFacts
{
    /// <summary>
    /// All checks of a folder, or of the built-in tables. A folder without manifest and schema holds a user's own tables: they
    /// are checked as they take the place of built-in ones. Where no folder is named, the vintages of the store are checked as well.
    /// </summary>
    public static IReadOnlyList<FactCheck> Run(string? folder, string? store, IProgress<Stage> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var tables = Tables(folder, progress, cancel);
        return folder is not null && store is null
            ? tables
            :
            [
                .. tables,
                .. StoreFacts.ToRead(store).Verify(id => progress.Report(new Stage($"checking {id}", 0)), cancel),
            ];
    }

    private static IReadOnlyList<FactCheck> Tables(string? folder, IProgress<Stage> progress, CancellationToken cancel) =>
        folder is null || File.Exists(Path.Combine(folder, Manifest.FileName)) || File.Exists(Path.Combine(folder, "schema.csv"))
            ? FactVerification.Verify(folder ?? WorkbenchDefaults.DataFolder, new Relay(progress), cancel)
            : FactVerification.VerifyOwn(WorkbenchDefaults.DataFolder, folder, new Relay(progress), cancel);

    private sealed class Relay(IProgress<Stage> progress) : IProgress<string>
    {
        public void Report(string value) => progress.Report(new Stage($"checking {value}", 0));
    }
}
