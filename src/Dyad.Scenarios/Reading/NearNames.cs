namespace Dyad.Scenarios.Reading;

/// <summary>Names that are near to one that is not known, for messages.</summary>
internal static class NearNames
{
    private const int Shown = 3;

    /// <summary>", did you mean A or B?" where names are near, else nothing.</summary>
    public static string Hint(string name, IEnumerable<string> known)
    {
        var allowed = Math.Max(1, name.Length / 3);
        var near = known.Distinct(StringComparer.Ordinal)
            .Select(k => (Name: k, Distance: Distance(name.ToUpperInvariant(), k.ToUpperInvariant())))
            .Where(k => k.Distance <= allowed)
            .OrderBy(k => k.Distance).ThenBy(k => k.Name, StringComparer.Ordinal)
            .Take(Shown).Select(k => $"'{k.Name}'").ToArray();
        return near.Length == 0 ? "" : $", did you mean {string.Join(" or ", near)}?";
    }

    /// <summary>Levenshtein distance: insertions, deletions and substitutions between two texts.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
