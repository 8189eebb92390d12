using Dyad.Data.Sources.Http;
using Dyad.Data.Sources.InputOutput;

namespace Dyad.Data.Sources.Icio;

/// <summary>
/// OECD Inter-Country Input-Output tables: what each industry of some 80 economies sells to each industry and final use of each, basic
/// prices, million US$. They fill the sector tables of the facts.
/// </summary>
/// <param name="clock">Clock; null: that of the system.</param>
public sealed class IcioSource(TimeProvider? clock = null) : ISource
{
    private static readonly WorldFiles Files = new("icio", "2019_SML.csv, ICIO2021_2018.csv", IcioName.Year, new IcioLabels(),
        (shown, stream, _, _) => new WorldCsv(stream, 1, shown));

    private readonly TimeProvider clock = clock ?? TimeProvider.System;

    /// <inheritdoc />
    public SourceInfo Info { get; } = new(
        "icio", "Inter-Country Input-Output (ICIO) Tables", "OECD",
        "OECD Terms and Conditions (CC BY 4.0 where nothing else is stated)",
        "OECD, Inter-Country Input-Output Database, http://oe.cd/icio",
        new Uri("https://webfs-sti.oecd.org/files/STI-PIE/ICIO/"),
        "download 2016-2022_SML.zip (or other years) from https://www.oecd.org/en/data/datasets/inter-country-input-output-tables.html and run "
        + "'dyad data fetch icio --file 2016-2022_SML.zip'",
        WorldTable.Tables)
    {
        RequestsPerSecond = 1,
    };

    /// <inheritdoc />
    public FetchQuery Complete(FetchQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.AsOf is not null)
            throw new FactException("icio: OECD serves editions, not days; name one: --datasets 2023");
        if (query.Parties.Count > 0)
            throw new FactException("icio: a year comes as a whole, with all economies; leave --parties out");
        if (query.Datasets.Count > 1)
            throw new FactException("icio: editions state the same years differently; name one at a time");
        return query with { Datasets = [IcioName.Dataset(query.Datasets.Count > 0 ? query.Datasets[0] : IcioName.DefaultEdition)] };
    }

    /// <inheritdoc />
    public async Task FetchAsync(FetchQuery query, IFetch fetch, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(fetch);
        query = Complete(query);
        var zips = IcioName.Zips(query.Datasets[0], query.Years);
        foreach (var (at, zip) in zips.Index())
        {
            var (name, from) = (Path.GetFileName(zip), (double)at / zips.Count);
            var path = Path.Combine(fetch.Scratch, name);
            var answer = await fetch.Http.DownloadAsync(
                new SourceRequest(zip) { Types = ["application/zip", "application/x-zip-compressed", "application/octet-stream"] }, path,
                (received, all) => fetch.Report($"downloading {name}", from + (all > 0 ? 0.5 * received / all.Value / zips.Count : 0)),
                cancel).ConfigureAwait(false);
            Files.ReadZip(
                path, name, query, fetch, answer with { Released = query.Datasets[0] }, (from + (0.5 / zips.Count), from + (1.0 / zips.Count)), cancel);
        }
    }

    /// <inheritdoc />
    public void ReadFile(string path, FetchQuery query, IFetch fetch, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(fetch);
        Files.ReadFile(path, query, fetch, clock, IcioName.Release, cancel);
    }
}
