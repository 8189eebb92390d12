namespace Dyad.Data.Sources;

/// <summary>The sources that can be asked.</summary>
public static class SourceCatalog
{
    /// <summary>All of them, in the order of their names.</summary>
    public static IReadOnlyList<ISource> All { get; } = [.. new ISource[]
    {
        new Comtrade.ComtradeSource(),
        new OpenAlex.OpenAlexSource(),
        new Lists.ScreeningListsSource(),
        new Sdmx.SdmxSource(),
        new Wits.WitsSource(),
        new WorldBank.WorldBankSource(),
    }.OrderBy(s => s.Info.Name, StringComparer.Ordinal)];

    /// <summary>A source by its name.</summary>
    /// <exception cref="FactException">There is none; the message names what is near, or all.</exception>
    public static ISource Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (All.FirstOrDefault(s => s.Info.Name == name) is { } source)
            return source;
        var near = All.Select(s => s.Info.Name).Where(n => IsNear(n, name)).ToList();
        throw new FactException(near.Count > 0
            ? $"no source '{name}'; is it {string.Join(" or ", near)}?"
            : $"no source '{name}'; there are: {string.Join(", ", All.Select(s => s.Info.Name))}");
    }

    /// <summary>Whether a name is meant: one holds the other, or at most a third of it would have to be typed anew.</summary>
    private static bool IsNear(string name, string typed)
    {
        var lower = typed.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        return lower.Length > 1 && (name.Contains(lower, StringComparison.Ordinal) || lower.Contains(name, StringComparison.Ordinal)
            || Distance(name, lower) * 3 <= name.Length);
    }

    /// <summary>Edits that make one text the other (Levenshtein).</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var (corner, left) = (row[0], i);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var here = Math.Min(Math.Min(row[j], left) + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1));
                (corner, row[j], left) = (row[j], here, here);
            }
        }

        return row[b.Length];
    }
}
