using Dyad.Reports.Document;
using Dyad.Reports.Rendering.Charts;

namespace Dyad.Reports.Rendering.Word;

/// <summary>
/// Widths of a table's columns from what stands in them: none narrower than its longest word, the rest of the room shared by how
/// much text there is. Where the words do not fit, the text becomes smaller, and in the last resort the page is turned.
/// </summary>
/// <param name="Twips">Width of each column, twentieths of a point.</param>
/// <param name="Size">Points of the text.</param>
/// <param name="Turned">Whether the table needs the long side of the page.</param>
internal sealed record ColumnWidths(IReadOnlyList<int> Twips, double Size, bool Turned)
{
    private const int TwipsPerPoint = 20;

    /// <summary>Longer words (checksums) are broken: twelve characters of a narrow column.</summary>
    private const double LongestWord = 6.6;

    /// <summary>Text beyond this many ems is expected to wrap.</summary>
    private const double LongestLine = 22;

    /// <summary>A header is bold.</summary>
    private const double Bold = 1.08;

    private static readonly double[] PortraitSizes = [WordStyles.CellSize, 8.5, 8, 7.5];
    private static readonly double[] TurnedSizes = [8.5, 8, 7.5, 7, 6.5, 6];

    /// <param name="table">The table.</param>
    /// <param name="width">Twips between the margins of an upright page.</param>
    /// <param name="turnedWidth">The same of a turned page.</param>
    public static ColumnWidths For(Table table, int width, int turnedWidth)
    {
        int columns = table.Columns.Count;
        var least = new double[columns];
        var wish = new double[columns];
        for (int i = 0; i < columns; i++)
        {
            Extend(table.Columns[i].Header, Bold, ref least[i], ref wish[i], wraps: true);
            foreach (var row in table.Rows)
            {
                // The row's name carries the number of its address.
                double mark = i == 0 ? 1.6 : 0;
                Extend(Inlines.PlainText(row[i]), 1, ref least[i], ref wish[i], wraps: false, mark);
            }
        }

        foreach (double size in PortraitSizes)
        {
            if (Fits(least, size, width))
                return new(Share(least, wish, size, width), size, false);
        }

        double turned = TurnedSizes.FirstOrDefault(s => Fits(least, s, turnedWidth), TurnedSizes[^1]);
        return new(Share(least, wish, turned, turnedWidth), turned, true);
    }

    /// <summary>Widens a column (in ems) by a text. Headers wrap, so that only their words count.</summary>
    private static void Extend(string text, double weight, ref double least, ref double wish, bool wraps, double more = 0)
    {
        double longest = TextMeasure.Wrap(text, 1, 0).Select(word => Math.Min(LongestWord, weight * TextMeasure.Width(word, 1)))
            .DefaultIfEmpty(0).Max();
        least = Math.Max(least, longest);
        double line = weight * TextMeasure.Width(text, 1) + more;
        wish = Math.Max(wish, Math.Max(longest, Math.Min(LongestLine, wraps ? line / 2 : line)));
    }

    private static bool Fits(double[] least, double size, int width) => least.Sum(ems => Twip(ems, size)) <= width;

    private static int[] Share(double[] least, double[] wish, double size, int width)
    {
        double[] low = [.. least.Select(ems => Twip(ems, size))];
        double[] high = [.. wish.Select(ems => Twip(ems, size))];
        double room = width - low.Sum();
        double asked = high.Sum() - low.Sum();
        // Room that nobody asked for goes to all alike, in proportion to their width.
        var shares = room <= asked && asked > 0
            ? low.Zip(high, (l, h) => l + Math.Max(0, room) * (h - l) / asked)
            : high.Select(h => h * width / high.Sum());
        int[] twips = [.. shares.Select(s => (int)s)];
        twips[0] += Math.Max(0, width - twips.Sum());
        return twips;
    }

    private static double Twip(double ems, double size) => TwipsPerPoint * size * ems + 2 * WordTable.CellMargin;
}
