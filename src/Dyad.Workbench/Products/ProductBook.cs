using System.Globalization;
using Dyad.Data.Products;
using Dyad.Data.Store;
using Dyad.Reports.Model;
using Dyad.Workbench.Facts;
using Dyad.Workbench.Reports;

namespace Dyad.Workbench.Products;

/// <summary>Addresses of figures by product: the files with their checksums, the options, the command that computes them again.</summary>
internal sealed class ProductBook
{
    private readonly ProvenanceBook book;
    private readonly string[] tables;
    private readonly string command;

    /// <summary>Opens the book of a diagnosis.</summary>
    public ProductBook(ProductRequest request, ProductAxes axes, IReadOnlyList<ProductFile> files, FactStore store)
    {
        var inputs = files.ToDictionary(f => Path.GetFileName(f.Path));
        tables = [.. inputs.Keys];
        book = new ProvenanceBook(
            table => inputs.TryGetValue(table, out var file)
                ? new ProvenanceInput("baci", table, string.Create(CultureInfo.InvariantCulture, $"{axes.Classification} {axes.Year}"), file.Sha256)
                : FactSources.Input(store.Describe(table)),
            WorkbenchDefaults.Version, WorkbenchDefaults.Command);
        command = string.Create(
            CultureInfo.InvariantCulture,
            $"diagnose {request.A} {request.B}{string.Concat(request.Files.Select(f => $" --products \"{f}\""))} --year {axes.Year} --revision {axes.Classification} " +
            $"--resamples {request.Resamples} --seed {request.Seed} --top {request.Top}{request.Facts.Arguments(store, request.Files.Count == 0 ? "baci" : null)}");
    }

    /// <summary>All addresses.</summary>
    public IReadOnlyList<Provenance> Entries => book.Entries;

    /// <summary>Address of a figure of one direction, or of one product of it.</summary>
    public string Add(MethodKey method, string exporter, string importer, string product = "*") =>
        book.Add(method, [.. tables, "ties"], command, ("exporter", exporter), ("importer", importer), ("product", product));

    /// <summary>Address of the sums of a sector group in one direction.</summary>
    public string AddGroup(string exporter, string importer, string sector) =>
        book.Add(MethodKey.Shortfall, [.. tables, "ties"], command, ("exporter", exporter), ("importer", importer), ("sector", sector));
}
