using Sylvan.Data.Csv;

namespace Dyad.Data.Schema;

/// <summary>Reads tables' schemas from files that are compiled into the assembly.</summary>
public static class TableSchemas
{
    /// <summary>
    /// The tables of a file with the columns <c>table,field,type,unit,key,nullable,allowed,description</c>, in its order.
    /// </summary>
    /// <param name="resource">Name of the file in the assembly: <c>schema.csv</c>, <c>sources.WorldBank.schema.csv</c>.</param>
    /// <exception cref="InvalidOperationException">There is no such file, or a type of it is none.</exception>
    public static IReadOnlyList<FactTableSchema> Read(string resource)
    {
        using var text = Resources.Open(resource);
        using var csv = CsvDataReader.Create(text);
        var fields = new List<(string Table, FactField Field)>();
        while (csv.Read())
        {
            string Text(string column) => csv.GetString(csv.GetOrdinal(column));
            bool Truth(string column) => csv.GetBoolean(csv.GetOrdinal(column));
            fields.Add((Text("table"), new FactField(
                Text("field"), ParseType(resource, Text("type")), Text("unit"), Truth("key"), Truth("nullable"), Text("allowed"),
                Text("description"))));
        }

        return [.. fields.GroupBy(f => f.Table).Select(g => new FactTableSchema(g.Key, [.. g.Select(f => f.Field)]))];
    }

    private static FieldType ParseType(string resource, string name) =>
        FactSchema.TypeNames.TryGetValue(name, out var type) ? type : throw new InvalidOperationException($"{resource}: type {name}");
}
