namespace Dyad.Reports.Rendering.Charts;

/// <summary>Where the names of points stand: inside of the picture, clear of a line, of the points and of one another.</summary>
internal static class PointNames
{
    /// <summary>What tall faces reach above and below the line that letters stand on, in the size of the text.</summary>
    private const double Above = 1.2, Below = 0.3;

    /// <summary>Distance of two places that are looked at on a line, less than the height of a text.</summary>
    private const double Step = 4;

    /// <summary>Places each name, in their order.</summary>
    /// <param name="named">Names with the centres of their points.</param>
    /// <param name="line">Corners of the line.</param>
    /// <param name="radius">Half the size of a point.</param>
    /// <param name="size">Size of the text, which is bold.</param>
    /// <param name="picture">What names must stay inside of.</param>
    public static IReadOnlyList<PlacedName> Place(
        IReadOnlyList<(string Name, double X, double Y)> named, IReadOnlyList<(double X, double Y)> line, double radius,
        double size, Box picture)
    {
        var taken = named.Select(p => new Box(p.X - radius, p.Y - radius, p.X + radius, p.Y + radius)).ToList();
        (double X, double Y)[] along = [.. line.Zip(line.Skip(1)).SelectMany(s => Along(s.First, s.Second)), .. line];
        var placed = new List<PlacedName>();
        foreach (var (name, x, y) in named)
        {
            double width = TextMeasure.Width(name, size) * TextMeasure.Bold;
            // Above and to the right of a point of a frontier none of it runs, nor below and to the left.
            double right = x + radius + 6, left = x - radius - 6, beside = y + 0.35 * size;
            double above = y - radius - 2, below = y + radius + size - 1;
            double middle = Math.Clamp(x - width / 2, picture.Left, Math.Max(picture.Left, picture.Right - width));
            PlacedName[] places =
            [
                new(name, right, above, Ends: false), new(name, right, beside, Ends: false), new(name, left, below, Ends: true),
                new(name, right, below, Ends: false), new(name, left, beside, Ends: true), new(name, left, above, Ends: true),
                new(name, middle, above - 5, Ends: false), new(name, middle, below + 5, Ends: false),
            ];
            var best = places.MinBy(at => Faults(at.Box(width, size)))!;
            placed.Add(best);
            taken.Add(best.Box(width, size));
        }

        return placed;

        // To stand outside is worse than to meet everything.
        int Faults(Box box) => taken.Count(box.Meets) + (along.Any(box.Holds) ? 1 : 0)
            + (box.IsWithin(picture) ? 0 : named.Count * 2 + 2);
    }

    private static IEnumerable<(double X, double Y)> Along((double X, double Y) from, (double X, double Y) to)
    {
        int steps = 1 + (int)(Math.Max(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y)) / Step);
        return Enumerable.Range(0, steps)
            .Select(i => (from.X + (to.X - from.X) * i / steps, from.Y + (to.Y - from.Y) * i / steps));
    }

    private static Box Box(this PlacedName at, double width, double size)
    {
        double left = at.Ends ? at.X - width : at.X;
        return new(left, at.Y - Above * size, left + width, at.Y + Below * size);
    }
}

/// <summary>A name and where it begins, or ends where <paramref name="Ends"/> says so.</summary>
internal sealed record PlacedName(string Name, double X, double Y, bool Ends);

/// <summary>A part of a picture.</summary>
internal readonly record struct Box(double Left, double Top, double Right, double Bottom)
{
    public bool Holds((double X, double Y) point) => point.X >= Left && point.X <= Right && point.Y >= Top && point.Y <= Bottom;

    public bool IsWithin(Box other) => Left >= other.Left && Right <= other.Right && Top >= other.Top && Bottom <= other.Bottom;

    public bool Meets(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
}
