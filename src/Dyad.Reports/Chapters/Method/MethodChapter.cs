using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Method;

/// <summary>How the figures are come by: equations, symbols, papers, the gravity estimates, the limits.</summary>
internal static class MethodChapter
{
    public static Chapter Compose(JointReport report, Localizer text)
    {
        var blocks = new List<Block> { text.Paragraph("method.intro") };
        blocks.AddRange(Sections([.. MethodSections.For(report)], text));
        blocks.AddRange(GravityTable.Compose(report, text));
        blocks.Add(text.Heading("method.limits"));
        blocks.Add(new ListBlock([
            Cells.Of(text.Text("limit.gap_not_barrier")), Cells.Of(text.Text("limit.correlation")),
            Cells.Of(text.Text("limit.partial")), Cells.Of(text.Text("limit.ranks")),
            .. report.Notes.Select(note => Cells.Of(text.Named("note", note))),
        ]));
        return new Chapter("method", text.Text("method.title"), blocks);
    }

    /// <summary>Each method with its equations, numbered throughout, its symbols and its papers.</summary>
    public static IEnumerable<Block> Sections(IReadOnlyList<MethodSection> sections, Localizer text)
    {
        int number = 0;
        foreach (var section in sections)
        {
            yield return text.Heading($"method.{section.Key}.title");
            yield return text.Paragraph($"method.{section.Key}.what");
            foreach (var e in section.Equations)
            {
                yield return new Equation(
                    text.Text(
                        "format.equation", ("number", text.Numbers.Number(++number)),
                        ("name", text.Text($"method.{section.Key}.{e.Key}"))),
                    e.Expression.MathElement, e.Expression.Linear, text.Text($"method.{section.Key}.{e.Key}_says"));
            }

            yield return new ListBlock([
                .. section.Symbols.Select(s => Cells.Of(text.Text(
                    "format.symbol", ("sign", s.Sign), ("meaning", text.Text("symbol." + s.Key))))),
            ]);
            if (section.Papers.Count > 0)
                yield return new Paragraph(Cells.Of(text.Text("method.papers", ("papers", string.Join(" ", section.Papers)))));
        }
    }
}
