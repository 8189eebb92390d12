using System.Globalization;
using System.Text.Json;
using Dyad.Data.Sources.Reading;

namespace Dyad.Data.Sources.WorldBank;

/// <summary>What the head of a page says.</summary>
/// <param name="Pages">Pages of the question.</param>
/// <param name="Source">The API's number of the database; empty where it says none.</param>
/// <param name="LastUpdated">Day of the database's last update; null where it says none.</param>
internal sealed record PageHead(int Pages, string Source, DateOnly? LastUpdated)
{
    /// <summary>The release, as the catalogue keeps it.</summary>
    public string Release => LastUpdated?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    public string ToNote() => string.Create(CultureInfo.InvariantCulture, $"{Pages};{Source};{Release}");

    public static PageHead FromNote(string note)
    {
        var parts = note.Split(';');
        return new PageHead(
            int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1],
            parts[2].Length > 0 ? DateOnly.ParseExact(parts[2], "yyyy-MM-dd", CultureInfo.InvariantCulture) : null);
    }
}

/// <summary>
/// A page of the Indicators API: a list of two, the head and the records; or of one, with a message, under status 200.
/// </summary>
/// <param name="Head">The head.</param>
/// <param name="Rows">Rows of the table: observations that have a value, of economies that are wanted.</param>
/// <param name="Numbers">Records that they were read from.</param>
/// <param name="Aggregates">Observations left out because they are of regions and income groups.</param>
internal sealed record WorldBankPage(PageHead Head, IReadOnlyList<object?[]> Rows, IReadOnlyList<long> Numbers, int Aggregates)
{
    /// <summary>Reads a page of observations.</summary>
    /// <exception cref="FactException">It is a message, or no page.</exception>
    public static WorldBankPage Read(
        ReadOnlyMemory<byte> body, string file, HashSet<string> wanted, (int First, int Last)? years, IFetch fetch)
    {
        using var document = JsonAnswer.Parse(body, file);
        var (head, records) = Open(document.RootElement, file);
        var rows = new List<object?[]>();
        var numbers = new List<long>();
        var (aggregates, number) = (0, 0L);
        foreach (var record in records)
        {
            try
            {
                var row = new JsonRow(record, file, ++number);
                var economy = Economy(row);
                if (economy is null || !wanted.Contains(economy))
                {
                    aggregates++;
                    continue;
                }

                if (Observation(row, economy) is { } values && (years is not { } y || ((int)values[2]! >= y.First && (int)values[2]! <= y.Last)))
                {
                    rows.Add(values);
                    numbers.Add(number);
                }
            }
            catch (RowFaultException e)
            {
                fetch.Reject(e.Fault);
            }
        }

        return new WorldBankPage(head, rows, numbers, aggregates);
    }

    /// <summary>The codes of the economies that are no aggregates, from the list of countries.</summary>
    /// <exception cref="FactException">It is a message, or no list of countries.</exception>
    public static IReadOnlyList<string> ReadEconomies(ReadOnlyMemory<byte> body, string file)
    {
        using var document = JsonAnswer.Parse(body, file);
        var (head, records) = Open(document.RootElement, file);
        if (head.Pages > 1)
            throw JsonAnswer.Changed(file, "the list of countries no longer fits in one page");
        var economies = new List<string>();
        var number = 0L;
        foreach (var record in records)
        {
            var row = new JsonRow(record, file, ++number);
            // Aggregates have the region 'NA', whose name is 'Aggregates'.
            if (row.Row("region").Text("value") != "Aggregates")
                economies.Add(row.Text("id"));
        }

        return economies.Count > 0 ? economies : throw JsonAnswer.Changed(file, "the list of countries names none");
    }

    private static object?[]? Observation(JsonRow row, string economy)
    {
        var date = row.Text("date");
        if (date.Length != 4 || !int.TryParse(date, NumberStyles.None, CultureInfo.InvariantCulture, out var year))
            throw row.Fault("date", date, "is not a year");
        var values = new object?[]
        {
            economy, row.Row("indicator").Text("id"), year, row.RealOrNull("value"), row.TextOrNull("unit"), row.TextOrNull("obs_status"),
            row.Whole("decimal"),
        };
        return values[3] is null ? null : values;
    }

    /// <summary>The code; for some databases it stands in the field <c>country</c> and the other is empty.</summary>
    private static string? Economy(JsonRow row) =>
        row.TextOrNull("countryiso3code") ?? (row.Row("country").TextOrNull("id") is { Length: 3 } code ? code : null);

    private static (PageHead Head, IEnumerable<JsonElement> Records) Open(JsonElement root, string file)
    {
        if (root.ValueKind != JsonValueKind.Array || root.GetArrayLength() == 0)
            throw JsonAnswer.Changed(file, "a page is a list of a head and records, and this is none");
        var head = new JsonRow(root[0], file, 0);
        if (head.Has("message"))
            throw Message(root[0].GetProperty("message"), file);
        if (root.GetArrayLength() != 2)
            throw JsonAnswer.Changed(file, "a page is a list of a head and records, and this is none");
        var records = root[1].ValueKind switch
        {
            JsonValueKind.Array => root[1].EnumerateArray(),
            JsonValueKind.Null => Enumerable.Empty<JsonElement>(),
            _ => throw JsonAnswer.Changed(file, "the records of a page are no list"),
        };
        try
        {
            return (ReadHead(head, file), records);
        }
        catch (RowFaultException e)
        {
            throw new FactException(e.Fault.ToString());
        }
    }

    private static PageHead ReadHead(JsonRow head, string file)
    {
        // The list of countries has neither database nor date.
        var source = head.Has("sourceid") ? head.TextOrNull("sourceid") : null;
        var updated = head.Has("lastupdated") ? head.TextOrNull("lastupdated") : null;
        DateOnly? day = null;
        if (updated is not null)
        {
            day = DateOnly.TryParseExact(updated, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed)
                ? parsed
                : throw JsonAnswer.Changed(file, $"'{updated}' in lastupdated is not a date (yyyy-mm-dd)");
        }

        return new PageHead(head.WholeOrText("pages"), source ?? "", day);
    }

    private static FactException Message(JsonElement messages, string file)
    {
        var said = messages.ValueKind != JsonValueKind.Array ? [] : messages.EnumerateArray()
            .Where(m => m.ValueKind == JsonValueKind.Object)
            .Select(m => $"{Field(m, "key")}: {Field(m, "value")} (message {Field(m, "id")})");
        return new FactException($"{file}: the service refuses: {string.Join("; ", said)}");

        static string Field(JsonElement message, string name) => message.TryGetProperty(name, out var value) ? value.ToString() : "";
    }
}
