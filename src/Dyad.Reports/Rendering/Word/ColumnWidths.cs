using Dyad.Reports.Document;
using Dyad.Reports.Rendering.Charts;

namespace Dyad.Reports.Rendering.Word;

/// <summary>
/// Widths of a table's columns from what stands in them: the least number of lines that every cell can do with, then the
/// width that each column needs for that many. Where that is many lines the text becomes smaller, and in the last resort the
/// page is turned.
/// </summary>
/// <param name="Twips">Width of each column, twentieths of a point.</param>
/// <param name="Size">Points of the text.</param>
/// <param name="Turned">Whether the table needs the long side of the page.</param>
internal sealed record ColumnWidths(IReadOnlyList<int> Twips, double Size, bool Turned)
{
    private const int TwipsPerPoint = 20;

    /// <summary>Lines that a row may have before short texts are broken and the text becomes smaller.</summary>
    private const int EasyLines = 4;

    /// <summary>Lines that a row may have before the page is turned.</summary>
    private const int MostLines = 8;

    /// <summary>With so many lines every column is as narrow as its longest word.</summary>
    private const int LinesTried = 50;

    /// <summary>Lines of the head, where words stand under each other anyway.</summary>
    private const int HeadLines = 3;

    /// <summary>Longer words (checksums) are broken: twelve characters of a narrow column.</summary>
    private const double LongestWord = 7;

    /// <summary>A head is bold.</summary>
    private const double Bold = 1.08;

    /// <summary>Ems of the number of an address behind the name of a row.</summary>
    private const double Mark = 2;

    private static readonly double[] Sizes = [WordStyles.CellSize, 8.5, 8, 7.5];
    private static readonly double[] TurnedSizes = [8, 7.5, 7, 6.5, 6];

    /// <param name="table">The table.</param>
    /// <param name="width">Twips between the margins of an upright page.</param>
    /// <param name="turnedWidth">The same of a turned page.</param>
    public static ColumnWidths For(Table table, int width, int turnedWidth)
    {
        var cells = Enumerable.Range(0, table.Columns.Count).Select(i => Texts(table, i)).ToList();
        double[] Needs(int lines, bool whole) => [.. cells.Select(column => column.Max(text => text.Width(lines, whole)))];
        int Lines(double size, int room, bool whole)
            => Enumerable.Range(1, LinesTried).FirstOrDefault(n => Sum(Needs(n, whole), size) <= room, LinesTried);

        // Short texts, as amounts are, stay whole where that leaves the long ones enough room.
        foreach (bool whole in new[] { true, false })
        {
            foreach (double size in Sizes)
            {
                int lines = Lines(size, width, whole);
                if (lines <= (whole ? EasyLines : MostLines) && (lines <= EasyLines || size == Sizes[^1]))
                    return new(Share(Needs(lines, whole), size, width), size, false);
            }
        }

        double turned = TurnedSizes.FirstOrDefault(size => Lines(size, turnedWidth, false) <= EasyLines, TurnedSizes[^1]);
        return new(Share(Needs(Lines(turned, turnedWidth, false), false), turned, turnedWidth), turned, true);
    }

    private static List<CellText> Texts(Table table, int column)
    {
        var texts = new List<CellText> { CellText.Of(table.Columns[column].Header, Bold, 0, HeadLines) };
        // The row's name carries the number of its address.
        texts.AddRange(table.Rows.Select(
            row => WordText.Breakable(Inlines.PlainText(row[column]))).Distinct(StringComparer.Ordinal)
                .Select(text => CellText.Of(text, 1, column == 0 ? Mark : 0, 1)));
        return texts;
    }

    private static double Sum(double[] ems, double size) => ems.Sum(e => Twip(e, size));

    /// <summary>What is left over goes to all in proportion; what is missing is taken alike.</summary>
    private static int[] Share(double[] ems, double size, int width)
    {
        double sum = Sum(ems, size);
        int[] twips = [.. ems.Select(e => (int)(Twip(e, size) * width / sum))];
        twips[0] += width - twips.Sum();
        return twips;
    }

    private static double Twip(double ems, double size) => TwipsPerPoint * size * ems + 2 * WordTable.CellMargin;

    /// <summary>A text by its measures in ems: in one line, and its longest word; <paramref name="Times"/> as many lines are no
    /// loss.</summary>
    private readonly record struct CellText(double Line, double Word, int Times)
    {
        /// <summary>Room that the ends of broken lines leave unused.</summary>
        private const double Ragged = 1.12;

        /// <summary>Ems of an amount with its unit, or of a year with the direction of a flow.</summary>
        private const double Short = 13;

        /// <summary>What a narrow column should hold, whatever is in it.</summary>
        private const double Narrowest = 2.2;

        /// <summary>Chinese may break anywhere, but an amount or a name should not.</summary>
        private const double ChineseWord = 6.2;

        /// <summary>Capitals may be wider than the average by which widths are measured.</summary>
        private const double Slack = 1.05;

        public static CellText Of(string text, double weight, double more, int times)
        {
            double line = Slack * weight * TextMeasure.Width(text, 1);
            double word = line <= ChineseWord && !text.Contains(' ', StringComparison.Ordinal)
                ? line : TextMeasure.Wrap(text, 1, 0).Max(w => Math.Min(LongestWord, Slack * weight * TextMeasure.Width(w, 1)));
            return new(line + more, Math.Max(Narrowest, word + more), times);
        }

        /// <summary>Width in which the text has no more lines than that, or is whole where it is short.</summary>
        public double Width(int lines, bool whole)
        {
            int most = Math.Max(whole && Line <= Short ? 1 : lines, Times);
            return Math.Max(Word, most == 1 ? Line : Math.Min(Line, Ragged * Line / most));
        }
    }
}
