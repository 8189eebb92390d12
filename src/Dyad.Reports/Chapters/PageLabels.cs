using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters;

/// <summary>Words of the page itself, outside the chapters: buttons, headings of the address card, the print line.</summary>
public static class PageLabels
{
    /// <summary>Keys of the labels that every document carries.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        "language", "theme", "light", "dark", "auto", "contents", "close", "copy", "copied", "inputs", "method", "citation",
        "options",
        "version", "command", "source", "vintage", "checksum", "table", "open_address", "address", "print", "skip_to_content",
        "generated_by", "figure", "table_number", "equation", "table_view", "unit", "value", "low", "high", "interval", "expected", "actual",
        "year",
        "missing", "data_annex", "top",
    ];

    internal static IReadOnlyDictionary<string, string> Compose(Localizer text)
        => Keys.ToDictionary(key => key, key => text.Text("label." + key));
}
