using System.Diagnostics;
using System.Globalization;
using Dyad.Data.Facts;
using Dyad.Data.Products;
using Dyad.Data.Store;
using Dyad.Diagnosis.Products;
using Dyad.Gravity.Resampling;
using Dyad.Workbench.Parties;
using Dyad.Workbench.Reports.Diagnosis;
using Dyad.Workbench.Vintages;

namespace Dyad.Workbench.Products;

/// <summary>Which pair is diagnosed by product, on which files.</summary>
/// <param name="A">One party: code or name.</param>
/// <param name="B">The other.</param>
/// <param name="Files">Parquet files of flows by product, or folders of them; empty: the vintages of BACI in the store.</param>
public sealed record ProductRequest(string A, string B, IReadOnlyList<string> Files)
{
    /// <summary>Year; null: the latest that the files hold.</summary>
    public int? Year { get; init; }

    /// <summary>Revision of the Harmonized System, <c>HS1992</c>; null: the only one of the year.</summary>
    public string? Classification { get; init; }

    /// <summary>Shortfalls that are told.</summary>
    public int Top { get; init; } = 20;

    /// <summary>Resamples of the pairs behind intervals.</summary>
    public int Resamples { get; init; } = 200;

    /// <summary>Seed of the resamples.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The facts beside the flows: a user's own tables (distances, names), the store, the moment.</summary>
    public StoreFacts Facts { get; init; } = new();
}

/// <summary>
/// What stands between two economies at product level, out of core: indices from sums over a full year, gravity of the totals, and the
/// expectation by product from the two (docs/method/products.md).
/// </summary>
public static class DiagnoseProducts
{
    /// <summary>Source and table of the flows.</summary>
    private const string Source = "baci";

    private const int FewestResamples = 20, MostResamples = 1000;

    /// <summary>Reads, estimates, ranks.</summary>
    /// <exception cref="UserException">The request or the data do not allow it, with the reason.</exception>
    /// <exception cref="Data.FactException">A file is at fault.</exception>
    public static ProductReport Run(ProductRequest request, IProgress<Stage> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(progress);
        Validate(request);
        var clock = Stopwatch.StartNew();
        progress.Report(new Stage("reading codes", 0));
        using var store = request.Facts.Open(TimeProvider.System);
        using var partitions = ProductPartitions.Open(request.Files.Count > 0 ? request.Files : Fetched(store));
        var (classification, year) = Choose(request, partitions.Years);
        var axes = partitions.Axes(classification, year);
        var codes = axes.Economies.ToList();
        var parties = Parties(request, store, codes);
        int[] pair = [.. parties.Select(p => codes.IndexOf(p))];
        var files = partitions.FilesOf(axes);

        var resampling = new PairResampling(UnorderedPairs.Count(codes.Count), request.Seed, ProductMargins.PairOf(pair[0], pair[1]));
        var margins = new ProductMargins(
            codes.Count, axes.Products.Count, (pair[0], pair[1]), [.. Enumerable.Range(0, request.Resamples).Select(b => resampling.Counts(b))]);
        long read = 0;
        partitions.Scan(
            axes,
            (exporter, importer, product, value) =>
            {
                margins.Add(exporter, importer, product, value);
                read += value.Length;
                progress.Report(new Stage("summing flows", 0.05 + (0.75 * read / axes.Rows)));
            },
            cancel);
        var summed = clock.Elapsed.TotalSeconds;

        clock.Restart();
        progress.Report(new Stage("gravity of the totals", 0.8));
        var gravity = ProductGravity.Estimate(margins, codes, pair, store.Ties(), resampling, cancel);
        var fitted = clock.Elapsed.TotalSeconds;

        clock.Restart();
        progress.Report(new Stage("ranking shortfalls", 0.9));
        var book = new ProductBook(request, axes, files, store);
        var report = new ProductFigures(margins, gravity, parties, axes, book).Report(request.Top, store.Sectors());
        return report with
        {
            Seconds = new Dictionary<string, double> { ["sum"] = summed, ["gravity"] = fitted, ["rank"] = clock.Elapsed.TotalSeconds },
        };
    }

    private static void Validate(ProductRequest request)
    {
        if (request.Top < 1)
            throw new UserException(Line($"--top {request.Top}: one product or more"));
        if (request.Resamples is < FewestResamples or > MostResamples)
            throw new UserException(Line($"--resamples {request.Resamples}: from {FewestResamples} to {MostResamples}"));
    }

    /// <summary>Files of the vintages of BACI that are known at the moment.</summary>
    private static IReadOnlyList<string> Fetched(FactStore store)
    {
        var files = store.Live?.Files(Source) ?? [];
        return files.Count > 0
            ? files
            : throw new UserException("no flows by product in the store: dyad data fetch baci, or name a file or a folder with --products");
    }

    private static (string Classification, int Year) Choose(ProductRequest request, IReadOnlyList<(string Classification, int Year)> years)
    {
        var held = string.Join(", ", years.Select(y => Line($"{y.Year} ({y.Classification})")));
        var fit = years.Where(y => request.Classification is null || y.Classification == request.Classification).ToList();
        if (fit.Count == 0)
            throw new UserException($"no flows in {request.Classification ?? "any revision"}; the files hold {(held.Length > 0 ? held : "no rows")}");
        var year = request.Year ?? fit.Max(y => y.Year);
        var of = fit.Where(y => y.Year == year).ToList();
        return of.Count switch
        {
            0 => throw new UserException(Line($"--year {year}: the files hold {held}")),
            1 => of[0],
            _ => throw new UserException(Line($"--year {year}: the files hold it in {string.Join(", ", of.Select(y => y.Classification))}; choose by --revision")),
        };
    }

    /// <summary>The parties in the order of their codes: a swap changes nothing.</summary>
    private static List<string> Parties(ProductRequest request, FactStore store, List<string> codes)
    {
        List<PartyChoice> choices =
            [.. store.Economies().Where(e => codes.Contains(e.Code)).Select(e => new PartyChoice(e.Code, e.Iso2, e.En, e.Zh, e.Ru))];
        var (a, b) = PartyResolver.ResolvePair(request.A, request.B, choices);
        return [.. new[] { a.Code, b.Code }.Order(StringComparer.Ordinal)];
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
