using System.Globalization;

namespace Dyad.Cli.Hosting;

/// <summary>A table as plain text, that people read and other programs can cut: no frame, numbers to the right.</summary>
internal static class TextTable
{
    private const int WidestText = 60;

    /// <summary>Writes the header and the rows to standard output.</summary>
    public static void Write(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<object?>> rows)
    {
        var cells = rows.Select(r => r.Select(Text).ToArray()).ToList();
        var numeric = Enumerable.Range(0, header.Count).Select(c => cells.Count > 0 && cells.All(r => r[c].Number)).ToArray();
        var widths = header.Select((h, c) => Math.Max(h.Length, cells.Select(r => r[c].Value.Length).DefaultIfEmpty().Max()))
            .ToArray();
        WriteRow(header);
        foreach (var row in cells)
            WriteRow([.. row.Select(c => c.Value)]);

        void WriteRow(IReadOnlyList<string> values) =>
            Output.Line(string.Join("  ", values.Select((v, c) => numeric[c] ? v.PadLeft(widths[c]) : v.PadRight(widths[c])))
                .TrimEnd());
    }

    private static (string Value, bool Number) Text(object? value) => value switch
    {
        null => ("", true),
        double d => (d.ToString("#,0.######", CultureInfo.InvariantCulture), true),
        int or long or short => (Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
            true),
        bool b => (b ? "true" : "false", false),
        IFormattable f => (f.ToString(null, CultureInfo.InvariantCulture), false),
        _ => (Shorten(value.ToString()!), false),
    };

    private static string Shorten(string text) => text.Length <= WidestText ? text : text[..(WidestText - 1)] + "…";
}
