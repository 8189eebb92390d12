using System.Text.RegularExpressions;
using Dyad.Data.Provenance;
using Dyad.Data.Schema;
using Dyad.Data.Sources.Archives;
using Dyad.Data.Sources.Http;

namespace Dyad.Data.Sources.Gravity;

/// <summary>
/// CEPII Gravity: distance, border, language, colonial ties and agreements of all pairs of economies, 1948 on (Conte, Cotterlaz and Mayer
/// 2022). It fills the fact table <c>ties</c> with the latest year of each pair, and a table of agreements by year.
/// </summary>
/// <param name="clock">Clock; null: that of the system.</param>
public sealed partial class GravitySource(TimeProvider? clock = null) : ISource
{
    /// <summary>The release that is asked for.</summary>
    private const string Release = "V202211";

    private readonly TimeProvider clock = clock ?? TimeProvider.System;

    /// <summary>Agreements in force, by pair and year.</summary>
    public static FactTableSchema Agreements { get; } = TableSchemas.Read("sources.Gravity.schema.csv").Single();

    /// <inheritdoc />
    public SourceInfo Info { get; } = new(
        "gravity", "The CEPII Gravity Database", "CEPII",
        "Etalab Open Licence 2.0",
        "Conte, M., Cotterlaz, P. and Mayer, T. (2022), The CEPII Gravity Database, CEPII Working Paper 2022-05",
        new Uri("https://www.cepii.fr/DATA_DOWNLOAD/gravity/data/"),
        "download Gravity_csv_V202211.zip from https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=8 and run "
        + "'dyad data fetch gravity --file Gravity_csv_V202211.zip'",
        [FactSchema.Table("ties"), Agreements])
    {
        RequestsPerSecond = 1,
    };

    /// <inheritdoc />
    public FetchQuery Complete(FetchQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.AsOf is not null || query.Years is not null || query.Parties.Count > 0)
            throw new FactException("gravity: a release comes as a whole; leave --as-of, --years and --parties out");
        if (query.Datasets.Count > 1 || query.Datasets.Any(d => d is not ("arithmetic" or "harmonic")))
            throw new FactException("gravity: the data set is the mean of distances between cities: arithmetic (that of the built-in ties) or harmonic");
        return query with { Datasets = query.Datasets.Count > 0 ? query.Datasets : ["arithmetic"] };
    }

    /// <inheritdoc />
    public async Task FetchAsync(FetchQuery query, IFetch fetch, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(fetch);
        var name = $"Gravity_csv_{Release}.zip";
        var path = Path.Combine(fetch.Scratch, name);
        var answer = await fetch.Http.DownloadAsync(
            new SourceRequest(name) { Types = ["application/zip", "application/x-zip-compressed", "application/octet-stream"] }, path,
            (received, all) => fetch.Report($"downloading {name}", all > 0 ? 0.5 * received / all.Value : 0), cancel).ConfigureAwait(false);
        Read(path, name, Complete(query), fetch, answer, cancel);
    }

    /// <inheritdoc />
    public void ReadFile(string path, FetchQuery query, IFetch fetch, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(fetch);
        if (!File.Exists(path))
            throw new FactException($"{path}: no such file");
        var name = Path.GetFileName(path);
        var answer = new Answer(name, Manifest.Checksum(path), new FileInfo(path).Length, clock.GetUtcNow());
        Read(path, name, Complete(query), fetch, answer, cancel);
    }

    private static void Read(string path, string name, FetchQuery query, IFetch fetch, Answer answer, CancellationToken cancel)
    {
        if (fetch.Has("ties") && fetch.Has("agreements"))
            return;
        if (!ZipFile.IsZip(path))
        {
            if (Pattern().Match(name) is not { Success: true } m)
                throw new FactException($"{path}: neither a zip nor named as CEPII names the table (Gravity_V202211.csv)");
            using var text = File.OpenRead(path);
            Keep(name, text, text.Length, query, fetch, answer with { Released = m.Groups[1].Value }, cancel);
            return;
        }

        using var zip = ZipFile.Open(path);
        var member = zip.Members.FirstOrDefault(e => Pattern().IsMatch(e.Name))
            ?? throw new FactException($"{path}: no entry is named as CEPII names the table (Gravity_V202211.csv)");
        using var stream = zip.Read(member);
        Keep($"{name}: {member.Path}", stream, member.Bytes, query, fetch, answer with { Released = Pattern().Match(member.Name).Groups[1].Value }, cancel);
    }

    private static void Keep(string shown, Stream stream, long bytes, FetchQuery query, IFetch fetch, Answer answer, CancellationToken cancel)
    {
        using var table = new GravityTable(shown, query.Datasets[0], fetch.Scratch);
        table.Unpack(stream, bytes, p => fetch.Report("reading Gravity", 0.5 + (0.3 * p)), cancel);
        var (ties, agreements) = table.Import(fetch.Reject, cancel);
        fetch.Report("ties and agreements of Gravity", 0.9);
        fetch.KeepFile("ties", answer, FactSchema.Table("ties"), answer.Released, ties);
        fetch.KeepFile("agreements", answer, Agreements, answer.Released, agreements);
    }

    [GeneratedRegex(@"^Gravity_(V\d{6}[a-z]?)\.csv$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
