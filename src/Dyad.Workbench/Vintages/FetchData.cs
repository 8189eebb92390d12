using Dyad.Data.Facts;
using Dyad.Data.Sources;
using Dyad.Data.Sources.Http;
using Dyad.Data.Store;
using Dyad.Data.Vintages;
using Dyad.Workbench.Parties;

namespace Dyad.Workbench.Vintages;

/// <summary>What is asked of a live source.</summary>
/// <param name="Source">Its name.</param>
public sealed record FetchRequest(string Source)
{
    /// <summary>Economies: codes or names; empty: the source's default.</summary>
    public IReadOnlyList<string> Parties { get; init; } = [];

    /// <summary>Years: one (2020) or a span (2015-2020); null: the source's default.</summary>
    public string? Years { get; init; }

    /// <summary>The day of the source whose figures are wanted; null: the latest.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Parts of the source, in its own words.</summary>
    public IReadOnlyList<string> Datasets { get; init; } = [];

    /// <summary>Another address of the same service: a mirror; null: the source's own.</summary>
    public string? Address { get; init; }

    /// <summary>A file that was downloaded by hand, read in place of asking; null: the service is asked.</summary>
    public string? File { get; init; }

    /// <summary>Folder of the store; null: the default.</summary>
    public string? Store { get; init; }

    /// <summary>Whether rows at fault are left out and listed.</summary>
    public bool GoodRowsOnly { get; init; }
}

/// <summary>Asks a live source, and keeps its answer as a vintage.</summary>
public static class FetchData
{
    private const int FirstYear = 1900;
    private const int LastYear = 2100;

    /// <summary>Fetches.</summary>
    /// <exception cref="UserException">The request is at fault.</exception>
    /// <exception cref="Data.FactException">The source cannot be reached, or what it answers is at fault; nothing was written.</exception>
    public static async Task<Fetched> RunAsync(FetchRequest request, TimeProvider clock, IProgress<Stage> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(progress);
        var source = SourceCatalog.Find(request.Source);
        var years = Span(request.Years);
        var query = new FetchQuery
        {
            Parties = Parties(request.Parties, years), Years = years, AsOf = request.AsOf, Datasets = request.Datasets,
            File = Path.GetFileName(request.File),
        };
        using var http = request.File is null
            ? new SourceClient(source.Info, WorkbenchDefaults.Version, Address(request.Address), SourceKeys.Find(source.Info))
            : null;
        var order = new FetchOrder(source, query, WorkbenchDefaults.Version)
        {
            Http = http, File = request.File, GoodRowsOnly = request.GoodRowsOnly,
        };
        return await VintageStore.At(request.Store ?? WorkbenchDefaults.StoreFolder, clock)
            .FetchAsync(order, (what, fraction) => progress.Report(new Stage(what, fraction)), cancel).ConfigureAwait(false);
    }

    /// <summary>
    /// Codes of economies; a name is looked up among those of this project, a code of another economy is passed on: of one that is no
    /// more for years in which it was.
    /// </summary>
    private static List<string> Parties(IReadOnlyList<string> typed, (int First, int Last)? years)
    {
        if (typed.Count == 0)
            return [];
        using var facts = FactStore.Open(WorkbenchDefaults.DataFolder);
        var choices = facts.Economies().Select(e => new PartyChoice(e.Code, e.Iso2, e.En, e.Zh, e.Ru)).ToList();
        return [.. typed.Select(t => PartyResolver.Former(t) switch
        {
            { } former when years?.Last <= former.LastYear => former.Former,
            null when t.Length == 3 && t.All(char.IsAsciiLetterUpper) => t,
            _ => PartyResolver.Resolve(t, choices).Code,
        })];
    }

    private static (int, int)? Span(string? years)
    {
        if (years is null)
            return null;
        var parts = years.Split('-').Select(p => int.TryParse(p, out var y) && y is >= FirstYear and <= LastYear ? y : (int?)null).ToArray();
        return parts switch
        {
            [{ } one] => (one, one),
            [{ } first, { } last] when first <= last => (first, last),
            _ => throw new UserException($"--years {years}: a year (2020) or a span (2015-2020) is wanted"),
        };
    }

    private static Uri? Address(string? address) => address is null
        ? null
        : Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new UserException($"--address {address}: an address of http or https is wanted");
}
