using Dyad.Data.Vintages;
using Dyad.Workbench.Vintages;

namespace Dyad.Workbench.Tests.Fixtures;

/// <summary>A file of customs figures, written and imported by a map whose columns are the fields of the table.</summary>
internal static class CustomsFile
{
    /// <summary>Header of <c>customs_products</c>.</summary>
    public const string Products = "year,exporter,importer,reporter,classification,product,million_usd,kilograms,valuation,citation,address\n";

    /// <summary>Writes the file into the folder and imports it.</summary>
    /// <param name="folder">Folder of the file and its map.</param>
    /// <param name="store">Folder of the store.</param>
    /// <param name="source">Name of the source in the map.</param>
    /// <param name="name">Name of the file.</param>
    /// <param name="table">Table that it fills.</param>
    /// <param name="rows">Text of the file, its header first.</param>
    public static Task<Fetched> ImportAsync(TempFolder folder, string store, string source, string name, string table, string rows)
    {
        File.WriteAllText(folder["map.yaml"], $"""
            source: {source}
            title: What customs state
            publisher: Customs of both
            citation: Customs of both (2025)
            table: {table}

            """);
        File.WriteAllText(folder[name], rows);
        return ImportFile.RunAsync(
            new ImportRequest(folder[name], folder["map.yaml"], store, false), TimeProvider.System, new StageLog(), CancellationToken.None);
    }
}
