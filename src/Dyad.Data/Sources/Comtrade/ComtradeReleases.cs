using System.Globalization;
using Dyad.Data.Sources.Reading;

namespace Dyad.Data.Sources.Comtrade;

/// <summary>A data set as the service's data availability (<c>getDa</c>) lists it: a reporter's year.</summary>
internal sealed record ComtradeRelease(
    string Reporter, int Year, string Classification, int? Records, string? Checksum, DateOnly? First, DateOnly Last)
{
    /// <summary>What changes with a revision, in a line.</summary>
    public string Mark => string.Create(CultureInfo.InvariantCulture, $"{Year} {Classification} {Last:yyyy-MM-dd} {Checksum}");

    /// <summary>As a row of the table.</summary>
    public object?[] Row => [Reporter, Year, Classification, Records, Checksum, First, Last];

    /// <summary>Reads an answer of <c>getDa</c>: annual, goods, in the classification that the reporter used.</summary>
    public static IReadOnlyList<ComtradeRelease> Read(ReadOnlyMemory<byte> body, string file)
    {
        using var document = JsonAnswer.Parse(body, file);
        var releases = new List<ComtradeRelease>();
        var number = 0L;
        try
        {
            foreach (var record in ComtradeAnswer.Records(document.RootElement, file, int.MaxValue)
                ?? throw JsonAnswer.Changed(file, "'count' says that there are more data sets than are listed"))
            {
                var row = new JsonRow(record, file, ++number);
                if (row.Text("typeCode") != "C" || row.Text("freqCode") != "A" || row.TruthOrNull("isOriginalClassification") == false)
                    continue;
                var area = row.Whole("reporterCode");
                releases.Add(new ComtradeRelease(
                    ComtradeAreas.Iso(area) ?? throw row.Fault("reporterCode", area.ToString(CultureInfo.InvariantCulture), "is no area that is known (m49.csv)"),
                    row.WholeOrText("period"),
                    row.Text("classificationCode"),
                    row.WholeOrNull("totalRecords"),
                    row.Field("datasetChecksum").ToString() is { Length: > 0 } checksum ? checksum : null,
                    Day(row, "firstReleased"),
                    Day(row, "lastReleased") ?? throw row.Fault("lastReleased", "", "is missing")));
            }
        }
        catch (RowFaultException e)
        {
            // What cannot be told from it decides which figures are asked for: no part of it is left out.
            throw new FactException(e.Fault.ToString());
        }

        return [.. releases.OrderBy(r => r.Year).ThenBy(r => r.Classification, StringComparer.Ordinal)];
    }

    /// <summary>A date, with or without a time behind it: <c>2024-06-12T00:00:00</c>.</summary>
    private static DateOnly? Day(JsonRow row, string field)
    {
        if (row.TextOrNull(field) is not { } text)
            return null;
        return DateOnly.TryParseExact(text.Split('T')[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw row.Fault(field, text, "is not a date (yyyy-mm-dd)");
    }
}
