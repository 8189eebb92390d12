using System.Globalization;
using Dyad.Data.Schema;
using Dyad.Data.Sources;

namespace Dyad.Data.Vintages;

/// <summary>
/// Holds the values of a row against the schema of its table: present, of the type, within the range, of the set; a row of customs is about
/// two economies and is stated by one of them.
/// </summary>
internal sealed class RowCheck
{
    private readonly FactTableSchema table;
    private readonly (double Low, double High)?[] ranges;
    private readonly HashSet<string>?[] sets;

    /// <summary>Places of exporter, importer and reporter in a table of customs; -1: there is none.</summary>
    private readonly int exporter, importer, reporter;

    public RowCheck(FactTableSchema table)
    {
        this.table = table;
        ranges = [.. table.Fields.Select(f => f.Range)];
        sets = [.. table.Fields.Select(f => f.Set is { } set ? new HashSet<string>(set, StringComparer.Ordinal) : null)];
        (exporter, importer, reporter) = (Place("exporter"), Place("importer"), Place("reporter"));

        int Place(string field) => table.Name.StartsWith("customs_", StringComparison.Ordinal)
            ? table.Fields.Index().Where(f => f.Item.Name == field).Select(f => f.Index).FirstOrDefault(-1) : -1;
    }

    /// <summary>The first fault of a row; null where there is none.</summary>
    /// <param name="row">Values in the order of the fields.</param>
    /// <param name="file">File or address, for the fault.</param>
    /// <param name="number">Its row there.</param>
    public RowFault? Fault(object?[] row, string file, long number)
    {
        if (row.Length != table.Fields.Count)
            throw new InvalidOperationException($"{table.Name}: a row of {row.Length} values, the table has {table.Fields.Count} fields");
        for (var c = 0; c < row.Length; c++)
        {
            if (Reason(c, row[c]) is { } reason)
                return new RowFault(file, number, table.Fields[c].Name, Shorten(row[c]), reason);
        }

        if (exporter < 0)
            return null;
        if (Equals(row[exporter], row[importer]))
            return new RowFault(file, number, "importer", Shorten(row[importer]), "is the exporter itself");
        return reporter >= 0 && !Equals(row[reporter], row[exporter]) && !Equals(row[reporter], row[importer])
            ? new RowFault(file, number, "reporter", Shorten(row[reporter]), "is neither the exporter nor the importer")
            : null;
    }

    private string? Reason(int c, object? value)
    {
        var field = table.Fields[c];
        switch (value)
        {
            case null:
                return field.Nullable ? null : "is missing";
            case double d when !double.IsFinite(d):
                return "is not finite";
            case double d when field.Type == FieldType.Real:
                return Beyond(ranges[c], d);
            case int i when field.Type == FieldType.Whole:
                return Beyond(ranges[c], i);
            case string s when field.Type == FieldType.Text:
                return sets[c] is { } set && !set.Contains(s) ? $"is none of {string.Join(", ", set)}" : null;
            case bool when field.Type == FieldType.Bool:
            case DateOnly when field.Type == FieldType.Date:
                return null;
            default:
                throw new InvalidOperationException($"{table.Name}.{field.Name}: a value of type {value.GetType().Name}");
        }
    }

    private static string? Beyond((double Low, double High)? range, double value) => range switch
    {
        { } r when value < r.Low => string.Create(CultureInfo.InvariantCulture, $"is below {r.Low}"),
        { } r when value > r.High => string.Create(CultureInfo.InvariantCulture, $"is above {r.High}"),
        _ => null,
    };

    private static string Shorten(object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return text.Length <= 60 ? text : text[..60] + "…";
    }
}
