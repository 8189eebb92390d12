using System.Globalization;
using Dyad.Data.Sources.Reading;

namespace Dyad.Data.Sources.Lists;

/// <summary>Lists in CSV: the European Union's, and the consolidated screening list of the United States.</summary>
internal static class CsvLists
{
    private const byte EndOfFile = 0x1A;
    private static readonly string[] CountryColumns = ["citizenships", "nationalities", "vessel_flag"];
    private static readonly string[] Dates = ["yyyy-MM-dd", "dd/MM/yyyy"];

    /// <summary>The EU's consolidated list (CSV 1.1): an entity has a row for every name, address, birth date and document.</summary>
    public static ScreeningList Eu(Stream stream, string file)
    {
        var entries = new Dictionary<string, (ScreeningEntry Entry, long Row)>(StringComparer.Ordinal);
        DateOnly? generated = null;
        foreach (var row in CsvAnswer.Rows(Bytes(stream), file, ';'))
        {
            var id = row.Text("Entity_LogicalId");
            generated ??= Date(row, "fileGenerationDate");
            if (!entries.TryGetValue(id, out var known))
            {
                var entry = new ScreeningEntry(
                    id, EuKind(row), row.TextOrNull("Entity_Regulation_Programme") is { } programme ? [programme] : [],
                    Date(row, "Entity_DesignationDate"));
                entries[id] = known = (entry, row.Number);
            }

            known.Entry.Add(row.TextOrNull("NameAlias_WholeName"));
            known.Entry.AddCountry(row.TextOrNull("Address_CountryDescription"));
            known.Entry.AddCountry(row.TextOrNull("Citizenship_CountryDescription"));
        }

        if (entries.Values.FirstOrDefault(e => !e.Entry.IsNamed) is { Entry: { } nameless })
            throw JsonAnswer.Changed(file, $"entity {nameless.Entry} has no name");
        return new ScreeningList(generated, [.. entries.Values]);
    }

    /// <summary>The consolidated screening list of the United States: one row an entry, aliases with semicolons between.</summary>
    public static ScreeningList UsCsl(Stream stream, string file)
    {
        var entries = new List<(ScreeningEntry, long)>();
        foreach (var row in CsvAnswer.Rows(Bytes(stream), file))
        {
            var kind = row.TextOrNull("type")?.ToLowerInvariant();
            var source = row.Text("source");
            var entry = new ScreeningEntry(
                row.Text("_id"), kind is "individual" or "entity" or "vessel" or "aircraft" ? kind : "unknown",
                [source, .. (row.TextOrNull("programs") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
                Date(row, "start_date"));
            entry.Add(row.Text("name"));
            foreach (var alias in (row.TextOrNull("alt_names") ?? "").Split(';'))
                entry.Add(alias);
            foreach (var country in CountryColumns.SelectMany(c => (row.TextOrNull(c) ?? "").Split(';')))
                entry.AddCountry(country);
            entries.Add((entry, row.Number));
        }

        return new ScreeningList(null, entries);
    }

    /// <summary>Person and enterprise; the two columns are told apart by their letters, since files were seen with either order.</summary>
    private static string EuKind(CsvRow row) => (row.TextOrNull("Entity_SubjectType_ClassificationCode") ?? row.TextOrNull("Entity_SubjectType"))?.ToUpperInvariant() switch
    {
        "P" or "PERSON" => "individual",
        "E" or "ENTERPRISE" => "entity",
        null => "unknown",
        var other => throw row.Fault("Entity_SubjectType_ClassificationCode", other, "is neither person nor enterprise"),
    };

    private static DateOnly? Date(CsvRow row, string field)
    {
        if (row.TextOrNull(field) is not { } text)
            return null;
        return DateOnly.TryParseExact(text, Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw row.Fault(field, text, "is not a date (yyyy-mm-dd)");
    }

    private static byte[] Bytes(Stream stream)
    {
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        // Files of the United States can end with the control character of old systems.
        return memory.ToArray().AsSpan().TrimEnd([EndOfFile, (byte)'\r', (byte)'\n']).ToArray();
    }
}
