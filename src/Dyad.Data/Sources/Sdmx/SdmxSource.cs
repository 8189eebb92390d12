using System.Globalization;
using Dyad.Data.Schema;
using Dyad.Data.Sources.Http;
using Dyad.Data.Sources.Reading;

namespace Dyad.Data.Sources.Sdmx;

/// <summary>
/// Any dataflow of a service that speaks SDMX, 2.1 or 3.0: its structure first, then its figures as SDMX-CSV, or as SDMX-JSON where
/// the service has no CSV. What is too large for the service is asked by halves of the years.
/// </summary>
public sealed class SdmxSource : ISource
{
    private const string SplitNote = "split";

    private static readonly string[] StructureTypes =
    [
        "application/vnd.sdmx.structure+xml", "application/vnd.sdmx.structure+json", "application/xml", "text/xml", "application/json",
    ];

    private static readonly string[] DataTypes =
    [
        "application/vnd.sdmx.data+csv", "text/csv", "application/csv", "application/vnd.sdmx.data+json", "application/json",
        "application/vnd.sdmx.draft-sdmx-json",
        // A refusal in place of figures: its text is told.
        "application/xml", "text/xml", "text/plain",
    ];

    private readonly FactTableSchema table;
    private readonly FactTableSchema codeTable;

    /// <summary>The source.</summary>
    public SdmxSource()
    {
        var tables = TableSchemas.Read("sources.Sdmx.schema.csv");
        (table, codeTable) = (tables[0], tables[1]);
        Info = new SourceInfo(
            "sdmx",
            "Dataflows of OECD, IMF, Eurostat and BIS by SDMX",
            "the provider that the dataset names",
            "the provider's terms (OECD: CC BY 4.0; Eurostat: free with citation; IMF and BIS: free for use with citation)",
            "the provider, the dataflow with its version, and the day",
            SdmxProvider.All[0].Address,
            "by hand: download the dataflow as SDMX-CSV from the provider's data explorer, then 'dyad data fetch sdmx "
                + "--datasets DATASET --file FILE'",
            tables)
        {
            RequestsPerSecond = 1,
        };
    }

    /// <inheritdoc />
    public SourceInfo Info { get; }

    /// <inheritdoc />
    public FetchQuery Complete(FetchQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Datasets.Count == 0)
            throw new FactException(
                "sdmx: name a dataset: --datasets PROVIDER/AGENCY/FLOW/VERSION/KEY, as in BIS/BIS/WS_CBPOL/1.0/M.US+CN");
        if (query.Parties.Count > 0)
            throw new FactException(
                "sdmx: economies are named in the key of a dataset, in the provider's codes, and not by --parties");
        foreach (var dataset in query.Datasets.Select(SdmxDataset.Parse))
        {
            if (query.AsOf is not null && dataset.Provider.Rest == SdmxRest.V21)
                throw new FactException(
                    $"sdmx: {dataset.Provider.Name} speaks SDMX 2.1, which has no figures as of a day; SDMX 3.0 has (OECD3, "
                        + $"ESTAT3, IMF3, BIS)");
        }

