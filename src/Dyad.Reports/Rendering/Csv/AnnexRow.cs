using System.Text.Json;

namespace Dyad.Reports.Rendering.Csv;

/// <summary>A record of <c>report.json</c> that is a row, with the records that hold it.</summary>
/// <param name="Path">Path of the record, as in <see cref="AnnexFile.Json"/>.</param>
/// <param name="Value">The record.</param>
/// <param name="Key">Name of the entry, where the record is one of an object.</param>
/// <param name="Holder">The record that holds it; null for the report.</param>
internal sealed record AnnexRow(string Path, JsonElement Value, string? Key, AnnexRow? Holder)
{
    /// <summary>All records on a path, in the order of the report.</summary>
    public static IEnumerable<AnnexRow> Of(JsonElement report, string path)
    {
        IEnumerable<AnnexRow> rows = [new("", report, null, null)];
        foreach (var step in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
            rows = rows.SelectMany(row => row.Parts(step));
        return rows;
    }

    /// <summary>A field as text: numbers as <c>report.json</c> writes them, null as nothing, lists divided by spaces.</summary>
    /// <param name="json">Path of the field, as in <see cref="AnnexColumn.Json"/>.</param>
    /// <exception cref="KeyNotFoundException">The report has no such field.</exception>
    public string Field(string json)
    {
        // The longest prefix that is a record, so that a list of codes at the end of a path stays one field.
        var holder = this;
        while (!Holds(holder.Path, json))
            holder = holder.Holder ?? throw new KeyNotFoundException(json);
        var value = holder.Value;
        foreach (var (i, step) in json[holder.Path.Length..].Split('.', StringSplitOptions.RemoveEmptyEntries).Index())
        {
            // The first step below an entry of an object is its name or itself.
            bool entry = i == 0 && holder.Key is not null;
            if (entry && step == "key")
                return holder.Key!;
            if (entry && step == "value")
                continue;
            if (value.ValueKind == JsonValueKind.Null)
                return "";
            value = value.GetProperty(Name(step));
        }

        return Text(value);
    }

    private static bool Holds(string path, string json) =>
        path.Length == 0 || json == path || json.StartsWith(path + ".", StringComparison.Ordinal);

    private IEnumerable<AnnexRow> Parts(string step)
    {
        var path = Path.Length == 0 ? step : $"{Path}.{step}";
        var value = Value.GetProperty(Name(step));
        if (value.ValueKind == JsonValueKind.Null)
            return [];
        if (step.EndsWith("{}", StringComparison.Ordinal))
            return value.EnumerateObject().Select(entry => new AnnexRow(path, entry.Value, entry.Name, this));
        return step.EndsWith("[]", StringComparison.Ordinal)
            ? value.EnumerateArray().Select(element => new AnnexRow(path, element, null, this)) : [new AnnexRow(path, value, null, this)];
    }

    private static string Name(string step) => step.TrimEnd('[', ']', '{', '}');

    internal static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array => string.Join(' ', value.EnumerateArray().Select(Text)),
        _ => value.GetRawText(),
    };
}
