using System.Globalization;
using System.Xml.Linq;
using Dyad.Data.Sources.Reading;

namespace Dyad.Data.Sources.Wits;

/// <summary>A year of a reporter, as <c>dataavailability</c> lists it.</summary>
/// <param name="Year">Year.</param>
/// <param name="Partners">Partners that have rates of their own; 000 is all.</param>
/// <param name="Updated">Day of its last update; null where none is stated.</param>
internal sealed record WitsYear(int Year, IReadOnlyList<string> Partners, DateOnly? Updated)
{
    /// <summary>What changes with an update, in a line.</summary>
    public string Mark => string.Create(CultureInfo.InvariantCulture, $"{Year} {Updated:yyyy-MM-dd} {string.Join(';', Partners)}");
}

/// <summary>Answers of WITS: lists in XML of its own, rates in SDMX-ML 2.1, generic or by structure.</summary>
internal static class WitsAnswers
{
    private static readonly string[] Missing = ["N/A", ".", "NaN"];

    /// <summary>Numbers of economies by their ISO codes, from <c>datasource/trn/country/ALL</c>.</summary>
    public static IReadOnlyDictionary<string, string> Countries(ReadOnlyMemory<byte> body, string file)
    {
        var codes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var country in XmlAnswer.Load(body, file).Descendants().Where(e => e.Name.LocalName == "country"))
        {
            var code = country.Attribute("countrycode")?.Value ?? throw JsonAnswer.Changed(file, "a country has no 'countrycode'");
            codes.TryAdd(XmlAnswer.Text(country, "iso3Code") ?? throw JsonAnswer.Changed(file, $"country {code} has no 'iso3Code'"), code);
        }

        return codes.Count > 0 ? codes : throw JsonAnswer.Changed(file, "the list of countries names none");
    }

    /// <summary>Years of a reporter, from <c>dataavailability</c>.</summary>
    public static IReadOnlyList<WitsYear> Years(ReadOnlyMemory<byte> body, string file)
    {
        var years = new List<WitsYear>();
        foreach (var reporter in XmlAnswer.Load(body, file).Descendants().Where(e => e.Name.LocalName == "reporter"))
        {
            var text = XmlAnswer.Text(reporter, "year") ?? throw JsonAnswer.Changed(file, "a reporter has no 'year'");
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year))
                throw JsonAnswer.Changed(file, $"'{text}' in year is not a year");
            DateOnly? day = null;
            if (XmlAnswer.Text(reporter, "lastupdateddate") is { } updated)
            {
                day = DateOnly.TryParseExact(updated, "yyyy/MM/dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed)
                    ? parsed
                    : throw JsonAnswer.Changed(file, $"'{updated}' in lastupdateddate is not a date (yyyy/mm/dd)");
            }

            var partners = XmlAnswer.Text(reporter, "partnerlist") ?? throw JsonAnswer.Changed(file, "a reporter has no 'partnerlist'");
            years.Add(new WitsYear(year, partners.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), day));
        }

        return [.. years.OrderBy(y => y.Year)];
    }

    /// <summary>Rates, one observation a row.</summary>
    /// <param name="body">The answer.</param>
    /// <param name="file">Its name, for faults.</param>
    /// <param name="iso">ISO code of a number; null where there is none.</param>
    /// <param name="fetch">Told of values that cannot be read.</param>
    public static (IReadOnlyList<object?[]> Rows, IReadOnlyList<long> Numbers) Rates(
        ReadOnlyMemory<byte> body, string file, Func<string, string?> iso, IFetch fetch)
    {
        var root = XmlAnswer.Load(body, file);
        if (!root.Descendants().Any(e => e.Name.LocalName == "DataSet"))
            throw JsonAnswer.Changed(file,
                $"there is no data set in it ('{root.Name.LocalName}': {Http.SourceClient.Shorten(root.Value)})");
        var (rows, numbers) = (new List<object?[]>(), new List<long>());
        var number = 0L;
        foreach (var series in root.Descendants().Where(e => e.Name.LocalName == "Series"))
        {
            var key = Values(series, XmlAnswer.Children(series, "SeriesKey"));
            foreach (var observation in XmlAnswer.Children(series, "Obs"))
            {
                number++;
                var fields = new Dictionary<string, string>(key, StringComparer.Ordinal);
                foreach (var (name, value) in Observation(observation))
                    fields[name] = value;
                try
                {
                    rows.Add(Row(new CsvRow(fields.Keys.Select((n, i) => (n, i)).ToDictionary(f => f.n, f => f.i), [.. fields.Values], file, number), iso));
                    numbers.Add(number);
                }
                catch (RowFaultException e)
                {
                    fetch.Reject(e.Fault);
                }
            }
        }

        return (rows, numbers);
    }

    private static object?[] Row(CsvRow row, Func<string, string?> iso)
    {
        string Economy(string field) => iso(row.Text(field)) ?? throw row.Fault(field, row.Text(field), "is no economy that is known");
        var measure = row.Text("OBS_VALUE_MEASURE");
        if (measure != "SimpleAverage")
            throw row.Fault("OBS_VALUE_MEASURE", measure, "is not SimpleAverage");
        var type = row.Text("DATATYPE").ToLowerInvariant();
        var (mfn, preferential) = (row.Whole("NBR_MFN_LINES"), row.Whole("NBR_PREF_LINES"));
        // An average over no line is no rate of zero, though it is written as one.
        var rate = mfn + preferential > 0 ? row.RealOrNull("OBS_VALUE") : null;
        return
        [
            Economy("REPORTER"), Economy("PARTNER"), row.Whole("TIME_PERIOD"), row.Text("PRODUCTCODE"), type, row.Text("TARIFFTYPE"),
            row.Text("NOMENCODE"), rate, rate is null ? null : row.RealOrNull("MIN_RATE"), rate is null ? null : row.RealOrNull("MAX_RATE"),
            row.Whole("TOTALNOOFLINES"), mfn, preferential, row.Whole("NBR_NA_LINES"),
        ];
    }

    private static IEnumerable<KeyValuePair<string, string>> Observation(XElement observation)
    {
        foreach (var (name, value) in Values(observation, XmlAnswer.Children(observation, "Attributes")))
            yield return new(name, value);
        foreach (var dimension in XmlAnswer.Children(observation, "ObsDimension"))
            yield return new(dimension.Attribute("id")?.Value ?? "TIME_PERIOD", dimension.Attribute("value")?.Value ?? "");
        foreach (var value in XmlAnswer.Children(observation, "ObsValue"))
            yield return new("OBS_VALUE", Clean(value.Attribute("value")?.Value ?? ""));
    }

    /// <summary>Values as attributes of the element, and as <c>Value</c> elements of its groups.</summary>
    private static Dictionary<string, string> Values(XElement element, IEnumerable<XElement> groups)
    {
        var values = element.Attributes().Where(a => !a.IsNamespaceDeclaration && a.Name.Namespace == XNamespace.None)
            .ToDictionary(a => a.Name.LocalName, a => Clean(a.Value), StringComparer.Ordinal);
        foreach (var value in groups.SelectMany(g => XmlAnswer.Children(g, "Value")))
            values[value.Attribute("id")?.Value ?? ""] = Clean(value.Attribute("value")?.Value ?? "");
        return values;
    }

    private static string Clean(string value) => Missing.Contains(value.Trim()) ? "" : value;
}
