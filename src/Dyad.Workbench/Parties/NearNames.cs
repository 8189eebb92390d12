namespace Dyad.Workbench.Parties;

/// <summary>Proposes what a user may have meant.</summary>
public static class NearNames
{
    /// <summary>
    /// The <paramref name="most"/> candidates nearest to <paramref name="typed"/> by optimal string alignment distance
    /// (Damerau 1964), upper and lower case alike; ties in the order of the candidates.
    /// </summary>
    public static IReadOnlyList<T> Of<T>(string typed, IEnumerable<T> candidates, Func<T, IEnumerable<string>> spellings, int most = 3) =>
        [.. candidates
            .Select(c => (Candidate: c, Distance: spellings(c).Min(s => Distance(typed, s))))
            .OrderBy(c => c.Distance)
            .Take(most)
            .Select(c => c.Candidate)];

    /// <summary>Insertions, deletions, substitutions and swaps of neighbours that turn one text into the other.</summary>
    public static int Distance(string a, string b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        a = a.ToUpperInvariant();
        b = b.ToUpperInvariant();
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
