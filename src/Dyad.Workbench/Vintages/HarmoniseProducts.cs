using Dyad.Data.Facts;
using Dyad.Data.Harmonise;
using Dyad.Data.Sources;
using Dyad.Data.Store;
using Dyad.Data.Vintages;

namespace Dyad.Workbench.Vintages;

/// <summary>Which revision of the Harmonized System becomes which, by which correlation table.</summary>
/// <param name="Table">Correlation table of the UN Statistics Division: a workbook or a CSV.</param>
/// <param name="From">Revision that is converted.</param>
/// <param name="To">Revision that it is converted to.</param>
public sealed record HarmoniseRequest(string Table, string From, string To)
{
    /// <summary>Sheet of a workbook; null: the first.</summary>
    public string? Sheet { get; init; }

    /// <summary>Folder of the store; null: the default.</summary>
    public string? Store { get; init; }

    /// <summary>Whether products that the table does not hold are left out and counted.</summary>
    public bool GoodRowsOnly { get; init; }
}

/// <summary>Converts what both customs state by product between revisions, and keeps it as a vintage beside what they stated.</summary>
public static class HarmoniseProducts
{
    private static readonly string[] Revisions = ["HS1992", "HS1996", "HS2002", "HS2007", "HS2012", "HS2017", "HS2022"];

    /// <summary>Converts, and returns the vintage.</summary>
    /// <exception cref="UserException">A revision is none.</exception>
    /// <exception cref="Data.FactException">The table is at fault or lacks a product, or nothing is stated in the revision.</exception>
    public static async Task<Fetched> RunAsync(HarmoniseRequest request, TimeProvider clock, IProgress<Stage> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(progress);
        foreach (var (option, revision) in new[] { ("--from", request.From), ("--to", request.To) })
        {
            if (!Revisions.Contains(revision))
                throw new UserException($"{option} {revision}: there are {string.Join(", ", Revisions)}");
        }

        if (request.From == request.To)
            throw new UserException($"--to {request.To}: another revision than --from is wanted");
        using var facts = new StoreFacts(Store: request.Store).Open(clock);
        var source = new HarmonisedSource(request.From, request.To, request.Sheet, r => facts.ProductClaims(r), clock);
        var order = new FetchOrder(source, new FetchQuery { Datasets = [$"{request.From} to {request.To}"] }, WorkbenchDefaults.Version)
        {
            File = request.Table, GoodRowsOnly = request.GoodRowsOnly,
        };
        return await VintageStore.At(request.Store ?? WorkbenchDefaults.StoreFolder, clock)
            .FetchAsync(order, (what, fraction) => progress.Report(new Stage(what, fraction)), cancel).ConfigureAwait(false);
    }
}
