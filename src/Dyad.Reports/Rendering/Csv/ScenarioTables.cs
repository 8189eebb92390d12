using System.Text.Json;
using Dyad.Reports.Model;
using Dyad.Reports.Rendering.Json;

namespace Dyad.Reports.Rendering.Csv;

/// <summary>
/// The figures of a scenario's result as tables, one for each kind of record, columns named as in the JSON, every row of figures with the id
/// of its address; numbers digit for digit those of the JSON.
/// </summary>
public static class ScenarioTables
{
    private static readonly (string File, string Json)[] Kinds =
        [("welfare.csv", "welfare"), ("trade.csv", "trade"), ("sectors.csv", "sector_changes")];

    /// <summary>The files, each with its name and what writes it to a stream; the stream stays open.</summary>
    public static IEnumerable<(string Name, Action<Stream> Write)> Files(ScenarioResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var json = JsonSerializer.SerializeToElement(result, ScenarioResultJson.Readable.ScenarioResult);
        foreach (var (file, name) in Kinds)
        {
            var rows = json.GetProperty(name).EnumerateArray().Select(r => Fields(r, "").ToList()).ToList();
            if (rows.Count > 0)
                yield return (file, CsvFile.Of([.. rows[0].Select(f => f.Name)], rows.Select(r => r.Select(f => f.Text).ToArray())));
        }

        yield return ("addresses.csv", CsvFile.Of(
            ["id", "method", "citation", "command", "version", "inputs"], result.Provenance.Select(Address)));
    }

    private static string[] Address(Provenance p) =>
        [p.Id, p.Method, p.Citation, p.Command, p.Version, string.Join(' ', p.Inputs.Select(i => $"{i.Table}:{i.Sha256}"))];

    /// <summary>The fields of a record; those of a record in it with its name before them.</summary>
    private static IEnumerable<(string Name, string Text)> Fields(JsonElement record, string prefix)
    {
        foreach (var field in record.EnumerateObject())
        {
            var name = prefix + field.Name;
            if (field.Value.ValueKind == JsonValueKind.Object)
            {
                foreach (var inner in Fields(field.Value, name + "."))
                    yield return inner;
            }
            else
            {
                yield return (name, AnnexRow.Text(field.Value));
            }
        }
    }
}
