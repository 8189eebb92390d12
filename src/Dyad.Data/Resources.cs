using System.Text;
using Sylvan.Data.Csv;

namespace Dyad.Data;

/// <summary>Files that are compiled into the assembly.</summary>
internal static class Resources
{
    /// <summary>Opens one by its name.</summary>
    public static StreamReader Open(string name) =>
        new(typeof(Resources).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"resource {name}"), Encoding.UTF8);

    /// <summary>Rows of a table, CSV with a header, as they are asked for.</summary>
    /// <param name="name">Name of the file.</param>
    /// <param name="row">Makes one out of the row that the reader stands on.</param>
    public static IEnumerable<T> Rows<T>(string name, Func<CsvDataReader, T> row)
    {
        using var text = Open(name);
        using var csv = CsvDataReader.Create(text);
        while (csv.Read())
            yield return row(csv);
    }

    /// <summary>Reads one to its end.</summary>
    public static string Text(string name)
    {
        using var reader = Open(name);
        return reader.ReadToEnd();
    }
}
