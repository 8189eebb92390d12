using System.Globalization;
using Dyad.Data.Provenance;
using Dyad.Data.Schema;
using Dyad.Data.Sources.Archives;
using Dyad.Data.Sources.Http;

namespace Dyad.Data.Sources.Baci;

/// <summary>
/// CEPII BACI: trade between all pairs of economies by product of six digits, both reports reconciled (Gaulier and Zignago 2010). One zip
/// a revision of the Harmonized System and release; a year is a part and a partition.
/// </summary>
/// <param name="clock">Clock; null: that of the system.</param>
public sealed class BaciSource(TimeProvider? clock = null) : ISource
{
    /// <summary>The release that is asked for where none is named.</summary>
    public const string DefaultRelease = "V202601";

    private readonly TimeProvider clock = clock ?? TimeProvider.System;

    /// <summary>The table that it fills.</summary>
    public static FactTableSchema Table { get; } = TableSchemas.Read("sources.Baci.schema.csv").Single();

    /// <inheritdoc />
    public SourceInfo Info { get; } = new(
        "baci", "BACI: International Trade Database at the Product Level", "CEPII",
        "Etalab Open Licence 2.0",
        "Gaulier, G. and Zignago, S. (2010), BACI: International Trade Database at the Product-Level, CEPII Working Paper 2010-23",
        new Uri("https://www.cepii.fr/DATA_DOWNLOAD/baci/data/"),
        "download BACI_HS92_V202601.zip (or another revision) from https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37 and run "
        + "'dyad data fetch baci --file BACI_HS92_V202601.zip'",
        [Table])
    {
        RequestsPerSecond = 1,
    };

    /// <inheritdoc />
    public FetchQuery Complete(FetchQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.AsOf is not null)
            throw new FactException("baci: CEPII serves releases, not days; name one: --datasets HS92_V202401b");
        if (query.Parties.Count > 0)
            throw new FactException("baci: a year comes as a whole, with all economies; leave --parties out");
        // A file says itself of which revision and release it is.
        if (query is { File: not null, Datasets.Count: 0 })
            return query;
        var datasets = query.Datasets.Count > 0 ? query.Datasets : ["HS92"];
        return query with { Datasets = [.. datasets.Select(BaciName.Dataset).Distinct().Order(StringComparer.Ordinal)] };
    }

    /// <inheritdoc />
    public async Task FetchAsync(FetchQuery query, IFetch fetch, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(fetch);
        query = Complete(query);
        foreach (var dataset in query.Datasets)
        {
            var name = $"BACI_{dataset}.zip";
            var path = Path.Combine(fetch.Scratch, name);
            var answer = await fetch.Http.DownloadAsync(
                new SourceRequest(name) { Types = ["application/zip", "application/x-zip-compressed", "application/octet-stream"] }, path,
                (received, all) => fetch.Report($"downloading {name}", all > 0 ? 0.5 * received / all.Value : 0), cancel).ConfigureAwait(false);
            ReadZip(path, name, query, fetch, answer, 0.5, cancel);
        }
    }

    /// <inheritdoc />
    public void ReadFile(string path, FetchQuery query, IFetch fetch, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(fetch);
        if (!File.Exists(path))
            throw new FactException($"{path}: no such file");
        var name = Path.GetFileName(path);
        fetch.Report($"checksum of {name}", 0);
        var answer = new Answer(name, Manifest.Checksum(path), new FileInfo(path).Length, clock.GetUtcNow());
        if (ZipFile.IsZip(path))
        {
            ReadZip(path, name, query, fetch, answer, 0.02, cancel);
            return;
        }

        var file = BaciName.Of(name) ?? throw new FactException(
            $"{path}: neither a zip nor named as CEPII names a year of BACI (BACI_HS92_Y2022_V202401b.csv): revision and year stand in the name");
        if (fetch.Has(file.Part))
            return;
        using var stream = File.OpenRead(path);
        Keep(file, name, stream, stream.Length, BaciCodes.Default, fetch, answer, p => fetch.Report($"reading {file.Part}", p), cancel);
    }

    private static void ReadZip(
        string path, string name, FetchQuery query, IFetch fetch, Answer answer, double from, CancellationToken cancel)
    {
        using var zip = ZipFile.Open(path);
        var years = zip.Members.Select(m => (Member: m, File: BaciName.Of(m.Name))).Where(m => m.File is not null)
            .Select(m => (m.Member, File: m.File!)).OrderBy(m => m.File.Year).ToList();
        if (years.Count == 0)
        {
            throw new FactException(
                $"{path}: no entry is named as CEPII names a year of BACI (BACI_HS92_Y2022_V202401b.csv); it holds " +
                string.Join(", ", zip.Members.Take(3).Select(m => m.Path)) + (zip.Members.Count > 3 ? ", ..." : ""));
        }

        var wanted = query.Years is { } span ? years.Where(y => y.File.Year >= span.First && y.File.Year <= span.Last).ToList() : years;
        if (wanted.Count == 0)
        {
            throw new FactException(string.Create(
                CultureInfo.InvariantCulture, $"{path}: holds the years {years[0].File.Year} to {years[^1].File.Year}, none of those asked for"));
        }

        var codes = BaciCodes.Of(zip, path);
        foreach (var (at, (member, file)) in wanted.Index())
        {
            cancel.ThrowIfCancellationRequested();
            if (fetch.Has(file.Part))
                continue;
            using var stream = zip.Read(member);
            Keep(
                file, $"{name}: {member.Path}", stream, member.Bytes, codes, fetch, answer,
                p => fetch.Report($"reading {file.Part}", from + ((1 - from) * (at + p) / wanted.Count)), cancel);
        }
    }

    private static void Keep(
        BaciName file, string shown, Stream stream, long bytes, BaciCodes codes, IFetch fetch, Answer answer, Action<double> progress,
        CancellationToken cancel)
    {
        using var year = new BaciYear(file, shown, codes, fetch.Scratch);
        year.Unpack(stream, bytes, progress, fetch.Reject, cancel);
        var parquet = year.Import(fetch.Reject, progress, cancel);
        fetch.KeepFile(file.Part, answer with { Released = file.Release }, Table, file.Partition, parquet);
    }
}