        return query;
    }

    /// <inheritdoc />
    public async Task FetchAsync(FetchQuery query, IFetch fetch, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(fetch);
        for (var i = 0; i < query.Datasets.Count; i++)
        {
            var name = query.Datasets[i];
            var dataset = SdmxDataset.Parse(name);
            SdmxStructure? structure = null;
            var spans = new Queue<(int First, int Last)?>([query.Years]);
            while (spans.TryDequeue(out var span))
            {
                var part = span is { } s ? string.Create(CultureInfo.InvariantCulture, $"{name} {s.First}-{s.Last}") : name;
                fetch.Report(part, (double)i / query.Datasets.Count);
                if (!fetch.Has(part))
                {
                    structure ??= await StructureAsync(dataset, fetch, cancel).ConfigureAwait(false);
                    await DataAsync(part, dataset, structure, span, query.AsOf, fetch, cancel).ConfigureAwait(false);
                }

                if (fetch.Note(part) == SplitNote && span is { } large)
                {
                    var middle = (large.First + large.Last) / 2;
                    spans.Enqueue((large.First, middle));
                    spans.Enqueue((middle + 1, large.Last));
                }
            }
        }
    }

    /// <inheritdoc />
    public void ReadFile(string path, FetchQuery query, IFetch fetch, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(fetch);
        var dataset = query.Datasets is [var one] ? SdmxDataset.Parse(one) : throw new FactException(
            "sdmx: a file is of one dataset: --datasets PROVIDER/AGENCY/FLOW/VERSION");
        var file = HandFile.Read(path);
        if (file.StartsWith('{'))
            throw new FactException($"{file.Name}: is JSON; download SDMX-CSV");
        var structure = SdmxHeader.Structure(file.Bytes, file.Name);
        var rows = new SdmxRows(dataset, structure, query.Years, file.Name, fetch);
        var released = SdmxCsv.Read(file.Bytes, file.Name, dataset, structure, rows);
        fetch.Keep(file.Name, file.Answer with { Released = released }, [new RowBatch(table, rows.Rows, rows.Numbers)]);
    }

    private async Task<SdmxStructure> StructureAsync(SdmxDataset dataset, IFetch fetch, CancellationToken cancel)
    {
        var reply = await fetch.Http.GetAsync(
            new SourceRequest(Path(dataset, dataset.StructurePath, fetch))
            {
                Types = StructureTypes,
                Accept = dataset.Provider.Rest == SdmxRest.V21
                    ? "application/vnd.sdmx.structure+xml;version=2.1, application/xml;q=0.5"
                    : "application/vnd.sdmx.structure+json;version=2.0.0, application/vnd.sdmx.structure+xml;version=3.0.0;q=0.8, application/xml;q=0.5",
                Statuses = [404],
            },
            cancel).ConfigureAwait(false);
        if (reply.Status == 404)
            throw new FactException($"{reply.Answer.Address}: there is no dataflow {dataset.FlowName} version {dataset.Version}");
        var file = reply.Answer.Address;
        var structure = FirstOf(reply.Body.Span) is (byte)'{' ? SdmxStructureJson.Read(reply.Body, file) : SdmxStructureXml.Read(reply.Body, file);
        var part = $"structure {dataset.Provider.Name}/{dataset.Agency}/{dataset.Flow}/{dataset.Version}";
        if (!fetch.Has(part))
            fetch.Keep(part, reply.Answer, [new RowBatch(codeTable, Codes(dataset, structure))]);
        return structure;
    }

    private async Task DataAsync(
        string part, SdmxDataset dataset, SdmxStructure structure, (int First, int Last)? years, DateOnly? asOf, IFetch fetch, CancellationToken cancel)
    {
        var reply = await fetch.Http.GetAsync(
            new SourceRequest(Path(dataset, dataset.DataPath(years, asOf), fetch))
            {
                Types = DataTypes,
                Accept = $"{dataset.Provider.DataAccept}, application/vnd.sdmx.data+json;version=2.0.0;q=0.5, application/vnd.sdmx.data+json;version=1.0.0;q=0.4",
                Statuses = [204, 404, 413],
            },
            cancel).ConfigureAwait(false);
        var file = reply.Answer.Address;
        var rows = new SdmxRows(dataset, structure, years, file, fetch);
        // 404 is the older way to say that nothing matches (100, No results found), 204 the newer.
        if (reply.Status is 204 or 404)
        {
            fetch.Keep(part, reply.Answer, []);
            return;
        }

        if (reply.Status == 413)
        {
            if (years is not { } y || y.First >= y.Last)
                throw new FactException($"{file}: the answer is too large for the service; name fewer codes in the key{(years is null ? ", or years" : "")}");
            fetch.Keep(part, reply.Answer, [], SplitNote);
            return;
        }

        if (FirstOf(reply.Body.Span) is (byte)'<')
            throw new FactException(
                $"{file}: the service answers with XML instead of figures: {SdmxStructureXml.ErrorText(reply.Body)}");
        var released = FirstOf(reply.Body.Span) is (byte)'{'
            ? SdmxJson.Read(reply.Body, file, rows)
            : SdmxCsv.Read(reply.Body, file, dataset, structure, rows);
        fetch.Keep(part, reply.Answer with { Released = released }, [new RowBatch(table, rows.Rows, rows.Numbers)]);
    }

    private static List<object?[]> Codes(SdmxDataset dataset, SdmxStructure structure) =>
    [
        .. from dimension in structure.Dimensions
           from code in dimension.Codes ?? new Dictionary<string, string?>()
           select new object?[] { dataset.Provider.Name, dataset.FlowName, dimension.Id, code.Key, code.Value },
    ];

    /// <summary>The provider's own address; below the one that was given in its place, where one was.</summary>
    private string Path(SdmxDataset dataset, string path, IFetch fetch) =>
        fetch.Http.Address == Info.Address ? new Uri(dataset.Provider.Address, path).AbsoluteUri : path;

    private static byte? FirstOf(ReadOnlySpan<byte> body)
    {
        var at = body.IndexOfAnyExcept("\uFEFF \r\n\t"u8);
        return at < 0 ? null : body[at];
    }
}
