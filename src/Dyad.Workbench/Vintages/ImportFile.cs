using Dyad.Data.Facts;
using Dyad.Data.Import;
using Dyad.Data.Schema;
using Dyad.Data.Sources;
using Dyad.Data.Store;
using Dyad.Data.Vintages;

namespace Dyad.Workbench.Vintages;

/// <summary>A file of a source that has no service, and how to read it.</summary>
/// <param name="File">The file: CSV, Excel or Parquet.</param>
/// <param name="Map">The map of its columns (docs/how-to/import-a-national-source.md).</param>
/// <param name="Store">Folder of the store; null: the default.</param>
/// <param name="GoodRowsOnly">Whether rows at fault are left out and listed.</param>
public sealed record ImportRequest(string File, string Map, string? Store, bool GoodRowsOnly);

/// <summary>Reads a file into the store as a vintage of its source.</summary>
public static class ImportFile
{
    /// <summary>Imports, and returns the vintage.</summary>
    /// <exception cref="Data.FactException">The file or the map is at fault; nothing was written.</exception>
    public static Task<Fetched> RunAsync(ImportRequest request, TimeProvider clock, IProgress<Stage> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(progress);
        var map = ImportMap.Read(request.Map);
        using var facts = FactStore.Open(WorkbenchDefaults.DataFolder);
        var codes = map.Schema.Fields.Where(f => f.Allowed.StartsWith('@')).Select(f => f.Allowed[1..]).Distinct()
            .ToDictionary(t => t, t => facts.Codes(t));
        var source = new MappedSource(map, t => codes[t], clock);
        var order = new FetchOrder(source, new FetchQuery { File = Path.GetFileName(request.File) }, WorkbenchDefaults.Version)
        {
            File = request.File, GoodRowsOnly = request.GoodRowsOnly,
        };
        return VintageStore.At(request.Store ?? WorkbenchDefaults.StoreFolder, clock)
            .FetchAsync(order, (what, fraction) => progress.Report(new Stage(what, fraction)), cancel);
    }
}
