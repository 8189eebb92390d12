namespace Dyad.Data.Sources.Sdmx;

/// <summary>Version of the SDMX REST interface.</summary>
internal enum SdmxRest
{
    /// <summary>SDMX 2.1 (REST 1.x): <c>data/AGENCY,FLOW,VERSION/KEY?startPeriod=</c>.</summary>
    V21,

    /// <summary>SDMX 3.0 (REST 2.x): <c>data/dataflow/AGENCY/FLOW/VERSION/KEY?c[TIME_PERIOD]=</c>, with <c>asOf</c>.</summary>
    V30,
}

/// <summary>A service that speaks SDMX.</summary>
/// <param name="Name">Name in a dataset.</param>
/// <param name="Title">Who it is.</param>
/// <param name="Rest">What it speaks.</param>
/// <param name="Address">Where it is.</param>
/// <param name="DataAccept">What it is asked for by <c>Accept</c>.</param>
/// <param name="Format">What its address has to ask besides: <c>format=SDMX-CSV</c>; empty: nothing.</param>
/// <param name="FlowAlone">Whether data are asked by the id of the flow alone, without agency and version.</param>
internal sealed record SdmxProvider(
    string Name, string Title, SdmxRest Rest, Uri Address, string DataAccept, string Format = "", bool FlowAlone = false)
{
    private const string Csv1 = "application/vnd.sdmx.data+csv;version=1.0.0;labels=id";
    private const string Csv2 = "application/vnd.sdmx.data+csv;version=2.0.0;labels=id";

    /// <summary>All of them. Addresses as in the table of sdmx1 (khaeru/sdmx, <c>sdmx/sources.json</c>) and the providers' pages.</summary>
    public static readonly IReadOnlyList<SdmxProvider> All =
    [
        new("OECD", "OECD", SdmxRest.V21, new("https://sdmx.oecd.org/public/rest/"), Csv2),
        new("OECD3", "OECD, SDMX 3.0", SdmxRest.V30, new("https://sdmx.oecd.org/public/rest/v2/"), Csv2),
        new("ESTAT", "Eurostat", SdmxRest.V21, new("https://ec.europa.eu/eurostat/api/dissemination/sdmx/2.1/"), Csv1, "format=SDMX-CSV", FlowAlone: true),
        new("ESTAT3", "Eurostat, SDMX 3.0", SdmxRest.V30, new("https://ec.europa.eu/eurostat/api/dissemination/sdmx/3.0/"), Csv2,
            "format=csvdata&formatVersion=2.0&compress=false"),
        new("IMF", "IMF", SdmxRest.V21, new("https://api.imf.org/external/sdmx/2.1/"), Csv1),
        new("IMF3", "IMF, SDMX 3.0", SdmxRest.V30, new("https://api.imf.org/external/sdmx/3.0/"), Csv2),
        new("BIS", "Bank for International Settlements", SdmxRest.V30, new("https://stats.bis.org/api/v2/"), Csv1),
    ];
}

/// <summary>A dataset: <c>PROVIDER/AGENCY/FLOW/VERSION</c> or <c>PROVIDER/AGENCY/FLOW/VERSION/KEY</c>.</summary>
/// <param name="Provider">Provider.</param>
/// <param name="Agency">Agency that maintains the flow.</param>
/// <param name="Flow">Flow.</param>
/// <param name="Version">Version, <c>latest</c> or <c>+</c> for the latest.</param>
/// <param name="Key">Codes with points between, <c>+</c> between alternatives, nothing for all; empty: everything.</param>
internal sealed record SdmxDataset(SdmxProvider Provider, string Agency, string Flow, string Version, string Key)
{
    /// <summary>The flow, as the table names it.</summary>
    public string FlowName => $"{Agency}:{Flow}";

    private bool IsLatest => Version is "latest" or "+" or "";

    /// <summary>Reads one.</summary>
    /// <exception cref="FactException">It cannot be one; the message says how it is built.</exception>
    public static SdmxDataset Parse(string dataset)
    {
        var parts = dataset.Split('/');
        if (parts.Length is < 4 or > 5 || parts.Take(4).Any(p => p.Length == 0) || !parts.All(p => p.All(IsPart)))
            throw new FactException(
                $"sdmx: '{dataset}' is no dataset; it is PROVIDER/AGENCY/FLOW/VERSION or PROVIDER/AGENCY/FLOW/VERSION/KEY: "
                    + $"BIS/BIS/WS_CBPOL/1.0/M.US+CN");
        var provider = SdmxProvider.All.FirstOrDefault(p => p.Name == parts[0])
            ?? throw new FactException($"sdmx: no provider '{parts[0]}'; there are {string.Join(", ", SdmxProvider.All.Select(p => p.Name))}");
        return new SdmxDataset(provider, parts[1], parts[2], parts[3], parts.Length == 5 ? parts[4] : "");
    }

    /// <summary>Where its structure is: the flow with all that it refers to.</summary>
    public string StructurePath => Provider.Rest == SdmxRest.V21
        ? $"dataflow/{Agency}/{Flow}/{(IsLatest ? "latest" : Version)}?references=descendants"
        : $"structure/dataflow/{Agency}/{Flow}/{(IsLatest ? "%2B" : Version)}?references=descendants";

    /// <summary>Where its figures are.</summary>
    /// <param name="years">First and last year; null: all.</param>
    /// <param name="asOf">The moment whose figures are wanted; null: now.</param>
    public string DataPath((int First, int Last)? years, DateOnly? asOf)
    {
        var asked = new List<string>();
        string path;
        if (Provider.Rest == SdmxRest.V21)
        {
            var flow = Provider.FlowAlone ? Flow : $"{Agency},{Flow},{(IsLatest ? "latest" : Version)}";
            path = $"data/{flow}/{(Key.Length > 0 ? Key : "all")}";
            if (years is { } y)
                asked.Add(FormattableString.Invariant($"startPeriod={y.First}&endPeriod={y.Last}"));
            asked.Add("dimensionAtObservation=AllDimensions");
        }
        else
        {
            path = $"data/dataflow/{Agency}/{Flow}/{(IsLatest ? "%2B" : Version)}/{Key3}";
            // Brackets and plus are encoded: some services take a bare plus for a blank.
            if (years is { } y)
                asked.Add(FormattableString.Invariant($"c%5BTIME_PERIOD%5D=ge:{y.First}%2Ble:{y.Last}"));
            if (asOf is { } day)
                asked.Add(FormattableString.Invariant($"asOf={day:yyyy-MM-dd}T23:59:59Z"));
            asked.Add("dimensionAtObservation=AllDimensions");
        }

        if (Provider.Format.Length > 0)
        {
            // Eurostat has no word for the packaging of CSV.
            asked.Remove("dimensionAtObservation=AllDimensions");
            asked.Add(Provider.Format);
        }

        return asked.Count > 0 ? $"{path}?{string.Join('&', asked)}" : path;
    }

    /// <summary>The key as version 3.0 writes it: a star for all, a comma between alternatives.</summary>
    private string Key3 => Key.Length == 0 ? "*" : string.Join('.', Key.Split('.').Select(d => d.Length == 0 ? "*" : d.Replace('+', ',')));

    private static bool IsPart(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '@' or '-' or '+' or '$' or '*' or '~';
}
