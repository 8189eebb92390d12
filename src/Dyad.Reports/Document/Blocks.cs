namespace Dyad.Reports.Document;

/// <summary>A piece of running text.</summary>
public abstract record Inline;

/// <summary>Plain or strong text.</summary>
public sealed record TextRun(string Text, bool Strong = false) : Inline;

/// <summary>A number as the reader sees it, with its address: a click opens the provenance of that id.</summary>
public sealed record FigureRun(string Text, string ProvenanceId) : Inline
{
    /// <summary>
    /// The place of a sentence that the figure fills, the same in every language; null outside sentences. Readers never see it.
    /// </summary>
    public string? Place { get; init; }
}

/// <summary>What running text says without its marks.</summary>
public static class Inlines
{
    /// <summary>The text alone.</summary>
    public static string PlainText(IEnumerable<Inline> content) => string.Concat(content.Select(inline => inline switch
    {
        TextRun run => run.Text,
        FigureRun figure => figure.Text,
        _ => throw new NotSupportedException($"No text for a {inline.GetType().Name}."),
    }));
}

/// <summary>A part of a chapter. Renderers (HTML, Word) know each kind; chapters compose them.</summary>
public abstract record Block;

/// <summary>A heading inside a chapter; level 3 or 4 (chapters themselves are level 2).</summary>
public sealed record Heading(int Level, string Text) : Block;

/// <summary>A paragraph.</summary>
public sealed record Paragraph(IReadOnlyList<Inline> Content) : Block;

/// <summary>An unordered or a numbered list.</summary>
public sealed record ListBlock(IReadOnlyList<IReadOnlyList<Inline>> Items, bool Numbered = false) : Block;

/// <summary>A boxed remark: a limit of the data, a warning.</summary>
public sealed record Callout(string Title, IReadOnlyList<Inline> Content) : Block;

/// <summary>
/// Column of a table; numeric columns align to the right. Neighbours of one <paramref name="Group"/> stand under its name, set off from
/// the next.
/// </summary>
public sealed record Column(string Header, bool Numeric = false, string? Group = null)
{
    /// <summary>Neighbouring columns of one group, from the left: its name, the first column, how many.</summary>
    public static IReadOnlyList<(string? Name, int First, int Count)> Groups(IReadOnlyList<Column> columns)
    {
        var groups = new List<(string? Name, int First, int Count)>();
        foreach (var (i, column) in columns.Index())
        {
            if (groups.Count > 0 && groups[^1].Name == column.Group)
                groups[^1] = groups[^1] with { Count = groups[^1].Count + 1 };
            else
                groups.Add((column.Group, i, 1));
        }

        return groups;
    }
}

/// <summary>A table; the first cell of each row is its header for screen readers.</summary>
public sealed record Table(string Caption, IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<IReadOnlyList<Inline>>> Rows) : Block;

/// <summary>A picture with a caption and an address.</summary>
public sealed record Figure(Chart Chart, string Caption, string ProvenanceId) : Block;

/// <summary>An equation: presentation MathML for the web, a linear form for Word, and what it says in words.</summary>
public sealed record Equation(string Label, string MathMl, string Linear, string Description) : Block;

/// <summary>A chapter; <paramref name="Id"/> is its anchor and is the same in every language.</summary>
public sealed record Chapter(string Id, string Title, IReadOnlyList<Block> Blocks);

/// <summary>The address of a figure in the reader's language: label and value, in order, and the command to copy.</summary>
public sealed record ProvenanceCard(string Id, string Title, IReadOnlyList<(string Label, string Value)> Rows, string Command);

/// <summary>A report in one language, ready to be rendered.</summary>
public sealed record ReportDocument(
    Language Language, string Title, string Subtitle, IReadOnlyList<Chapter> Chapters,
    IReadOnlyList<ProvenanceCard> Provenance, IReadOnlyDictionary<string, string> Labels);

/// <summary>The languages of readers and delegates.</summary>
public enum Language
{
    /// <summary>English.</summary>
    En,

    /// <summary>Chinese (simplified).</summary>
    Zh,

    /// <summary>Russian.</summary>
    Ru,
}
